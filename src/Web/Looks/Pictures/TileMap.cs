using Jiuji.Web.Language;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Looks.Pictures;

/// <summary>One place on the map: its short word, where its tile lies (column and row from 0, roughly as on the ground), its share of one; null: no figures.</summary>
public sealed record Tile(string Word, int Column, int Row, double? Share);

/// <summary>Places as tiles of one size, so that a small township is as easy to see as a large one; darker is more, and the figure stands in the tile.</summary>
public static class TileMap
{
    const int TileHeight = 60;
    const double GapPercent = 0.6;

    /// <param name="meaning">What the share is of, e.g. the word for needs met.</param>
    public static IHtmlContent Draw(IStringLocalizer<Words> words, string title, string meaning, IReadOnlyList<Tile> tiles)
    {
        var columns = tiles.Select(tile => tile.Column + 1).DefaultIfEmpty(1).Max();
        var svg = new Svg(tiles.Select(tile => tile.Row + 1).DefaultIfEmpty(1).Max() * TileHeight);
        var width = 100.0 / columns;
        foreach (var tile in tiles)
        {
            var level = Level(tile.Share);
            var (middle, top, ink) = ((tile.Column + 0.5) * width, tile.Row * TileHeight, level >= 3 ? "light" : "");
            svg.Rect(tile.Column * width, top, width - GapPercent, TileHeight - 4, $"f-{level}", 4)
               .Text(middle - GapPercent / 2, top + 24, tile.Word, "middle", ink)
               .Text(middle - GapPercent / 2, top + 44, Said(words, tile), "middle", ink);
        }
        var label = Picture.Label(words, title, tiles.Select(tile => words["picture.item", tile.Word, Said(words, tile)].Value));
        return Picture.Of(words, title, svg.Draw(label), [words["picture.place"], meaning],
            tiles.Select(tile => (IReadOnlyList<string>)[tile.Word, Said(words, tile)]));
    }

    /// <summary>Tiles in reading order for places whose position nobody has set.</summary>
    public static IReadOnlyList<Tile> InRows(IEnumerable<(string Word, double? Share)> places, int columns = 4) =>
        [.. places.Select((place, at) => new Tile(place.Word, at % columns, at / columns, place.Share))];

    static int Level(double? share) => share is { } known ? Math.Clamp((int)(known * 5), 0, 4) : 0;

    static string Said(IStringLocalizer<Words> words, Tile tile) => tile.Share is { } share ? Figures.Percent(share) : words["common.none"];
}
