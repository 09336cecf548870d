using System.Net;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Matches;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Complaints;
using Jiuji.Web.Features.Slips;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

public sealed class SqliteHouseholdVoiceTests(FundSite site) : HouseholdVoiceTests(site), IClassFixture<FundSite>;

public sealed class PostgresHouseholdVoiceTests(PostgresFundSite site) : HouseholdVoiceTests(site), IClassFixture<PostgresFundSite>;

/// <summary>What a household can say on its own page, and on whose desk it lands until when.</summary>
public abstract class HouseholdVoiceTests(FundSite site)
{
    [Fact]
    [Trait("rule", "R10")]
    public async Task A_refused_household_asks_for_a_second_look_and_the_county_has_thirty_days()
    {
        var story = await site.Qidu().WithMoney(500_000);
        var household = await story.Household();
        var number = await Refused(story, household);
        var other = await Refused(story, await story.Household("李小明"));
        var own = await Opened(story, household);
        Assert.Contains("收入高于标准", await own.Read("/h"), StringComparison.Ordinal);

        // Another household's refusal is not this one's to speak about.
        using var notTheirs = await own.Post("/h", "/h?handler=Review", ("number", other), ("reason", "我不同意"));
        Assert.Equal(AidCaseState.RefusalServed, (await site.CaseOf(story, other)).State);

        using var asked = await own.Post("/h", "/h?handler=Review", ("number", number), ("reason", "少算了药费"));
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Equal(AidCaseState.UnderReview, (await site.CaseOf(story, number)).State);
        Assert.Contains("县民政局正在复核，2026年12月21日", await own.Read("/h"), StringComparison.Ordinal);
        var desk = await (await site.SignIn("county")).Read("/?only=queue.review_to_decide");
        Assert.Contains(number, desk, StringComparison.Ordinal);
        Assert.Contains("12-21", desk, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("rule", "G12")]
    public async Task A_complaint_goes_to_the_county_is_answered_and_the_answer_is_read_at_home()
    {
        var story = site.Qidu();
        var household = await story.Household();
        var own = await Opened(story, household);
        using var sent = await own.Post("/h", "/h?handler=Complain", ("text", "办事的人叫我请客"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        using var again = await own.Post("/h", "/h?handler=Complain", ("text", "还有一件"));
        Assert.Contains("上一件投诉还没答复", WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        var county = await site.SignIn("county");
        var desk = await county.Read("/?only=queue.complaint");
        Assert.Contains("/complaints/TS2026-0001", desk, StringComparison.Ordinal);
        Assert.Contains("2027-01-20", desk, StringComparison.Ordinal);
        Assert.Contains("办事的人叫我请客", await county.Read("/complaints/TS2026-0001"), StringComparison.Ordinal);
        Assert.Contains(household, await county.Read("/complaints"), StringComparison.Ordinal);
        using var township = await (await site.SignIn("handler")).Get("/complaints/TS2026-0001");
        Assert.Contains("/problem/403", township.Headers.Location!.OriginalString, StringComparison.Ordinal);

        using var answered = await county.Post("/complaints/TS2026-0001", "/complaints/TS2026-0001", ("answer", "已核实，责令改正"));
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        Assert.Contains("已核实，责令改正", await own.Read("/h"), StringComparison.Ordinal);
        Assert.DoesNotContain("TS2026-0001", await county.Read("/"), StringComparison.Ordinal);
        using var late = await county.Post("/complaints/TS2026-0001", "/complaints/TS2026-0001", ("answer", "经查并无此事"));
        var both = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync());
        Assert.Contains("已核实，责令改正", both, StringComparison.Ordinal);
        Assert.Contains("经查并无此事", both, StringComparison.Ordinal);
        Assert.Equal(SiteRefusal.ChangedMeanwhile, (await story.Refusal(new AnswerComplaint(story.NewId, story.As(Role.CountyCivilAffairs), story.County, "TS2026-0001", "又一次"))).Reason);
    }

    private static async Task<string> Refused(FundStory story, string household)
    {
        var number = await story.Investigated(60_000, household: household);
        await story.Did(new RefuseCase(story.NewId, story.As(Role.OfficeHead), story.County, number, "收入高于标准"));
        await story.Did(new ServeRefusal(story.NewId, story.As(Role.TownshipHandler), story.County, number, "当面交本人"));
        return number;
    }

    /// <summary>With the slip that the township printed, and the birth date of a member.</summary>
    private async Task<Browser> Opened(FundStory story, string household)
    {
        var code = SlipCode.New();
        await story.Did(new IssueSlip(story.NewId, story.As(Role.TownshipHandler), story.County, household, Convert.ToBase64String(SlipCode.Hash(code))));
        var browser = site.Visitor();
        using var opened = await browser.Post("/h", "/h?handler=Open", ("n", $"{story.County}.{household}"), ("code", SlipCode.Printed(code)), ("birth", "1970-01-01"));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        return browser;
    }
}
