using Jiuji.Web.Language;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Looks.Pictures;

/// <summary>Money of one age: the word for the age, the fen, and what is advised when it has lain too long.</summary>
public sealed record AgeLayer(string Word, long Fen, string? TooOld = null);

/// <summary>How long money has lain in hands: a bar for each age, red and with advice where it has lain too long.</summary>
public static class AgeBars
{
    const int RowHeight = 44;

    public static IHtmlContent Draw(IStringLocalizer<Words> words, string title, IReadOnlyList<AgeLayer> layers)
    {
        var largest = Math.Max(1, layers.Select(layer => layer.Fen).DefaultIfEmpty().Max());
        var svg = new Svg(layers.Count * RowHeight);
        foreach (var (layer, row) in layers.Select((layer, row) => (layer, row)))
        {
            var top = row * RowHeight;
            var late = layer.TooOld is not null && layer.Fen > 0;
            svg.Text(0, top + 14, late ? words["picture.with_advice", layer.Word, layer.TooOld!] : layer.Word)
               .Text(100, top + 14, Figures.Yuan(layer.Fen), "end")
               .Rect(0, top + 20, 100, 14, "f-ground", 2)
               .Rect(0, top + 20, 100.0 * layer.Fen / largest, 14, late ? "f-recover" : "f-hands", 2);
        }
        var label = Picture.Label(words, title, layers.Select(layer => words["picture.item", layer.Word, Figures.Yuan(layer.Fen)].Value));
        var total = layers.Sum(layer => layer.Fen);
        return Picture.Of(words, title, svg.Draw(label),
            [words["picture.age"], words["common.amount_yuan"], words["picture.share"]],
            layers.Select(layer => (IReadOnlyList<string>)[layer.Word, Figures.Yuan(layer.Fen), Figures.Percent(total == 0 ? 0 : (double)layer.Fen / total)]));
    }
}
