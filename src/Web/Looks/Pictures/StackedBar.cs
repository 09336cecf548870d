using Jiuji.Web.Language;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Looks.Pictures;

/// <summary>One part of a whole: its word, its money colour (hands, awaiting, approved, returned, recover, transit, lost, carried), its fen.</summary>
public sealed record BarPart(string Word, string Colour, long Fen);

/// <summary>Where every yuan is, as one bar: the parts side by side, in the order given.</summary>
public static class StackedBar
{
    /// <summary>A part that is there at all is never too thin to be seen.</summary>
    const double ThinnestPercent = 0.8;

    public static IHtmlContent Draw(IStringLocalizer<Words> words, string title, IReadOnlyList<BarPart> parts, int height = 44)
    {
        var shown = parts.Where(part => part.Fen > 0).ToList();
        var total = shown.Sum(part => part.Fen);
        var svg = new Svg(height).Rect(0, 0, 100, height, "f-ground", 4);
        var left = 0.0;
        foreach (var (part, width) in shown.Zip(Widths(shown, total)))
        {
            svg.Rect(left, 0, width, height, $"f-{part.Colour}");
            left += width;
        }
        var label = Picture.Label(words, title, shown.Select(part => words["picture.item", part.Word, Figures.Yuan(part.Fen)].Value));
        return Picture.Of(words, title, svg.Draw(label),
            [words["picture.part"], words["common.amount_yuan"], words["picture.share"]],
            parts.Select(part => (IReadOnlyList<string>)[part.Word, Figures.Yuan(part.Fen), Figures.Percent(total == 0 ? 0 : (double)part.Fen / total)]));
    }

    static IEnumerable<double> Widths(List<BarPart> parts, long total)
    {
        var raised = parts.Select(part => Math.Max(ThinnestPercent, 100.0 * part.Fen / total)).ToList();
        return raised.Select(width => width * 100 / raised.Sum());
    }
}
