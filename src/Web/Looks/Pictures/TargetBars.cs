using Jiuji.Web.Language;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Looks.Pictures;

/// <summary>What was reached of what should be: both as shares of one.</summary>
public sealed record TargetRow(string Word, double Reached, double Target);

/// <summary>Use against target, a row for each place: the bar is what was reached, the upright line the target.</summary>
public static class TargetBars
{
    const int RowHeight = 44;

    public static IHtmlContent Draw(IStringLocalizer<Words> words, string title, IReadOnlyList<TargetRow> rows)
    {
        var full = Math.Max(1, rows.Select(row => Math.Max(row.Reached, row.Target)).DefaultIfEmpty(1).Max());
        var svg = new Svg(rows.Count * RowHeight);
        foreach (var (row, at) in rows.Select((row, at) => (row, at)))
        {
            var top = at * RowHeight;
            var goal = 100 * row.Target / full;
            svg.Text(0, top + 14, row.Word)
               .Text(100, top + 14, Said(words, row), "end")
               .Rect(0, top + 20, 100, 14, "f-ground", 2)
               .Rect(0, top + 20, 100 * row.Reached / full, 14, row.Reached < row.Target ? "f-awaiting" : "f-approved", 2)
               .Line(goal, top + 18, goal, top + 38, "goal");
        }
        var label = Picture.Label(words, title, rows.Select(row => words["picture.item", row.Word, Said(words, row)].Value));
        return Picture.Of(words, title, svg.Draw(label), [words["picture.place"], words["picture.used"], words["picture.goal"]],
            rows.Select(row => (IReadOnlyList<string>)[row.Word, Figures.Percent(row.Reached), Figures.Percent(row.Target)]));
    }

    static string Said(IStringLocalizer<Words> words, TargetRow row) =>
        words["picture.target_label", Figures.Percent(row.Reached), Figures.Percent(row.Target)];
}
