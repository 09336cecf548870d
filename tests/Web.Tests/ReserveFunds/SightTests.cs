using System.Net;
using System.Text.RegularExpressions;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Nobody signs or pays for something else than what stood before them, and what is sent twice is done once.</summary>
public sealed partial class SightTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact]
    [Trait("rule", "F9")]
    public async Task A_signature_on_what_somebody_changed_meanwhile_is_refused_with_both_versions()
    {
        var story = await Funded();
        var number = await story.Investigated(60_000);
        var page = $"/cases/{number}/sign";
        var office = await site.SignIn("office");
        var seen = await Seen(office, page);
        var proxy = new RecordProxy(story.NewId, story.As(Role.TownshipHandler), story.County, number, "陈大哥", "", "99999988000000000077", "行动不便");
        await story.Did(proxy);

        using var refused = await office.Post(page, $"{page}?handler=Sign", ("seen", seen));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var shown = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("您看过之后有人改了", shown, StringComparison.Ordinal);
        Assert.Matches(@"代领人</th>\s*<td[^>]*>无</td>\s*<td[^>]*><b>陈", shown);
        Assert.Equal(AidCaseState.Investigated, (await site.CaseOf(story, number)).State);

        using var signed = await office.Post(page, $"{page}?handler=Sign", ("seen", Field().Match(shown).Groups["seen"].Value));
        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        Assert.Equal(AidCaseState.Signing, (await site.CaseOf(story, number)).State);
    }

    [Fact]
    public async Task Another_signature_is_no_change_of_what_is_signed()
    {
        var story = await Funded();
        var number = await story.Investigated(60_000);
        var page = $"/cases/{number}/sign";
        var (office, affairs) = (await site.SignIn("office"), await site.SignIn("affairs"));
        var (first, second) = (await Seen(office, page), await Seen(affairs, page));
        using var one = await office.Post(page, $"{page}?handler=Sign", ("seen", first));
        using var two = await affairs.Post(page, $"{page}?handler=Sign", ("seen", second));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (one.StatusCode, two.StatusCode));
    }

    [Fact]
    public async Task A_form_that_does_not_say_what_was_seen_signs_nothing()
    {
        var story = await Funded();
        var number = await story.Investigated(60_000);
        var page = $"/cases/{number}/sign";
        var office = await site.SignIn("office");
        foreach (var seen in (string[])["", "not a sight", "bnVsbA=="])
        {
            using var refused = await office.Post(page, $"{page}?handler=Sign", ("seen", seen));
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        }
    }

    private async Task<FundStory> Funded()
    {
        var story = site.Qidu();
        return await site.Has<ReserveFund>(f => f.CountyCode == story.County && f.TownshipCode == story.Township) ? story : await story.WithMoney(500_000);
    }

    /// <summary>What the page carries once the payee has been opened.</summary>
    private static async Task<string> Seen(Browser signer, string page)
    {
        using var opened = await signer.Post(page, $"{page}?handler=Open");
        return Field().Match(WebUtility.HtmlDecode(await opened.Content.ReadAsStringAsync())).Groups["seen"].Value;
    }

    [GeneratedRegex("""name="seen" value="(?<seen>[^"]+)""")]
    private static partial Regex Field();
}
