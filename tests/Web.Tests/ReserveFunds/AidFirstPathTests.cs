using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Money first, papers afterwards: by night, by telephone, for somebody whom no file knows, and what becomes of it when it cannot be completed.</summary>
[Collection(nameof(OnMoreSharedTownships))]
public sealed class AidFirstPathTests(FundSite site)
{
    [Fact]
    [Trait("rule", "F14")]
    public async Task One_signature_is_enough_to_pay_and_nothing_is_claimed_before_the_rest_is_there()
    {
        var story = await WithFloat(100_000);
        var number = await Requested(story, 80_000);
        Assert.Equal(FundRefusal.SignaturesMissing, (await story.Refusal(Pay(story, number))).Reason);
        await story.Did(new AuthoriseAidFirst(story.NewId, story.As(Role.OfficeHead), story.County, number));
        Assert.StartsWith("SJ-", await story.Did(Pay(story, number)), StringComparison.Ordinal);
        Assert.Equal("3000 = 0 + 2200 + 800 + 0", await story.Stand());

        await story.HandInPapers(number);
        var draft = new DraftClaim(story.NewId, story.As(Role.TownshipHandler), story.County, FundStory.Year, 11);
        Assert.Equal(FundRefusal.AmountNotPositive, (await story.Refusal(draft)).Reason);
        await story.Did(new InvestigateCase(story.NewId, story.As(Role.TownshipHandler), story.County, number, "火灾属实"));
        await story.Sign(number);
        await story.Did(new FileCase(story.NewId, story.As(Role.TownshipHandler), story.County, number));
        await story.Did(new ReviewClaim(story.NewId, story.As(Role.CountyCivilAffairs), story.County, await story.Submitted()));
        Assert.Equal("3000 = 0 + 2200 + 0 + 800", await story.Stand());
        await site.Proves(story.County);
    }

    [Fact]
    [Trait("rule", "F14")]
    public async Task A_call_is_written_down_and_only_who_called_signs_it()
    {
        var story = await WithFloat(100_000);
        var number = await Requested(story, 50_000);
        Assert.Equal(FundRefusal.WrongRole, (await story.Refusal(new RecordAidFirstCall(story.NewId, story.As(Role.TownshipHandler), story.County, number, FundRole.Cashier, "同意"))).Reason);
        await story.Did(new RecordAidFirstCall(story.NewId, story.As(Role.TownshipHandler), story.County, number, FundRole.LeaderForAffairs, "23:10 来电，同意先付 500 元"));
        await story.Did(Pay(story, number));
        Assert.Equal(FundRefusal.WrongRole, (await story.Refusal(new SignAidFirstCall(story.NewId, story.As(Role.OfficeHead), story.County, number))).Reason);
        Assert.Equal(AidFirstState.Paid, await story.Did(new SignAidFirstCall(story.NewId, story.As(Role.LeaderAffairs), story.County, number)));
    }

    [Fact]
    [Trait("rule", "F14")]
    public async Task A_refused_signature_goes_to_the_county_which_bears_what_was_paid_in_good_faith()
    {
        var story = await WithFloat(100_000);
        var number = await PaidFirst(story, 50_000);
        var bear = new AcceptInGoodFaith(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, "紧急救助，出于善意");
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(bear)).Reason);
        await story.Did(new RefuseAidFirstSignature(story.NewId, story.As(Role.LeaderFinance), story.County, number, "手续不全"));
        await story.Did(bear with { CommandId = story.NewId });
        Assert.Equal("3000 = 0 + 2500 + 0 + 500", await story.Stand());
    }

    [Fact]
    [Trait("rule", "F14")]
    public async Task Papers_that_can_never_exist_end_in_a_recovery_from_a_named_debtor_and_never_from_the_household()
    {
        var story = await WithFloat(100_000);
        var number = await PaidFirst(story, 50_000);
        await story.Did(new ReportPapersImpossible(story.NewId, story.As(Role.TownshipHandler), story.County, number, "收条遗失"));
        var recover = new RecordMistake(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, Mistake.RefusedForGood, DebtorKind.Household, "收条遗失");
        Assert.Equal(FundRefusal.HouseholdInGoodFaith, (await story.Refusal(recover)).Reason);
        await story.Did(recover with { CommandId = story.NewId, Debtor = DebtorKind.Custodian, Custodian = "cashier" });
        var payment = await site.PaymentOf(story, number);
        Assert.Equal(AidFirstState.InRecovery, (await site.Row<AidFirst>(f => f.CountyCode == story.County && f.PaymentId == payment.Id)).State);
        await site.Proves(story.County);
    }

    [Fact]
    [Trait("rule", "F14")]
    public async Task The_payment_and_the_float_are_capped()
    {
        var story = await WithFloat(200_000);
        var much = await Requested(story, 120_000);
        await story.Did(new AuthoriseAidFirst(story.NewId, story.As(Role.OfficeHead), story.County, much));
        Assert.Equal(FundRefusal.AboveAidFirstLimit, (await story.Refusal(Pay(story, much))).Reason);
    }

    [Fact]
    [Trait("rule", "F14")]
    public async Task While_the_gate_is_shut_the_county_officer_on_duty_signs_too_and_the_household_is_helped()
    {
        var story = await site.NewTownship().WithMoney(500_000, new DateOnly(2026, 1, 6));
        await story.Paid(80_000, on: new DateOnly(2026, 10, 12));
        await story.Did(new DrawCash(story.NewId, story.As(Role.Cashier), story.County, FundStory.Year, 100_000));
        var number = await Requested(story, 50_000);
        await story.Did(new AuthoriseAidFirst(story.NewId, story.As(Role.OfficeHead), story.County, number));
        Assert.Equal(FundRefusal.CountyCountersignatureNeeded, (await story.Refusal(Pay(story, number))).Reason);
        await story.Did(new CountersignAidFirst(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number));
        await story.Did(Pay(story, number));
    }

    [Fact]
    [Trait("rule", "F14")]
    public async Task Whoever_signed_does_not_pay_not_even_under_another_title()
    {
        var story = await WithFloat(100_000);
        var number = await Requested(story, 50_000);
        await story.Did(new AuthoriseAidFirst(story.NewId, story.As(Role.Cashier) with { Role = Role.OfficeHead }, story.County, number));
        Assert.Equal(FundRefusal.DutyPayerMayNotSign, (await story.Refusal(Pay(story, number))).Reason);
    }

    [Fact]
    public async Task A_stranger_without_papers_is_helped_and_completed_afterwards()
    {
        var story = await WithFloat(100_000);
        var household = await story.Did(new TakeInStranger(story.NewId, story.As(Role.TownshipHandler), story.County, "自称老吴", 2, "过路时房屋失火，无证件"));
        var number = await Requested(story, 60_000, household);
        await story.Did(new AuthoriseAidFirst(story.NewId, story.As(Role.OfficeHead), story.County, number));
        var thumb = Pay(story, number) with { Receipt = ReceiptForm.Thumbprint, WitnessOne = "村民李某" };
        Assert.Equal(FundRefusal.WitnessesMissing, (await story.Refusal(thumb)).Reason);
        Assert.Equal(FundRefusal.WitnessesMissing, (await story.Refusal(thumb with { WitnessTwo = story.As(Role.OfficeHead).Name })).Reason);
        await story.Did(thumb with { CommandId = story.NewId, WitnessTwo = "村民张某" });
        Assert.True((await site.CaseOf(story, number)).IdentityPending);
        Assert.Equal(FundRefusal.SecondPersonNeeded, (await story.Refusal(new CallBack(story.NewId, story.As(Role.Cashier) with { Role = Role.Bookkeeper }, story.County, number))).Reason);
        await story.Did(new CallBack(story.NewId, story.As(Role.TownshipHandler), story.County, number));
        await story.Did(new CompleteIdentity(story.NewId, story.As(Role.TownshipHandler), story.County, number, "吴大有", "99999919700101005X"));
        Assert.False((await site.CaseOf(story, number)).IdentityPending);
    }

    [Fact]
    [Trait("rule", "F14")]
    public async Task When_the_fund_is_empty_lent_money_pays_the_household_and_the_lender_is_repaid_what_was_lent_and_no_more()
    {
        var story = await site.NewTownship().WithMoney(10_000);
        var number = await Requested(story, 60_000);
        await story.Did(new AuthoriseAidFirst(story.NewId, story.As(Role.OfficeHead), story.County, number));
        Assert.Equal(FundRefusal.ExceedsMoneyInHands, (await story.Refusal(Pay(story, number))).Reason);
        await story.Did(Pay(story, number) with { Lender = "七都村委会" });
        var position = (await story.Fund()).Position;
        Assert.Equal((60_000L, 10_000L, 60_000L), (position.Lent, position.InHands, position.AwaitingPapers));

        await story.Did(new ReceiveAdvance(story.NewId, story.As(Role.Cashier), story.County, await Issued(story, 100_000)));
        var repay = new RepayLender(story.NewId, story.As(Role.Cashier), story.County, FundStory.Year, "七都村委会", 60_001);
        Assert.Equal(FundRefusal.ExceedsDebt, (await story.Refusal(repay)).Reason);
        Assert.Equal(FundRefusal.ExceedsDebt, (await story.Refusal(repay with { CommandId = story.NewId, Lender = "无此人", AmountFen = 1 })).Reason);
        Assert.Equal(20_000, await story.Did(repay with { CommandId = story.NewId, AmountFen = 40_000 }));
        Assert.Equal(0, await story.Did(repay with { CommandId = story.NewId, AmountFen = 20_000 }));
        Assert.Equal((0L, 50_000L), ((await story.Fund()).Position.Lent, (await story.Fund()).Position.InHands));
        await site.Proves(story.County);
    }

    private static async Task<Guid> Issued(FundStory story, long fen)
    {
        var advance = await story.Approved(fen);
        await story.Did(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, advance));
        return advance;
    }

    private async Task<FundStory> WithFloat(long fen)
    {
        var story = await site.NewTownship().WithMoney(300_000);
        await story.Did(new DrawCash(story.NewId, story.As(Role.Cashier), story.County, FundStory.Year, fen));
        return story;
    }

    private static async Task<string> Requested(FundStory story, long fen, string? household = null) => await story.Did(new RequestAidFirst(
        story.NewId, story.As(Role.TownshipHandler), story.County, household ?? await story.Household(), "DISASTER", fen));

    private static async Task<string> PaidFirst(FundStory story, long fen)
    {
        var number = await Requested(story, fen);
        await story.Did(new AuthoriseAidFirst(story.NewId, story.As(Role.OfficeHead), story.County, number));
        await story.Did(Pay(story, number));
        return number;
    }

    private static PayAidFirst Pay(FundStory story, string number) =>
        new(story.NewId, story.As(Role.Cashier), story.County, number, CashReason.AidFirst, ReceiptForm.Signature);
}
