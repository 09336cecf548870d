using System.Net;
using System.Text.RegularExpressions;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Lost updates: a form drawn before somebody else's step does nothing, and says what was seen and what is there now. The same form sent twice does one thing.</summary>
public sealed partial class ChangedMeanwhileTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact]
    public async Task A_step_of_a_case_that_moved_on_meanwhile_is_refused_with_both_versions()
    {
        var story = await Money();
        var number = await story.Investigated(50_000);
        var page = $"/cases/{number}/do/AidCase.Refuse";
        var office = await site.SignIn("office");
        var seen = SeenOn(await office.Read(page));
        await story.Did(new SignCase(story.NewId, story.As(Role.LeaderAffairs), story.County, number));

        var (status, said) = await Sent(office, page, page, ("reason", "收入高于标准"), ("seen", seen));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("别人刚改过", said, StringComparison.Ordinal);
        var changed = ChangedTable().Match(said).Value;
        Assert.Contains("已调查", changed, StringComparison.Ordinal);
        Assert.Contains("签字中", changed, StringComparison.Ordinal);
        Assert.Equal(AidCaseState.Signing, (await site.Row<AidCase>(c => c.Number == number && c.CountyCode == story.County)).State);

        // The page that is shown again carries what is there now: looked at and sent once more, it is done.
        Assert.Equal(HttpStatusCode.Redirect, (await Sent(office, page, page, ("reason", "收入高于标准"), ("seen", SeenOn(said)))).Status);
    }

    [Fact]
    public async Task An_advance_that_somebody_else_has_approved_meanwhile_is_shown_anew()
    {
        var story = await Money();
        var document = $"民财 {story.NewId:N}";
        await story.Did(new RegisterJointDocument(story.NewId, story.As(Role.CountyCivilAffairs), story.County, document, "追加预拨", new DateOnly(2026, 11, 2), 200_000));
        var advance = await story.Did(new DraftAdvance(story.NewId, story.As(Role.CountyCivilAffairs), story.County, "341722101", 2026, document, 200_000, AdvanceKind.Ordinary, null, ""));
        var page = $"/advances/{advance}";
        var county = await site.SignIn("county");
        var seen = SeenOn(await county.Read(page));
        await story.Did(new ApproveAdvance(story.NewId, story.As(Role.CountyCivilAffairs), story.County, advance));
        var (status, said) = await Sent(county, page, $"{page}?handler=Cancel", ("seen", seen));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.NotEmpty(ChangedTable().Match(said).Value);
        Assert.Equal(AdvanceState.CivilAffairsApproved, (await site.Row<Advance>(a => a.Id == advance)).State);
    }

    [Fact]
    public async Task The_same_form_sent_twice_does_one_thing_though_it_changed_what_it_had_seen()
    {
        var story = await Money();
        var number = await story.Investigated(50_000);
        var page = $"/cases/{number}/do/AidCase.Withdraw";
        var handler = await site.SignIn("handler");
        var drawn = await handler.Read(page);
        var (id, seen) = (Guid.CreateVersion7().ToString(), SeenOn(drawn));
        Assert.Equal(HttpStatusCode.Redirect, (await Sent(handler, page, page, ("commandId", id), ("reason", "不需要了"), ("seen", seen))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Sent(handler, page, page, ("commandId", id), ("reason", "不需要了"), ("seen", seen))).Status);
        var aidCase = await site.CaseOf(story, number);
        Assert.Equal(AidCaseState.Withdrawn, aidCase.State);
        Assert.False(await site.Has<LifecycleMove>(move => move.CountyCode == story.County && move.SubjectId == aidCase.Id && move.Refusal != null));
    }

    [Fact]
    public async Task A_claim_decided_meanwhile_is_refused_whole_and_a_line_only_where_it_was_that_line()
    {
        var story = await Money();
        var (first, second) = (await story.PapersAccepted(30_000), await story.PapersAccepted(40_000));
        var claim = await story.Submitted();
        var page = $"/claims/{claim}";
        var county = await site.SignIn("county");
        var drawn = await county.Read(page);
        var (whole, lineOne, lineTwo) = (SeenOn(Form(drawn, "Review", "")), SeenOn(Form(drawn, "Line", first)), SeenOn(Form(drawn, "Line", second)));
        await story.Did(new ReviewClaimLine(story.NewId, story.As(Role.CountyCivilAffairs), story.County, claim, first, 20_000, "超出标准"));

        // The rest "as it is" would now be something else than what was looked at.
        var (status, said) = await Sent(county, page, $"{page}?handler=Review", ("reason", ""), ("seen", whole));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("待审 2", ChangedTable().Match(said).Value, StringComparison.Ordinal);
        Assert.Contains("待审 1", ChangedTable().Match(said).Value, StringComparison.Ordinal);

        // The line that somebody else has decided: both versions. The other one is nobody's business.
        (status, said) = await Sent(county, page, $"{page}?handler=Line", ("caseNumber", first), ("approved", "300.00"), ("seen", lineOne));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("200.00", ChangedTable().Match(said).Value, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Sent(county, page, $"{page}?handler=Line", ("caseNumber", second), ("approved", "400.00"), ("seen", lineTwo))).Status);
    }

    [Fact]
    public async Task A_stand_in_is_appointed_and_ended_only_on_what_was_seen_of_that_duty()
    {
        const string page = "/funds/341722100/people";
        var story = site.Qidu();
        var county = await site.SignIn("county");
        var before = Form(await county.Read(page), "Appoint", "");
        var id = await story.Did(new AppointStandIn(
            story.NewId, story.As(Role.CountyCivilAffairs), story.County, "341722100", FundRole.OfficeHead, "bookkeeper.renli", "office.renli", "任〔2026〕3号", new DateOnly(2026, 11, 21), new DateOnly(2026, 12, 31)));

        (string, string)[] Asks(string role, string who) =>
            [("role", role), ("userName", who), ("standsInFor", "cashier.renli"), ("documentNumber", "任〔2026〕4号"), ("from", "2026-11-21"), ("until", "2026-12-21"), ("seen", SeenOn(before))];
        var (status, said) = await Sent(county, page, $"{page}?handler=Appoint", Asks(nameof(FundRole.OfficeHead), "handler.renli"));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("2026-12-31", ChangedTable().Match(said).Value, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Sent(county, page, $"{page}?handler=Appoint", Asks(nameof(FundRole.Cashier), "handler.renli"))).Status);

        var ends = SeenOn(Form(await county.Read(page), "End", id.ToString()));
        await story.Did(new EndStandIn(story.NewId, story.As(Role.CountyCivilAffairs), story.County, id, new DateOnly(2026, 11, 30)));
        (status, said) = await Sent(county, page, $"{page}?handler=End", ("standIn", id.ToString()), ("seen", ends));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("2026-11-30", ChangedTable().Match(said).Value, StringComparison.Ordinal);
        Assert.DoesNotContain("出纳", ChangedTable().Match(said).Value, StringComparison.Ordinal);
    }

    /// <summary>The one township whose people sign in has one fund of the year, whichever story comes first.</summary>
    private async Task<FundStory> Money()
    {
        var story = site.Qidu();
        return await site.Has<ReserveFund>(fund => fund.CountyCode == story.County) ? story : await story.WithMoney(900_000);
    }

    private static async Task<(HttpStatusCode Status, string Said)> Sent(Browser browser, string page, string action, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.Post(page, action, fields);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>The page's form of this handler that names this subject.</summary>
    private static string Form(string page, string handler, string subject) => page.Split("<form").Select(form => form.Split("</form>")[0])
        .Single(form => form.Contains($"handler={handler}\"", StringComparison.Ordinal) && form.Contains(subject, StringComparison.Ordinal));

    private static string SeenOn(string page) => SeenField().Match(page) is { Success: true } found ? found.Groups["seen"].Value : throw new InvalidOperationException("The page carries no facts.");

    [GeneratedRegex("""name="seen" value="(?<seen>[^"]+)"|value="(?<seen>[^"]+)" name="seen"|name="seen"[^>]*value="(?<seen>[^"]+)""")]
    private static partial Regex SeenField();

    [GeneratedRegex("<caption>您看过之后有人改了</caption>.*?</table>", RegexOptions.Singleline)]
    private static partial Regex ChangedTable();
}
