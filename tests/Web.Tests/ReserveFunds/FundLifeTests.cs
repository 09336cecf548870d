using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.PayLists;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.Recoveries;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>The whole life of a fund-year through the front door, on both databases: the cases, the money that comes back, the claims, the gate, the year's end.</summary>
public abstract class FundLifeTests(FundSite site)
{
    private static readonly DateOnly January = new(2026, 1, 6);

    [Fact]
    [Trait("rule", "F9")]
    [Trait("rule", "F10")]
    [Trait("trap", "T12")]
    [Trait("trap", "T27")]
    [Trait("trap", "T29")]
    public async Task A_case_is_accepted_signed_paid_returned_paid_again_shown_for_and_approved_in_part()
    {
        var story = await site.NewTownship("341721").WithMoney(500_000);
        var (handler, cashier, county) = (story.As(Role.TownshipHandler), story.As(Role.Cashier), story.As(Role.CountyCivilAffairs));
        var number = await story.Signed(90_000);
        await story.Did(new FileCase(story.NewId, handler, story.County, number));
        await story.Did(new ReleasePayment(story.NewId, cashier, story.County, number));
        var list = await story.Did(new BuildPayList(story.NewId, cashier, story.County));
        await story.Did(new SendPayList(story.NewId, cashier, story.County, list));
        Assert.Equal(1, await story.Did(new ConfirmPayList(story.NewId, cashier, story.County, list)));
        await story.Did(new ReturnPayment(story.NewId, cashier, story.County, number, "户名不符"));
        Assert.Equal("5000 = 0 + 5000 + 0 + 0", await story.Stand());

        await story.Did(new ReleasePayment(story.NewId, cashier, story.County, number));
        await story.Did(new ConfirmPaid(story.NewId, cashier, story.County, number));
        await story.Did(new SubmitPapers(story.NewId, handler, story.County, number, FundStory.AllPapers));
        var due = (await site.PaymentOf(story, number)).PapersDueOn;
        await story.Did(new SendBackPapers(story.NewId, story.As(Role.Bookkeeper), story.County, number, "收条不清"));
        Assert.Equal(due, (await site.PaymentOf(story, number)).PapersDueOn);
        await story.HandInPapers(number);
        var claim = await story.Submitted();
        await story.Did(new ReviewClaimLine(story.NewId, county, story.County, claim, number, 50_000, "超出标准"));
        await story.Did(new ReviewClaim(story.NewId, county, story.County, claim));
        Assert.Equal("5000 = 0 + 4100 + 400 + 500", await story.Stand());
        var rest = await story.Submitted();
        await story.Did(new ReviewClaim(story.NewId, county, story.County, rest));
        Assert.Equal("5000 = 0 + 4100 + 0 + 900", await story.Stand());
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    [Trait("trap", "T8")]
    [Trait("trap", "T22")]
    public async Task A_wrong_payment_is_owed_recovered_in_part_and_written_off_and_the_true_household_is_paid()
    {
        var story = await site.NewTownship("341721").WithMoney(500_000);
        var number = await story.Paid(60_000);
        var debt = await story.Did(new RecordMistake(
            story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, Mistake.WrongPayee, DebtorKind.AccountHolder, "账号张冠李戴"));
        await story.Did(new NotifyDebtor(story.NewId, story.As(Role.TownshipHandler), story.County, debt, "当面送达"));
        await story.Did(new RecoverMoney(story.NewId, story.As(Role.Cashier), story.County, debt, 20_000, ArrivesBy.Bank));
        await story.Did(new WriteOffRecovery(story.NewId, story.As(Role.CountyFinance), story.County, debt, "财〔2026〕7号", "下落不明"));
        await story.Did(new ReopenDebt(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, "真正的住户尚未收到"));
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number));
        var position = (await story.Fund()).Position;
        Assert.Equal((500_000L, 400_000L, 60_000L, 40_000L, 0L), (position.Advanced, position.InHands, position.AwaitingPapers, position.Lost, position.Recoverable));
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    [Trait("rule", "F5")]
    [Trait("trap", "T24")]
    public async Task The_gate_shuts_on_overdue_papers_the_urgent_case_is_helped_and_idle_money_goes_back()
    {
        var story = await site.NewTownship("341721").WithMoney(500_000, January);
        await story.Paid(80_000, on: new DateOnly(2026, 10, 12));
        Assert.Equal(FundRefusal.PapersOverdue, (await story.Refusal(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, await story.Approved(100_000)))).Reason);
        var burnt = await story.Signed(90_000, "DISASTER");
        var urgent = await story.Approved(90_000, kind: AdvanceKind.Emergency, caseNumber: burnt);
        await story.Did(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, urgent));
        await story.Did(new ReceiveAdvance(story.NewId, story.As(Role.Cashier), story.County, urgent));
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, burnt));
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, burnt));
        var sweep = await story.Did(new AcceptSweepBack(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundStory.Year, 300_000));
        await story.Did(new SendSweepBack(story.NewId, story.As(Role.Cashier), story.County, sweep));
        await story.Did(new ReceiveSweepBack(story.NewId, story.As(Role.CountyFinance), story.County, sweep));
        var position = (await story.Fund()).Position;
        Assert.Equal((590_000L, 120_000L, 170_000L, 300_000L), (position.Advanced, position.InHands, position.AwaitingPapers, position.HandedBack));
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public async Task Lent_money_cash_and_a_count_leave_the_books_sound()
    {
        var story = await site.NewTownship("341721").WithMoney(100_000);
        var cashier = story.As(Role.Cashier);
        await story.Did(new DrawCash(story.NewId, cashier, story.County, FundStory.Year, 100_000));
        await story.Did(new PayInCash(story.NewId, cashier, story.County, await story.Signed(80_000), CashReason.NoAccount, ReceiptForm.Signature));
        await story.Did(new PayInCash(story.NewId, cashier, story.County, await story.Signed(50_000), CashReason.NoAccount, ReceiptForm.Signature, Lender: "村集体"));
        await story.Did(new CountCash(story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, FundStory.Year, cashier.Name, 20_000, "witness"));
        await story.Did(new RebankCash(story.NewId, cashier, story.County, FundStory.Year, 20_000));
        Assert.Equal(30_000, await story.Did(new RepayLender(story.NewId, cashier, story.County, FundStory.Year, "村集体", 20_000)));
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public async Task At_the_years_end_only_money_in_hands_goes_over()
    {
        // In another county than the rest: its clock runs into the next year, and the book of a county never goes back.
        var story = await site.NewTownship("341723").WithMoney(500_000, new DateOnly(2026, 3, 2));
        await story.Paid(80_000);
        await story.Did(new OpenFund(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundStory.Year + 1));
        site.Clock.GoTo(new DateOnly(2027, 1, 4));
        Assert.Equal(FundYearState.CarriedForward, await story.Did(new CloseFundYear(
            story.NewId, story.As(Role.CountyFinance), story.County, story.Township, FundStory.Year, YearEnd.CarryForward, new DateOnly(2027, 1, 1))));
        Assert.Equal((420_000L, 80_000L), ((await story.Fund()).Position.CarriedForward, (await story.Fund()).Position.AwaitingPapers));
        Assert.Equal(420_000L, (await story.Fund(FundStory.Year + 1)).Position.BroughtForward);
        Assert.Empty(await site.Broken(story.County));
    }
}

/// <inheritdoc/>
public sealed class FundLifeOnSqliteTests(FundSite site) : FundLifeTests(site), IClassFixture<FundSite>;

/// <inheritdoc/>
public sealed class FundLifeOnPostgresTests(PostgresFundSite site) : FundLifeTests(site), IClassFixture<PostgresFundSite>;
