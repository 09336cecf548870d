using System.Collections;
using System.Globalization;
using System.Net;
using System.Text;
using QRCoder;

namespace Jiuji.Web.Files;

/// <summary>A QR code as SVG to stand inside a page or a printed slip: one path, no script, no style, as crisp as the printer.</summary>
public static class QrSvg
{
    /// <param name="content">What the code says; at medium correction (15 %), enough for a folded slip.</param>
    /// <param name="label">What it is for, read out to those who cannot see it.</param>
    /// <param name="millimetres">Side of the square, quiet zone included.</param>
    public static string Of(string content, string label, int millimetres = 30)
    {
        using var data = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var modules = data.ModuleMatrix;
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{millimetres}mm\" height=\"{millimetres}mm\" "
            + $"viewBox=\"0 0 {modules.Count} {modules.Count}\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">"
            + $"<path fill=\"#fff\" d=\"M0 0h{modules.Count}v{modules.Count}H0z\"/><path fill=\"#000\" d=\"{Path(modules)}\"/></svg>";
    }

    // One horizontal bar for each run of dark modules.
    static string Path(List<BitArray> modules)
    {
        var path = new StringBuilder();
        for (var y = 0; y < modules.Count; y++)
            for (int x = 0, run; x < modules.Count; x += Math.Max(run, 1))
            {
                run = Run(modules[y], x);
                if (run > 0)
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{run}v1h-{run}z");
            }
        return path.ToString();
    }

    static int Run(BitArray row, int from)
    {
        var to = from;
        while (to < row.Count && row[to])
            to++;
        return to - from;
    }
}
