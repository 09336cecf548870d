using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.Recoveries;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>What went wrong with a payment, who owes it, and how the debt ends.</summary>
[Collection(nameof(OnSharedTownships))]
public sealed class MistakePathTests(FundSite site)
{
    [Fact]
    public async Task A_wrong_payee_owes_it_and_the_true_household_is_paid_again()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Paid(50_000);
        var debt = await story.Did(new RecordMistake(story.NewId, story.As(Role.Bookkeeper), story.County, number, Mistake.WrongPayee, DebtorKind.AccountHolder, "账号录错"));
        Assert.Equal((50_000L, 0L), await Owed(story, debt));
        await story.Did(new ReopenDebt(story.NewId, story.As(Role.TownshipHandler), story.County, number, "真正的申请人没有收到"));
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number));
        await story.Did(new NotifyDebtor(story.NewId, story.As(Role.Bookkeeper), story.County, debt, "书面通知"));
        await story.Did(new RecoverMoney(story.NewId, story.As(Role.Cashier), story.County, debt, 20_000, ArrivesBy.Bank));
        Assert.Equal((30_000L, 20_000L), await Owed(story, debt));
        Assert.Equal(FundRefusal.ExceedsDebt, (await story.Refusal(new RecoverMoney(story.NewId, story.As(Role.Cashier), story.County, debt, 30_001, ArrivesBy.Bank))).Reason);
        Assert.Equal(RecoveryCaseState.Recovered, await story.Did(new RecoverMoney(story.NewId, story.As(Role.Cashier), story.County, debt, 30_000, ArrivesBy.Bank)));
        Assert.Equal("3000 = 0 + 2500 + 500 + 0", await story.Stand());
        await site.Proves(story.County);
    }

    [Fact]
    public async Task A_household_in_good_faith_is_no_debtor_and_one_that_was_paid_twice_is()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Paid(50_000);
        var refusal = new RecordMistake(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, Mistake.RefusedForGood, DebtorKind.Household, "不符合条件");
        Assert.Equal(FundRefusal.HouseholdInGoodFaith, (await story.Refusal(refusal)).Reason);
        await story.Did(refusal with { CommandId = story.NewId, What = Mistake.Duplicate, Reason = "重复发放" });
    }

    [Fact]
    [Trait("trap", "T22")]
    public async Task A_debt_is_written_off_only_on_a_finance_document_and_is_no_expenditure()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Paid(50_000);
        var debt = await story.Did(new RecordMistake(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, Mistake.RefusedForGood, DebtorKind.PayingUnit, "程序不合规"));
        await story.Did(new NotifyDebtor(story.NewId, story.As(Role.Bookkeeper), story.County, debt, "书面通知"));
        await story.Did(new DisputeRecovery(story.NewId, story.As(Role.TownshipHandler), story.County, debt, "当时情况紧急"));
        await story.Did(new DecideDispute(story.NewId, story.As(Role.CountyCivilAffairs), story.County, debt, DisputeOutcome.Drop, "异议成立"));
        var writeOff = new WriteOffRecovery(story.NewId, story.As(Role.CountyFinance), story.County, debt, "", "无法收回");
        Assert.Equal(FundRefusal.DocumentNumberMissing, (await story.Refusal(writeOff)).Reason);
        Assert.Equal(Lanes.SiteRefusal.NotYourRole, (await story.Refusal(writeOff with { By = story.As(Role.CountyCivilAffairs), DocumentNumber = "石财〔2026〕8号" })).Reason);
        await story.Did(writeOff with { CommandId = story.NewId, DocumentNumber = "石财〔2026〕8号" });
        Assert.Equal("3000 = 0 + 2500 + 0 + 0", await story.Stand());
        await site.Proves(story.County);
    }

    [Fact]
    public async Task An_approval_found_wrong_in_the_same_year_awaits_papers_again()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Cleared(50_000);
        Assert.Equal("3000 = 0 + 2500 + 0 + 500", await story.Stand());
        await story.Did(new CorrectApproval(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, "回单不是这户的"));
        Assert.Equal("3000 = 0 + 2500 + 500 + 0", await story.Stand());
        await story.HandInPapers(number);
        await story.Did(new ReviewClaim(story.NewId, story.As(Role.CountyCivilAffairs), story.County, await story.Submitted()));
        Assert.Equal("3000 = 0 + 2500 + 0 + 500", await story.Stand());
        await site.Proves(story.County);
    }

    [Fact]
    public async Task Money_that_a_household_gives_back_ends_its_payment_before_and_after_approval()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var (paid, approved) = (await story.Paid(50_000), await story.Cleared(60_000, "DISASTER"));
        await story.Did(new GiveBackPayment(story.NewId, story.As(Role.Cashier), story.County, paid, "已由单位报销"));
        await story.Did(new GiveBackPayment(story.NewId, story.As(Role.Cashier), story.County, approved, "已由单位报销"));
        Assert.Equal("3000 = 0 + 3000 + 0 + 0", await story.Stand());
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, paid))).Reason);
        await site.Proves(story.County);
    }

    private async Task<(long Open, long Recovered)> Owed(FundStory story, string number)
    {
        var debt = await site.Row<RecoveryCase>(r => r.Number == number && r.CountyCode == story.County);
        return (debt.OpenFen, debt.RecoveredFen);
    }
}
