using System.Globalization;
using System.Text;

namespace Jiuji.Bench.Demo;

/// <summary>A small table of text: UTF-8 without a mark, LF, a field quoted only where it must be.</summary>
public sealed class Table(params string[] headings)
{
    private readonly List<string[]> rows = [];

    public IReadOnlyList<string> Headings => headings;

    public IReadOnlyList<string[]> Rows => rows;

    public void Add(params object?[] fields)
    {
        if (fields.Length != headings.Length)
            throw new ArgumentException($"{fields.Length} fields under {headings.Length} headings: {string.Join('|', fields)}", nameof(fields));
        rows.Add([.. fields.Select(Text)]);
    }

    public void Write(string path)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(headings))
            text.AppendJoin(',', row.Select(Quoted)).Append('\n');
        File.WriteAllText(path, text.ToString());
    }

    /// <summary>Reads a table of ours, whose fields hold no line breaks, as one dictionary per row.</summary>
    public static IEnumerable<Dictionary<string, string>> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = Fields(lines[0]);
        return lines.Skip(1).Select(line => names.Zip(Fields(line)).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) { fields.Add(field.ToString()); field.Clear(); }
            else field.Append(c);
        }
        fields.Add(field.ToString());
        return fields;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "Y" : "N",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(',', '"', '\n') < 0 ? field : $"\"{field.Replace("\"", "\"\"")}\"";
}
