using System.Globalization;
using System.Text.Encodings.Web;
using System.Xml.Linq;
using Jiuji.Web.Looks;
using Jiuji.Web.Looks.Pictures;
using Microsoft.AspNetCore.Html;
using Xunit;

namespace Jiuji.Web.Tests.Looks;

public sealed class PicturesTests(LookSite site) : IClassFixture<LookSite>
{
    static readonly BarPart[] parts = [new("结存", "hands", 3_145_000), new("待追缴", "recover", 100), new("核损", "lost", 0), new("<b>", "approved", 1_915_000)];

    [Fact]
    public async Task The_parts_of_the_bar_fill_it_and_none_is_too_thin_to_see()
    {
        var widths = (await Bar()).Descendants("rect").Skip(1).Select(Width).ToList();
        Assert.Equal(3, widths.Count);
        Assert.Equal(100, widths.Sum(), 0.05);
        Assert.All(widths, width => Assert.True(width > 0.7));
    }

    [Fact]
    public async Task Every_figure_of_a_picture_stands_in_its_table_also_the_nought()
    {
        var rows = (await Bar()).Descendants("tbody").Single().Elements("tr").Select(row => string.Join(' ', row.Elements().Select(cell => cell.Value))).ToList();
        Assert.Equal(["结存 31,450.00 62%", "待追缴 1.00 <1%", "核损 0.00 0%", "<b> 19,150.00 38%"], rows);
    }

    [Fact]
    public async Task A_picture_says_itself_to_those_who_listen() =>
        Assert.Equal("钱：结存 31,450.00；待追缴 1.00；<b> 19,150.00", (await Bar()).Descendants("svg").Single().Attribute("aria-label")!.Value);

    [Fact]
    public async Task No_picture_carries_a_style_or_a_drawing_without_a_role()
    {
        string[] drawn =
        [
            await site.Draw(T => Text(StackedBar.Draw(T, "a", parts))),
            await site.Draw(T => Text(StackedBar.Draw(T, "a", []))),
            await site.Draw(T => Text(AgeBars.Draw(T, "a", [new("新", 0), new("旧", 5, "收回")]))),
            await site.Draw(T => Text(AgeBars.Draw(T, "a", []))),
            await site.Draw(T => Text(TargetBars.Draw(T, "a", [new("七都", 1.4, 0.8), new("仁里", 0, 0)]))),
            await site.Draw(T => Text(Trend.Draw(T, "a", ["1", "2"], [new("b", "hands", [1, null]), new("c", "accent", [null, null])], Figures.Count))),
            await site.Draw(T => Text(Trend.Draw(T, "a", ["1"], [new("b", "hands", [0])], Figures.Yuan))),
            await site.Draw(T => Text(Trend.Draw(T, "a", [], [], Figures.Yuan))),
            await site.Draw(T => Text(TileMap.Draw(T, "a", "b", TileMap.InRows([("七都", 0.4), ("仁里", null)])))),
            await site.Draw(T => Text(TileMap.Draw(T, "a", "b", []))),
        ];
        Assert.All(drawn, picture =>
        {
            Assert.DoesNotContain("style=", picture, StringComparison.Ordinal);
            Assert.Equal("img", XElement.Parse(picture).Descendants("svg").Single().Attribute("role")!.Value);
        });
    }

    [Fact]
    public async Task Money_that_has_lain_too_long_is_red_and_says_what_to_do()
    {
        var picture = XElement.Parse(await site.Draw(T => Text(AgeBars.Draw(T, "账龄", [new("新", 800), new("旧", 500, "收回")]))));
        Assert.Equal(["f-ground", "f-hands", "f-ground", "f-recover"], picture.Descendants("rect").Select(rect => rect.Attribute("class")!.Value));
        Assert.Contains("旧 · 收回", picture.Descendants("text").Select(text => text.Value));
    }

    [Fact]
    public async Task Every_colour_a_picture_uses_is_drawn_by_the_stylesheet()
    {
        var css = await File.ReadAllTextAsync(Path.Combine(SourceTree.Web, "wwwroot", "jiuji.css"));
        Assert.All(["hands", "awaiting", "approved", "returned", "recover", "transit", "lost", "carried"], colour =>
        {
            Assert.Contains($".f-{colour} ", css, StringComparison.Ordinal);
            Assert.Contains($".truths .{colour} ", css, StringComparison.Ordinal);
        });
    }

    async Task<XElement> Bar() => XElement.Parse(await site.Draw(T => Text(StackedBar.Draw(T, "钱", parts))));

    static double Width(XElement rect) => double.Parse(rect.Attribute("width")!.Value.TrimEnd('%'), CultureInfo.InvariantCulture);

    static string Text(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
