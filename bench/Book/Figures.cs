using System.Globalization;
using System.Text;

namespace Jiuji.Bench.Book;

/// <summary>The table that the bench prints, in the order of measuring.</summary>
sealed class Figures
{
    readonly List<(string What, string Figure, string Goal, string Mark)> rows = [];

    public void Add(string what, double figure, string unit) => Note(what, Text(figure, unit), "", "");

    public void AtLeast(string what, double figure, string unit, double goal) => Note(what, Text(figure, unit), $"≥ {Text(goal, unit)}", figure >= goal ? "met" : "short");

    public void AtMost(string what, double figure, string unit, double goal) => Note(what, Text(figure, unit), $"< {Text(goal, unit)}", figure < goal ? "met" : "short");

    public void Note(string what, string figure, string goal, string mark)
    {
        rows.Add((what, figure, goal, mark));
        Console.Error.WriteLine($"{what}: {figure} {goal} {mark}");
    }

    static string Text(double figure, string unit) => figure.ToString(figure >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture) + (unit.Length == 0 || unit[0] is '/' or '×' ? unit : " " + unit);

    public string Markdown()
    {
        var text = new StringBuilder("| What | Measured | Goal | |\n|---|---:|---:|---|\n");
        foreach (var (what, figure, goal, mark) in rows) text.Append(CultureInfo.InvariantCulture, $"| {what} | {figure} | {goal} | {mark} |\n");
        return text.ToString();
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>The value that 99 of 100 do not exceed.</summary>
    public static double P99(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)(sorted.Length * 0.99)];
    }
}
