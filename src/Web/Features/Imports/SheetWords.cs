using Jiuji.Web.Files;
using Jiuji.Web.Reference;

namespace Jiuji.Web.Features.Imports;

/// <summary>Cells that hold a word of a code list or a list of place codes.</summary>
public static class SheetWords
{
    private static readonly char[] Separators = [';', '；', ',', '，', '、', ' '];

    public static SheetColumn<CodeItem> Code(IReadOnlyList<string> headings, IEnumerable<CodeItem> codes, string list, bool required = false) =>
        SheetColumn.Choice(headings, [.. codes.Where(code => code.List == list).Select(code => new SheetChoice<CodeItem>(code, code.Code, code.Zh, code.En))], required);

    /// <summary>A word that is the code of an enum's member, in either language.</summary>
    public static SheetColumn<TEnum> Enum<TEnum>(IReadOnlyList<string> headings, IEnumerable<CodeItem> codes, string list, Func<string, TEnum> member, bool required = false) =>
        SheetColumn.Choice(headings, [.. codes.Where(code => code.List == list).Select(code => new SheetChoice<TEnum>(member(code.Code), code.Code, code.Zh, code.En))], required);

    public static SheetColumn<IReadOnlyList<string>> Places(IReadOnlyList<string> headings, PlaceBook places, bool required = false) =>
        Codes(headings, places.Knows, required);

    /// <summary>Codes behind one another; the first that nobody knows is named.</summary>
    public static SheetColumn<IReadOnlyList<string>> Codes(IReadOnlyList<string> headings, Func<string, bool> isKnown, bool required = false) =>
        SheetColumn.Of(headings, text => Split(text, isKnown), required);

    private static CellReading<IReadOnlyList<string>> Split(string text, Func<string, bool> isKnown)
    {
        var codes = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var unknown = Array.Find(codes, code => !isKnown(code));
        return unknown is null ? codes : new CellReading<IReadOnlyList<string>>(null, SheetProblemCode.CodeUnknown, [unknown]);
    }

    /// <summary>SOCIAL_WORKER → SocialWorker.</summary>
    public static TEnum Member<TEnum>(string code)
        where TEnum : struct, System.Enum => System.Enum.Parse<TEnum>(code.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
