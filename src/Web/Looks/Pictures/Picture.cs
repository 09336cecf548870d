using System.Text.Encodings.Web;
using System.Text.Unicode;
using Jiuji.Web.Language;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Looks.Pictures;

/// <summary>A drawing with its title, the sentence that says the same to those who cannot see it, and the table of its figures behind it.</summary>
static class Picture
{
    static readonly HtmlEncoder encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static IHtmlContent Of(
        IStringLocalizer<Words> words, string title, string svg, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows) =>
        new HtmlString(
            $"<figure class=\"picture\"><figcaption>{Safe(title)}</figcaption>{svg}<details><summary>{Safe(words["common.see_table"])}</summary>"
            + $"<div class=\"wide\"><table><thead><tr>{Cells(headings, "th scope=\"col\"", "th scope=\"col\" class=\"num\"")}</tr></thead>"
            + $"<tbody>{string.Concat(rows.Select(row => $"<tr>{Cells(row, "th scope=\"row\"", "td class=\"num\"")}</tr>"))}</tbody></table></div></details></figure>");

    /// <summary>"Title: part a; part b" for the ear.</summary>
    public static string Label(IStringLocalizer<Words> words, string title, IEnumerable<string> parts) =>
        words["picture.bar_label", title, string.Join(words["picture.separator"], parts)];

    public static string Safe(string text) => encoder.Encode(text);

    static string Cells(IReadOnlyList<string> texts, string first, string others) =>
        string.Concat(texts.Select((text, at) => $"<{(at == 0 ? first : others)}>{Safe(text)}</{(at == 0 ? first : others)[..2]}>"));
}
