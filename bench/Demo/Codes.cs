namespace Jiuji.Bench.Demo;

/// <summary>One row of <c>codes.csv</c>.</summary>
public sealed record Code(string List, string Value, string Zh, string En, string Group, string Unit);

/// <summary>The code lists of <c>codes.csv</c>. Spreadsheets that people fill in carry the Chinese word, never the code.</summary>
public sealed class Codes
{
    private readonly ILookup<string, Code> lists;

    private Codes(IEnumerable<Code> codes) => lists = codes.ToLookup(code => code.List);

    public IReadOnlyList<Code> Of(string list) => [.. lists[list]];

    public Code Find(string list, string value) => lists[list].Single(code => code.Value == value);

    public string Word(string list, string value) => Find(list, value).Zh;

    public static Codes Read(string seedFolder) => new(Table.Read(Path.Combine(seedFolder, "codes.csv"))
        .Select(row => new Code(row["list"], row["code"], row["zh"], row["en"], row["group"], row["unit"])));
}
