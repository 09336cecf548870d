using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Jiuji.Web.Files;
using QRCoder;
using Xunit;

namespace Jiuji.Web.Tests.Files;

public sealed class QrSvgTests
{
    const string Content = "https://example.org/slip/7K3M-Q9XW";

    [Fact]
    public void The_drawing_has_exactly_the_dark_modules_of_the_code()
    {
        using var data = QRCodeGenerator.GenerateQrCode(Content, QRCodeGenerator.ECCLevel.M);
        var size = data.ModuleMatrix.Count;
        var drawn = new bool[size, size];
        foreach (Match bar in Regex.Matches(QrSvg.Of(Content, "回执"), @"M(\d+) (\d+)h(\d+)v1h-\3z"))
            for (var x = Number(bar, 1); x < Number(bar, 1) + Number(bar, 3); x++)
                drawn[Number(bar, 2), x] = true;
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
                Assert.Equal(data.ModuleMatrix[y][x], drawn[y, x]);
    }

    static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [Fact]
    public void The_svg_is_well_formed_named_and_without_anything_that_runs()
    {
        var svg = XElement.Parse(QrSvg.Of(Content, "回执 \"<script>\""));
        Assert.Equal("回执 \"<script>\"", svg.Attribute("aria-label")!.Value);
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Equal("30mm", svg.Attribute("width")!.Value);
        Assert.All(svg.Elements(), element => Assert.Equal("path", element.Name.LocalName));
    }
}
