using System.Globalization;

namespace Jiuji.Tidy.Tests.Seed;

/// <summary>The committed data, read as plainly as possible: these tests judge the files, not the code that loads them.</summary>
public static class SeedFolder
{
    public static readonly DateOnly Today = new(2026, 11, 20);

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Root, file));
        var names = Fields(lines[0]);
        return [.. lines.Skip(1).Select(line => (IReadOnlyDictionary<string, string>)names.Zip(Fields(line), KeyValuePair.Create).ToDictionary())];
    }

    public static string[] Headings(string file) => [.. Fields(File.ReadLines(Path.Combine(Root, file)).First())];

    public static DateOnly? Day(this IReadOnlyDictionary<string, string> row, string column) =>
        row[column].Length == 0 ? null : DateOnly.ParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static long Fen(this IReadOnlyDictionary<string, string> row, string column = "amount_fen") => long.Parse(row[column], CultureInfo.InvariantCulture);

    public static string[] List(this IReadOnlyDictionary<string, string> row, string column) =>
        row[column].Split(';', StringSplitOptions.RemoveEmptyEntries);

    public static HashSet<string> Codes(string list, string column = "code") =>
        [.. Rows("codes.csv").Where(row => row["list"] == list).Select(row => row[column])];

    private static List<string> Fields(string line)
    {
        var fields = new List<string> { "" };
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) fields.Add("");
            else fields[^1] += c;
        }
        return fields;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Jiuji.slnx"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("No Jiuji.slnx above the tests."), "seed");
    }
}
