using Jiuji.Ledger;
using Jiuji.Matching;

namespace Jiuji.Web.Api.Description;

/// <summary>What a shape is called in the description: the type's own name, and where two types share it, the folder in front.</summary>
public static class SchemaNames
{
    private static readonly HashSet<string> Shared =
    [
        .. ((Type[])[typeof(Book), typeof(MatchingModel), typeof(SchemaNames)]).SelectMany(type => type.Assembly.GetTypes())
            .GroupBy(type => type.Name).Where(name => name.Count() > 1).Select(name => name.Key),
    ];

    public static string Of(Type type) => type.IsGenericType
        ? string.Concat(type.GetGenericArguments().Select(Of)) + type.Name.Split('`')[0]
        : Shared.Contains(type.Name) ? $"{type.Namespace!.Split('.')[^1]}{type.Name}" : type.Name;
}
