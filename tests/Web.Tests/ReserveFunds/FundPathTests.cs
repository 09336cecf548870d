using Jiuji.Ledger.ReserveFunds;
using Jiuji.Testing;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>A township's money through the front door, on a real database: every step by its command, the book looked at after each.</summary>
[Collection(nameof(OnMoreSharedTownships))]
public sealed class FundPathTests(FundSite site)
{
    [Fact]
    [Trait("rule", "F3")]
    [Trait("rule", "F4")]
    [Trait("rule", "F9")]
    public async Task From_the_joint_document_to_the_cleared_claim_every_yuan_is_somewhere()
    {
        var story = site.NewTownship();
        await story.Did(new OpenFund(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundStory.Year));
        var advance = await story.Approved(500_000);
        Assert.Equal("0 = 0 + 0 + 0 + 0", await story.Stand());

        await story.Did(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, advance));
        Assert.Equal("5000 = 5000 + 0 + 0 + 0", await story.Stand());

        await story.Did(new ReceiveAdvance(story.NewId, story.As(Role.Cashier), story.County, advance));
        Assert.Equal("5000 = 0 + 5000 + 0 + 0", await story.Stand());

        var number = await story.Signed(80_000);
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        Assert.Equal("5000 = 0 + 5000 + 0 + 0", await story.Stand());

        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number));
        Assert.Equal("5000 = 0 + 4200 + 800 + 0", await story.Stand());

        await story.Did(new SubmitPapers(story.NewId, story.As(Role.TownshipHandler), story.County, number,
            "application;survey;approval-form;payment-list;bank-receipt-or-cash-receipt;id-copy;filing-record"));
        await story.Did(new AcceptPapers(story.NewId, story.As(Role.Bookkeeper), story.County, number));
        var claim = await story.Submitted();
        Assert.Equal("5000 = 0 + 4200 + 800 + 0", await story.Stand());

        await story.Did(new ReviewClaim(story.NewId, story.As(Role.CountyCivilAffairs), story.County, claim));
        Assert.Equal("5000 = 0 + 4200 + 0 + 800", await story.Stand());

        Assert.Equal(ReimbursementClaimState.Cleared, await story.Did(new ClearClaim(story.NewId, story.As(Role.CountyFinance), story.County, claim)));
        Assert.Equal("5000 = 0 + 4200 + 0 + 800", await story.Stand());
    }

    [Fact]
    [Trait("trap", "T21")]
    public async Task An_advance_is_never_expenditure()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        await story.PapersAccepted(60_000);
        await story.Submitted();
        Assert.EndsWith("+ 0", await story.Stand(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("rule", "F9")]
    public async Task A_cashier_is_not_among_those_who_sign()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Investigated(50_000);
        Assert.Equal(SiteRefusal.NotYourRole, (await story.Refusal(new SignCase(story.NewId, story.As(Role.Cashier), story.County, number))).Reason);
    }

    [Fact]
    [Trait("rule", "F9")]
    public async Task One_person_does_not_sign_twice_under_whatever_title()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Investigated(50_000);
        var head = story.As(Role.OfficeHead);
        await story.Did(new SignCase(story.NewId, head, story.County, number));
        Assert.Equal(FundRefusal.SamePersonTwice, (await story.Refusal(new SignCase(story.NewId, head, story.County, number))).Reason);
        Assert.Equal(FundRefusal.SamePersonTwice, (await story.Refusal(new SignCase(story.NewId, head with { Role = Role.LeaderAffairs }, story.County, number))).Reason);
    }

    [Fact]
    [Trait("rule", "F9")]
    public async Task Whoever_signed_does_not_pay()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Signed(50_000);
        var signer = story.As(Role.LeaderFinance) with { Role = Role.Cashier };
        Assert.Equal(FundRefusal.CashierMayNotSign, (await story.Refusal(new ReleasePayment(story.NewId, signer, story.County, number))).Reason);
    }

    [Fact]
    [Trait("rule", "F6")]
    public async Task The_small_aid_limit_is_that_of_the_day()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Investigated(120_000, on: new DateOnly(2025, 12, 29));
        var before = await story.Refusal(new SignCase(story.NewId, story.As(Role.OfficeHead), story.County, number, new DateOnly(2025, 12, 31)));
        Assert.Equal((FundRefusal.AboveSmallAidLimit, "100000"), ((FundRefusal)before.Reason, before.Detail["limitFen"]));
        Assert.Equal(AidCaseState.Signing, await story.Did(new SignCase(story.NewId, story.As(Role.OfficeHead), story.County, number, new DateOnly(2026, 1, 4))));
    }

    [Fact]
    [Trait("rule", "F5")]
    [Trait("trap", "T24")]
    public async Task A_shut_gate_stops_the_next_advance()
    {
        var story = await site.NewTownship().WithMoney(500_000, new DateOnly(2026, 1, 6));
        await story.Paid(80_000, on: new DateOnly(2026, 10, 12));
        var advance = await story.Approved(100_000);
        var refused = await story.Refusal(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, advance));
        Assert.Equal((FundRefusal.PapersOverdue, "1"), ((FundRefusal)refused.Reason, refused.Detail["payments"]));
    }

    [Fact]
    [Trait("rule", "R10")]
    public async Task The_same_household_is_not_paid_twice_for_one_cause_in_a_year()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        var household = await story.Household();
        await story.Paid(50_000, "ILLNESS", household);
        var again = await story.Signed(50_000, "ILLNESS", household);
        Assert.Equal(FundRefusal.SameCauseAlreadyAided, (await story.Refusal(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, again))).Reason);
        await story.Paid(50_000, "DISASTER", household);
    }

    [Fact]
    [Trait("trap", "T18")]
    public async Task A_payment_is_sent_to_the_bank_once()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Signed(50_000);
        var release = new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number);
        await story.Did(release);
        Assert.True((await story.Send(release)).Repeat);
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(release with { CommandId = story.NewId })).Reason);
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number));
        Assert.Equal("3000 = 0 + 2500 + 500 + 0", await story.Stand());
    }

    [Fact]
    [Trait("trap", "T29")]
    public async Task A_bank_return_opens_the_debt_again_and_it_is_paid_again()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Paid(50_000);
        Assert.Equal(PaymentState.Returned, await story.Did(new ReturnPayment(story.NewId, story.As(Role.Cashier), story.County, number, "账号有误")));
        Assert.Equal("3000 = 0 + 3000 + 0 + 0", await story.Stand());
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number));
        Assert.Equal("3000 = 0 + 2500 + 500 + 0", await story.Stand());
    }

    [Fact]
    [Trait("trap", "T27")]
    public async Task A_rejected_line_is_free_for_the_next_claim()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        await story.PapersAccepted(50_000);
        var rejected = await story.PapersAccepted(70_000);
        var claim = await story.Submitted();
        await story.Did(new ReviewClaim(story.NewId, story.As(Role.CountyCivilAffairs), story.County, claim, rejected, "回单不清"));
        Assert.Equal("5000 = 0 + 3800 + 700 + 500", await story.Stand());
        var next = await story.Submitted();
        await story.Did(new ReviewClaim(story.NewId, story.As(Role.CountyCivilAffairs), story.County, next));
        Assert.Equal("5000 = 0 + 3800 + 0 + 1200", await story.Stand());
    }

    [Fact]
    [Trait("rule", "F3")]
    public async Task Both_bureaus_approve_by_two_people()
    {
        var story = site.NewTownship();
        await story.Did(new OpenFund(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundStory.Year));
        var clerk = story.As(Role.CountyCivilAffairs) with { Name = "clerk" };
        await story.Did(new RegisterJointDocument(story.NewId, clerk, story.County, story.Township, "预拨备用金", new DateOnly(2026, 1, 5), 100_000));
        var advance = await story.Did(new DraftAdvance(story.NewId, clerk, story.County, story.Township, FundStory.Year, story.Township, 100_000));
        await story.Did(new ApproveAdvance(story.NewId, story.As(Role.CountyCivilAffairs), story.County, advance));
        var alone = story.As(Role.CountyCivilAffairs) with { Role = Role.CountyFinance };
        Assert.Equal(FundRefusal.TwoBureausNeeded, (await story.Refusal(new ApproveAdvance(story.NewId, alone, story.County, advance))).Reason);
    }
}
