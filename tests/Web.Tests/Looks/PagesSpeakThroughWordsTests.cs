using System.Text.RegularExpressions;
using Jiuji.Testing;
using Jiuji.Web.Language;
using Xunit;

namespace Jiuji.Web.Tests.Looks;

/// <summary>No sentence is written into a page: each comes from the word files, so that both languages are whole.</summary>
public sealed partial class PagesSpeakThroughWordsTests
{
    static readonly IReadOnlyList<(string Page, string Markup)> pages = RazorLiterals.Of(typeof(Words).Assembly.Location);

    [Fact]
    public void The_reader_of_compiled_pages_sees_the_layout() =>
        Assert.Contains(pages, page => page.Page.Contains("Layout", StringComparison.Ordinal) && page.Markup.Contains("<header class=\"top\">", StringComparison.Ordinal));

    [Fact]
    public void No_page_holds_text_of_its_own() => Offenders.None(pages.SelectMany(page => TextOf(page.Markup).Select(text => $"{page.Page}: {text}")));

    [Fact]
    public void No_spoken_attribute_holds_text_of_its_own() =>
        Offenders.None(from page in pages
                from Match spoken in SpokenAttribute().Matches(page.Markup)
                where Letters().IsMatch(spoken.Groups["said"].Value)
                select $"{page.Page}: {spoken.Value}");

    [Fact]
    public void No_page_source_holds_Chinese() =>
        Offenders.None(from file in SourceTree.Files(".cshtml")
                let code = Comment().Replace(file.Text, "")
                where WordsFiles.HasHan(code)
                select $"{file.Name}: {code.Split('\n').First(WordsFiles.HasHan).Trim()}");

    /// <summary>The security policy forbids inline styles and scripts, so a page that holds one would not work.</summary>
    [Fact]
    public void No_page_holds_an_inline_style_script_or_handler() =>
        Offenders.None(from file in SourceTree.Files(".cshtml")
                from Match inline in Inline().Matches(Comment().Replace(file.Text, ""))
                select $"{file.Name}: {inline.Value}");

    [Fact]
    public void No_page_or_stylesheet_asks_another_server() =>
        Offenders.None(from file in SourceTree.Files(".cshtml", ".css", ".js", ".svg")
                from Match away in Elsewhere().Matches(file.Text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal))
                select $"{file.Name}: {away.Value}");

    static IEnumerable<string> TextOf(string markup) =>
        Tags().Replace(markup, "\n").Split('\n', RazorLiterals.Value).Select(text => text.Trim()).Where(text => Letters().IsMatch(Entity().Replace(text, "")));

    [GeneratedRegex("<[^<>]*>|^[^<>]*>|<[^<>]*$")]
    private static partial Regex Tags();

    [GeneratedRegex("&[a-z]+;")]
    private static partial Regex Entity();

    [GeneratedRegex(@"\p{L}{2,}|\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Letters();

    [GeneratedRegex("""\b(?:aria-label|title|placeholder|alt)="(?<said>[^"\x01]*)""")]
    private static partial Regex SpokenAttribute();

    [GeneratedRegex("""\sstyle="|<style\b|\son[a-z]+="|javascript:|<script\b(?![^>]*\bsrc=)""")]
    private static partial Regex Inline();

    [GeneratedRegex("""(?:src|href)="(?:https?:)?//[^"]*|url\([^)]*//[^)]*\)|@import[^;]*|https?://[^\s"')]+""")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
