using System.Net;
using Xunit;

namespace Jiuji.Web.Tests.Looks;

public sealed class LanguageTests(LookSite site) : IClassFixture<LookSite>
{
    [Theory]
    [InlineData(null, "跳到正文")]
    [InlineData("fr-FR", "跳到正文")]
    [InlineData("zh", "跳到正文")]
    [InlineData("zh-TW, en;q=0.5", "跳到正文")]
    [InlineData("en;q=0.4, zh;q=0.9", "跳到正文")]
    [InlineData("en-GB", "Skip to the content")]
    [InlineData("fr, en;q=0.5", "Skip to the content")]
    public async Task The_browsers_wish_decides_and_Chinese_is_the_rest(string? wish, string word) =>
        Assert.Equal(word, await Said("/word/app.skip", wish));

    [Fact]
    public async Task What_the_person_chose_outranks_the_browser() =>
        Assert.Equal("Skip to the content", await Said("/word/app.skip", "zh-CN", "jiuji.language=en"));

    [Fact]
    public async Task A_cookie_of_another_language_is_no_choice() =>
        Assert.Equal("跳到正文", await Said("/word/app.skip", null, "jiuji.language=../../en"));

    [Fact]
    public async Task A_missing_key_is_seen() => Assert.Equal("fund.never_written", await Said("/word/fund.never_written", "en"));

    [Fact]
    public async Task The_switch_remembers_and_comes_back_to_the_same_page()
    {
        var answer = await site.Get("/language/en?back=%2Ffund%2F3%3Fyear%3D2026");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/fund/3?year=2026", answer.Headers.Location!.OriginalString);
        Assert.Contains("jiuji.language=en", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("")]
    public async Task The_switch_never_leads_to_another_site(string back) =>
        Assert.Equal("/", (await site.Get($"/language/zh-CN?back={Uri.EscapeDataString(back)}")).Headers.Location!.OriginalString);

    [Fact]
    public async Task A_language_nobody_speaks_here_is_not_found() => Assert.Equal(HttpStatusCode.NotFound, (await site.Get("/language/fr")).StatusCode);

    [Fact]
    public async Task The_answer_names_its_language() => Assert.Equal("en", (await site.Get("/word/app.skip", "en-US")).Content.Headers.ContentLanguage.Single());

    async Task<string> Said(string address, string? wish, string? cookie = null) =>
        await (await site.Get(address, wish, cookie)).Content.ReadAsStringAsync();
}
