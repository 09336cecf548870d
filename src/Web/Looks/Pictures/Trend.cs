using Jiuji.Web.Language;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Looks.Pictures;

/// <summary>One line of a trend: its word, its colour (as in <see cref="BarPart"/>, or "accent"), a value for each step, null where none is known yet.</summary>
public sealed record TrendLine(string Word, string Colour, IReadOnlyList<long?> Values);

/// <summary>How figures moved over months or days. The second line is dashed, so that colour is never the only difference.</summary>
public static class Trend
{
    const int Height = 180, Top = 34, Bottom = 150;
    const int MostLabels = 7;

    /// <param name="write">How a value is written, e.g. <see cref="Figures.Yuan"/> or <see cref="Figures.Count"/>.</param>
    public static IHtmlContent Draw(
        IStringLocalizer<Words> words, string title, IReadOnlyList<string> steps, IReadOnlyList<TrendLine> lines, Func<long, string> write)
    {
        var highest = Math.Max(1, lines.SelectMany(line => line.Values).Max() ?? 1);
        var svg = new Svg(Height).Line(0, Bottom, 100, Bottom, "axis").Line(0, Top, 100, Top, "axis").Text(100, Top - 6, write(highest), "end", "soft");
        foreach (var (line, at) in lines.Select((line, at) => (line, at))) Trace(svg, line, at, steps.Count, highest);
        var every = (steps.Count + MostLabels - 1) / MostLabels;
        for (var step = 0; step < steps.Count; step++)
            if ((steps.Count - 1 - step) % every == 0) svg.Text(X(step, steps.Count), Bottom + 20, steps[step], Anchor(step, steps.Count), "soft");

        var label = Picture.Label(words, title, lines.Select(line => words["picture.item", line.Word, write(line.Values.LastOrDefault(v => v is not null) ?? 0)].Value));
        return Picture.Of(words, title, svg.Draw(label), [words["picture.month"], .. lines.Select(line => line.Word)],
            steps.Select((step, at) => (IReadOnlyList<string>)[step, .. lines.Select(line => line.Values[at] is { } value ? write(value) : "")]));
    }

    static void Trace(Svg svg, TrendLine line, int order, int steps, long highest)
    {
        double Y(long value) => Bottom - (double)value / highest * (Bottom - Top);
        var stroke = $"trace s-{line.Colour}{(order > 0 ? " dashed" : "")}";
        for (var step = 1; step < steps; step++)
            if (line.Values[step - 1] is { } before && line.Values[step] is { } now)
                svg.Line(X(step - 1, steps), Y(before), X(step, steps), Y(now), stroke);
        for (var step = 0; step < steps; step++)
            if (line.Values[step] is { } value) svg.Dot(X(step, steps), Y(value), 3, $"f-{line.Colour}");
        var left = order * 50.0;
        svg.Line(left, 10, left + 6, 10, stroke).Text(left + 8, 14, line.Word);
    }

    static double X(int step, int steps) => steps == 1 ? 50 : 100.0 * step / (steps - 1);

    static string Anchor(int step, int steps) => steps == 1 ? "middle" : step == 0 ? "start" : step == steps - 1 ? "end" : "middle";
}
