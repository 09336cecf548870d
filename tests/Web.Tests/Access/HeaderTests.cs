using Jiuji.Web.Tests.SignIn;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.Access;

/// <summary>What every answer says to the browser about itself.</summary>
[Collection(nameof(OnSignInSite))]
public sealed class HeaderTests(SignInSite site)
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/me")]
    [InlineData("/no-such-page")]
    [InlineData("/h")]
    [InlineData("/jiuji.css")]
    public async Task No_answer_lets_anything_run_that_is_not_the_sites_own(string address)
    {
        using var answer = await (await site.SignedIn(Role.StationWorker)).Get(address);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task The_sign_in_is_in_a_cookie_that_scripts_cannot_read()
    {
        var visitor = site.Comes();
        using var answer = await visitor.GivesPassword(await site.Appoint(Role.StationWorker));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(each => each.StartsWith("jiuji=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_without_the_sites_own_token_is_not_taken()
    {
        var visitor = await site.SignedIn(Role.StationWorker);
        using var answer = await visitor.PostBare("/me?handler=EndAll");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(await visitor.IsIn());
    }

    [Theory]
    [InlineData("zh-CN", "没有这一页")]
    [InlineData("en", "There is no such page")]
    public async Task A_page_that_is_not_there_says_so_in_the_readers_language(string language, string sentence)
    {
        var visitor = await site.SignedIn(Role.StationWorker);
        await visitor.Get($"/language/{language}");
        using var answer = await visitor.Get("/no-such-page");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(sentence, await Visitor.Text(answer), StringComparison.Ordinal);
    }
}
