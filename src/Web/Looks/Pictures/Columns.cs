using Jiuji.Web.Language;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Looks.Pictures;

/// <summary>One column: its word below, its value and how that is written above, the line it is held against (null: none), its colour as in <see cref="BarPart"/>.</summary>
public sealed record Column(string Word, double Value, string Said, double? Expected = null, string Colour = "hands");

/// <summary>Values side by side, each against the line it is expected at; the figures stand over the columns, so nothing has to be guessed.</summary>
public static class Columns
{
    const int Height = 210, Top = 30, Bottom = 176;
    const double Gap = 0.2;

    /// <param name="headings">Of the table behind it: what a column is, what it measures, what is expected (left out where nothing is).</param>
    /// <param name="writeExpected">How an expected value is written in the table.</param>
    public static IHtmlContent Draw(
        IStringLocalizer<Words> words, string title, IReadOnlyList<string> headings, IReadOnlyList<Column> columns, Func<double, string>? writeExpected = null)
    {
        var highest = Math.Max(double.Epsilon, columns.Select(column => Math.Max(column.Value, column.Expected ?? 0)).DefaultIfEmpty(1).Max());
        var svg = new Svg(Height).Line(0, Bottom, 100, Bottom, "axis");
        var width = 100.0 / Math.Max(1, columns.Count);
        double Y(double value) => Bottom - (value / highest * (Bottom - Top));
        foreach (var (column, at) in columns.Select((column, at) => (column, at)))
        {
            var (left, middle) = ((at + (Gap / 2)) * width, (at + 0.5) * width);
            svg.Rect(left, Y(column.Value), width * (1 - Gap), Bottom - Y(column.Value), $"f-{column.Colour}")
               .Text(middle, Y(Math.Max(column.Value, column.Expected ?? 0)) - 6, column.Said, "middle")
               .Text(middle, Bottom + 20, column.Word, "middle", "soft");
            if (column.Expected is { } expected) svg.Line(left, Y(expected), left + (width * (1 - Gap)), Y(expected), "goal");
        }
        var label = Picture.Label(words, title, columns.Select(column => words["picture.item", column.Word, column.Said].Value));
        return Picture.Of(words, title, svg.Draw(label), headings, columns.Select(column => Row(column, writeExpected)));
    }

    static IReadOnlyList<string> Row(Column column, Func<double, string>? writeExpected) =>
        writeExpected is not null && column.Expected is { } expected ? [column.Word, column.Said, writeExpected(expected)] : [column.Word, column.Said];
}
