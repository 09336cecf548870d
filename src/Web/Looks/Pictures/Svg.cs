using System.Globalization;
using System.Text;

namespace Jiuji.Web.Looks.Pictures;

/// <summary>
/// Writes the few shapes that the pictures need. Places and widths are in percent and heights in pixels, so a bar fits any screen while
/// its words keep their size; colours are classes, because the site's security policy allows no inline styles.
/// </summary>
sealed class Svg(int height)
{
    readonly StringBuilder shapes = new();

    public Svg Rect(double leftPercent, double y, double widthPercent, double rectHeight, string classes, int round = 0) =>
        Add($"<rect class=\"{classes}\" x=\"{N(leftPercent)}%\" y=\"{N(y)}\" width=\"{N(widthPercent)}%\" height=\"{N(rectHeight)}\"{(round > 0 ? $" rx=\"{round}\"" : "")}/>");

    public Svg Line(double x1Percent, double y1, double x2Percent, double y2, string classes) =>
        Add($"<line class=\"{classes}\" x1=\"{N(x1Percent)}%\" y1=\"{N(y1)}\" x2=\"{N(x2Percent)}%\" y2=\"{N(y2)}\"/>");

    public Svg Text(double xPercent, double y, string words, string anchor = "start", string classes = "") =>
        Add($"<text x=\"{N(xPercent)}%\" y=\"{N(y)}\"{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}{(classes.Length == 0 ? "" : $" class=\"{classes}\"")}>{Picture.Safe(words)}</text>");

    public Svg Dot(double xPercent, double y, double radius, string classes) =>
        Add($"<circle class=\"{classes}\" cx=\"{N(xPercent)}%\" cy=\"{N(y)}\" r=\"{N(radius)}\"/>");

    public string Draw(string label) =>
        $"<svg role=\"img\" aria-label=\"{Picture.Safe(label)}\" width=\"100%\" height=\"{height}\">{shapes}</svg>";

    Svg Add(string shape)
    {
        shapes.Append(shape);
        return this;
    }

    static string N(double number) => Math.Round(number, 2).ToString(CultureInfo.InvariantCulture);
}
