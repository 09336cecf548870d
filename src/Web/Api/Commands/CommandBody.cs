using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Api.Commands;

/// <summary>
/// A command's fields as they come in JSON: each is read by itself, so that everything wrong is named at once. The sender is never among them, and the county
/// is the sender's own unless the body says otherwise.
/// </summary>
public sealed class CommandBody(CommandKind kind, JsonObject fields, string county, IStringLocalizer<Words> words)
{
    private const string CountyField = nameof(ICommand<>.CountyCode);
    private static readonly NullabilityInfoContext Nullability = new();
    private readonly Dictionary<string, string[]> errors = [];

    public IReadOnlyDictionary<string, string[]> Errors => errors;

    public static string NameOf(ParameterInfo field) => JsonNamingPolicy.CamelCase.ConvertName(field.Name!);

    /// <summary>Must the body hold it? What can be null or has a value of its own may be left out.</summary>
    public static bool IsRequired(ParameterInfo field) => !field.HasDefaultValue && field.Name != CountyField && !IsNullable(field);

    private static bool IsNullable(ParameterInfo field)
    {
        lock (Nullability)
        {
            return Nullable.GetUnderlyingType(field.ParameterType) is not null || Nullability.Create(field).WriteState == NullabilityState.Nullable;
        }
    }

    /// <summary>By parameter name; complete only where nothing is wrong.</summary>
    public IReadOnlyDictionary<string, object?> Read()
    {
        var known = kind.Fields.Select(NameOf).ToHashSet();
        foreach (var (name, _) in fields.Where(field => !known.Contains(field.Key)))
        {
            errors[name] = [words["api.field_unknown"]];
        }

        return kind.Fields.ToDictionary(field => field.Name!, Value);
    }

    private object? Value(ParameterInfo field)
    {
        var name = NameOf(field);
        if (!fields.TryGetPropertyValue(name, out var node) || node is null)
        {
            if (IsRequired(field))
            {
                errors[name] = [words["error.required_here"]];
            }

            return field.HasDefaultValue ? field.DefaultValue : field.Name == CountyField ? county : null;
        }

        try
        {
            return node.Deserialize(field.ParameterType, ApiJson.Options);
        }
        catch (JsonException malformed)
        {
            // The place within the field, "$.rows[3].quantity" without its root.
            errors[name + (malformed.Path ?? "$")[1..]] = [words["error.not_right"]];
            return null;
        }
    }
}
