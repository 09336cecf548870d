using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>The gate as the two bureaus meet it: what it stops by name, what goes on, and the urgent way past it with its limit.</summary>
public sealed class GateFrontDoorTests(FundSite site) : IClassFixture<FundSite>
{
    private static readonly DateOnly January = new(2026, 1, 6);

    [Fact]
    [Trait("rule", "F5")]
    [Trait("trap", "T24")]
    public async Task Overdue_papers_stop_the_next_ordinary_advance_by_name()
    {
        var story = await site.NewTownship().WithMoney(500_000, new DateOnly(2026, 10, 8));
        await story.Paid(80_000, on: new DateOnly(2026, 10, 12));
        var refused = await story.Refusal(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, await story.Approved(100_000)));
        Assert.Equal((FundRefusal.PapersOverdue, "1", "80000"), ((FundRefusal)refused.Reason, refused.Detail["payments"], refused.Detail["amountFen"]));
    }

    [Fact]
    [Trait("rule", "F5")]
    public async Task Papers_that_wait_at_the_county_do_not_shut_it()
    {
        var story = await site.NewTownship().WithMoney(500_000, new DateOnly(2026, 11, 2));
        var number = await story.Paid(80_000, on: new DateOnly(2026, 11, 3));
        await story.Did(new SubmitPapers(story.NewId, story.As(Role.TownshipHandler), story.County, number, FundStory.AllPapers));
        await story.Did(new AcceptPapers(story.NewId, story.As(Role.Bookkeeper), story.County, number));
        await story.Submitted();
        Assert.Equal(AdvanceState.Issued, await story.Did(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, await story.Approved(100_000))));
    }

    [Fact]
    [Trait("rule", "F5")]
    public async Task While_it_is_shut_both_bureaus_may_advance_what_one_case_needs_and_no_more()
    {
        var story = await site.NewTownship().WithMoney(500_000, January);
        await story.Paid(80_000, on: new DateOnly(2026, 10, 12));
        var burnt = await story.Signed(90_000, "DISASTER");
        var tooMuch = await story.Approved(90_001, kind: AdvanceKind.Emergency, caseNumber: burnt);
        var refused = await story.Refusal(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, tooMuch));
        Assert.Equal((FundRefusal.EmergencyAdvanceTooLarge, "90000"), ((FundRefusal)refused.Reason, refused.Detail["capFen"]));

        var enough = await story.Approved(90_000, kind: AdvanceKind.Emergency, caseNumber: burnt);
        Assert.Equal(AdvanceState.Issued, await story.Did(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, enough)));

        // The same case is not a reason twice.
        var again = await story.Approved(100, kind: AdvanceKind.Emergency, caseNumber: burnt);
        Assert.Equal(FundRefusal.EmergencyAdvanceTooLarge, (await story.Refusal(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, again))).Reason);
    }

    [Fact]
    [Trait("rule", "F5")]
    public async Task Without_a_case_an_urgent_advance_is_ten_days_of_the_last_months_spending()
    {
        var story = await site.NewTownship().WithMoney(900_000, January);
        foreach (var month in new[] { 8, 9, 10 })
        {
            await story.Paid(90_000, on: new DateOnly(2026, month, 12));
        }

        var refused = await story.Refusal(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, await story.Approved(30_001, kind: AdvanceKind.Emergency)));
        Assert.Equal("30000", refused.Detail["capFen"]);
        await story.Did(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, await story.Approved(30_000, kind: AdvanceKind.Emergency)));
    }

    [Fact]
    [Trait("rule", "F3")]
    public async Task An_advance_is_cancelled_before_its_issue_and_never_after()
    {
        var story = await site.NewTownship().WithMoney(100_000);
        var (county, advance) = (story.As(Role.CountyCivilAffairs), await story.Approved(50_000));
        Assert.Equal(AdvanceState.Cancelled, await story.Did(new CancelAdvance(story.NewId, county, story.County, advance)));
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, advance))).Reason);
        var issued = await story.Approved(60_000);
        await story.Did(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, issued));
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new CancelAdvance(story.NewId, county, story.County, issued))).Reason);
        Assert.Equal(AdvanceState.NotReceived, await story.Did(new ReportAdvanceMissing(story.NewId, story.As(Role.Bookkeeper), story.County, issued)));
        Assert.Equal("1600 = 600 + 1000 + 0 + 0", await story.Stand());
        Assert.Equal(AdvanceState.Received, await story.Did(new ReceiveAdvance(story.NewId, story.As(Role.Cashier), story.County, issued)));
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public async Task The_county_sees_the_urgent_advances_counted_and_every_check_before_the_issue()
    {
        var story = site.Qidu();
        await story.WithMoney(500_000, January);
        await story.Paid(80_000, on: new DateOnly(2026, 10, 12));
        var burnt = await story.Signed(90_000, "DISASTER");
        var urgent = await story.Approved(90_000, kind: AdvanceKind.Emergency, caseNumber: burnt);
        var county = await site.SignIn("county");
        Assert.Contains("紧急预拨限额", await county.Read($"/advances/{urgent}"), StringComparison.Ordinal);
        await story.Did(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, urgent));
        Assert.Contains("今年紧急预拨 1 次，900.00 元", await county.Read($"/funds/{story.Township}/2026"), StringComparison.Ordinal);

        var ordinary = await story.Approved(100_000);
        var page = await county.Read($"/advances/{ordinary}");
        Assert.Contains("拨付时会核对", page, StringComparison.Ordinal);
        Assert.Contains("不通过", page, StringComparison.Ordinal);
    }
}

/// <summary>Claims as the county reviews them, line by line, and as the township may still take them back.</summary>
public sealed class ClaimReviewTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact]
    [Trait("rule", "F4")]
    [Trait("trap", "T8")]
    public async Task A_line_approved_in_part_spends_that_part_and_leaves_the_rest_for_the_next_claim()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        var number = await story.PapersAccepted(60_000);
        var claim = await story.Submitted();
        var county = story.As(Role.CountyCivilAffairs);
        var line = new ReviewClaimLine(story.NewId, county, story.County, claim, number, 45_000);
        Assert.Equal(FundRefusal.ReasonMissing, (await story.Refusal(line)).Reason);
        Assert.Equal(FundRefusal.ExceedsPayment, (await story.Refusal(line with { ApprovedFen = 60_001, Reason = "多写" })).Reason);
        Assert.Equal(ClaimLineState.ApprovedInPart, await story.Did(line with { Reason = "超出标准" }));
        Assert.Equal("5000 = 0 + 4400 + 150 + 450", await story.Stand());
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(line with { CommandId = story.NewId, Reason = "再来" })).Reason);
        await story.Did(new ReviewClaim(story.NewId, county, story.County, claim));

        var next = await story.Submitted();
        await story.Did(new ReviewClaimLine(story.NewId, county, story.County, next, number, 15_000));
        Assert.Equal("5000 = 0 + 4400 + 0 + 600", await story.Stand());
    }

    [Fact]
    [Trait("trap", "T27")]
    public async Task A_line_taken_out_of_a_claim_is_free_and_stands_in_one_claim_only()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        var stays = await story.PapersAccepted(50_000);
        var leaves = await story.PapersAccepted(70_000);
        var (handler, county) = (story.As(Role.TownshipHandler), story.As(Role.CountyCivilAffairs));
        var draft = await story.Did(new DraftClaim(story.NewId, handler, story.County, FundStory.Year, 11));

        // While it stands in a draft nobody drafts it again.
        Assert.Equal(FundRefusal.AmountNotPositive, (await story.Refusal(new DraftClaim(story.NewId, handler, story.County, FundStory.Year, 11))).Reason);
        await story.Did(new WithdrawClaimLine(story.NewId, handler, story.County, draft, leaves));
        await story.Did(new SubmitClaim(story.NewId, handler, story.County, draft));
        await story.Did(new ReviewClaim(story.NewId, county, story.County, draft));
        Assert.Equal("5000 = 0 + 3800 + 700 + 500", await story.Stand());

        var next = await story.Submitted();
        Assert.Equal(SiteRefusal.NotFound, (await story.Refusal(new ReviewClaimLine(story.NewId, county, story.County, next, stays, 50_000))).Reason);
        await story.Did(new ReviewClaim(story.NewId, county, story.County, next));
        Assert.Equal("5000 = 0 + 3800 + 0 + 1200", await story.Stand());
    }

    [Fact]
    [Trait("trap", "T27")]
    public async Task A_claim_taken_back_and_discarded_frees_its_payments()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        await story.PapersAccepted(50_000);
        var claim = await story.Submitted();
        var handler = story.As(Role.TownshipHandler);
        Assert.Equal(ReimbursementClaimState.Drafted, await story.Did(new TakeBackClaim(story.NewId, handler, story.County, claim)));
        Assert.Equal(ReimbursementClaimState.Discarded, await story.Did(new DiscardClaim(story.NewId, handler, story.County, claim)));
        Assert.NotEqual(claim, await story.Submitted());
    }

    [Fact]
    [Trait("rule", "F4")]
    public async Task The_review_page_decides_one_line_by_itself()
    {
        var story = await site.Qidu().WithMoney(500_000);
        var number = await story.PapersAccepted(60_000);
        var claim = await story.Submitted();
        var county = await site.SignIn("county");
        using var answer = await county.Post($"/claims/{claim}", $"/claims/{claim}?handler=Line", ("caseNumber", number), ("approved", "450.00"), ("lineReason", "超出标准"));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("超出标准", await county.Read($"/claims/{claim}"), StringComparison.Ordinal);
        using var handler = await (await site.SignIn("handler")).Post($"/claims/{claim}", $"/claims/{claim}?handler=Line", ("caseNumber", number), ("approved", "1"), ("lineReason", "x"));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, handler.StatusCode);
    }
}
