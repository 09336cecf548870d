using Jiuji.Ledger.ReserveFunds;
using Xunit;
using static Jiuji.Ledger.Tests.ReserveFunds.FundBook;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>Year end, and cash counted before witnesses.</summary>
public sealed class YearEndTests
{
    readonly FundStory story = new();

    [Fact]
    public void Only_money_in_hands_goes_into_the_new_year_and_the_old_year_stays_open_until_it_is_clear()
    {
        story.Received();
        story.Book.Post(PaymentPostings.CashDrawn(Ours, Bank, "lee", 200_000, Because()));
        var payment = story.Paid(story.Signed());
        StartClearing();
        var layers = IdleMoney.Layers(Ours.Fund, story.Book.Transfers);
        story.Do(FundYearDecision.CarryForward(story.Context, NextYearFund(), layers, new(2025, 1, 1), Finance(DocumentKinds.ClosingSheet)), story.Fund);
        Assert.Equal("ADV 1000000 = AWT 100000 + CF 900000", story.Book.ToString());
        Assert.Equal("BF 900000 = HND bank:1 700000 + HND cash:lee 200000", story.Book.Read(NextYear));
        Assert.Equal(layers, IdleMoney.Layers(NextYear.Fund, story.Book.Transfers));
        FundStory.Refuses(FundRefusal.FundNotClear, FundYearDecision.Close(story.Context, Finance(DocumentKinds.ClosingSheet)));
        story.Book.Post(ClaimPostings.ClaimLineApproved(Ours, payment.AmountFen, Because()));
        story.Do(FundYearDecision.Close(story.Context, Finance(DocumentKinds.ClosingSheet)), story.Fund);
        Assert.Equal(FundYearState.Closed, story.Fund.State);
    }

    [Fact]
    public void Money_unused_for_two_years_is_surplus_and_is_not_carried_again()
    {
        story.Received();
        StartClearing();
        var layers = IdleMoney.Layers(Ours.Fund, story.Book.Transfers);
        FundStory.Refuses(FundRefusal.FundOutsideDates, FundYearDecision.CarryForward(
            story.Context, NextYearFund(), layers, story.Today.AddDays(1), Finance(DocumentKinds.ClosingSheet)));
    }

    [Fact]
    public void A_year_can_be_handed_back_instead()
    {
        story.Received();
        StartClearing();
        FundStory.Refuses(FundRefusal.FundNotClear, FundYearDecision.HandBack(story.Context, Finance(DocumentKinds.CountyReceipt)));
        var sweep = new SweepBack
        {
            CountyCode = County.Code, Id = Guid.CreateVersion7(), ReserveFundId = story.Fund.Id, Cause = SweepBackCause.YearEnd, AmountFen = 1_000_000, Place = Bank, ProposedOn = story.Today,
        };
        story.Do(SweepBackDecision.Decide(sweep, SweepBackTrigger.Accept, Finance()), sweep);
        FundStory.Refuses(FundRefusal.ExceedsMoneyInHands, SweepBackDecision.Send(sweep, story.Context, 999_999, Finance(DocumentKinds.BankStatement)));
        story.Do(SweepBackDecision.Send(sweep, story.Context, 1_000_000, Finance(DocumentKinds.BankStatement)), sweep);
        Assert.Equal("ADV 1000000 = TRN 1000000", story.Book.ToString());
        story.Do(SweepBackDecision.Receive(sweep, story.Context, Finance(DocumentKinds.CountyReceipt)), sweep);
        story.Do(FundYearDecision.HandBack(story.Context, Finance(DocumentKinds.CountyReceipt)), story.Fund);
        Assert.Equal("ADV 1000000 = RET 1000000", story.Book.ToString());
        story.Do(FundYearDecision.Close(story.Context, Finance(DocumentKinds.ClosingSheet)), story.Fund);
    }

    [Fact]
    public void Merged_townships_close_by_document()
    {
        story.Received();
        FundStory.Refuses(FundRefusal.DocumentMissing, FundYearDecision.Take(story.Fund, FundYearTrigger.StartClosing, Finance()));
        story.Do(FundYearDecision.Take(story.Fund, FundYearTrigger.StartClosing, Finance(DocumentKinds.MergerDocument)), story.Fund);
        Assert.Equal(FundYearState.Closing, story.Fund.State);
    }

    [Theory]
    [InlineData(300_000, "ADV 1000000 = HND bank:1 700000 + HND cash:lee 300000")]
    [InlineData(299_000, "ADV 1000000 = HND bank:1 700000 + HND cash:lee 299000 + REC cash:lee 1000")]
    [InlineData(300_500, "ADV 1000000 = HND bank:1 700000 + HND cash:lee 300000")]
    public void A_count_that_differs_is_owed_by_the_custodian_or_held_for_its_owner(long counted, string expected)
    {
        WithCash();
        story.Do(CashDecision.Count(story.Context, "lee", Place(), counted, "witness", Cashier()));
        Assert.Equal(expected, story.Book.ToString());
        Assert.Equal(counted, Place().Book);
    }

    [Fact]
    public void A_count_needs_a_witness_who_is_neither_the_custodian_nor_who_counts()
    {
        WithCash();
        foreach (var witness in new[] { "", "lee", FundStory.Cashier })
            FundStory.Refuses(FundRefusal.SecondPersonNeeded, CashDecision.Count(story.Context, "lee", Place(), 300_000, witness, Cashier()));
    }

    [Fact]
    [Trait("trap", "T22")]
    public void A_new_custodian_takes_over_what_was_counted_and_the_gap_stays_with_the_old_one()
    {
        WithCash();
        story.Do(CashDecision.ChangeCustodian(story.Context, "lee", "wang", Place(), 290_000, "witness", Cashier()));
        Assert.Equal("ADV 1000000 = HND bank:1 700000 + HND cash:wang 290000 + REC cash:lee 10000", story.Book.ToString());
    }

    [Fact]
    public void Cash_is_drawn_within_the_bank_and_only_by_who_keeps_it()
    {
        story.Received();
        FundStory.Refuses(FundRefusal.ExceedsMoneyInHands, CashDecision.Draw(story.Context, "lee", 1_000_001, Cashier()));
        FundStory.Refuses(FundRefusal.WrongRole, CashDecision.Draw(story.Context, "lee", 1, story.As(FundStory.Handler, FundRole.Handler)));
        story.Do(CashDecision.Draw(story.Context, "lee", 1_000, Cashier()));
        story.Do(CashDecision.Rebank(story.Context, "lee", 1_000, "cash", Cashier()));
        Assert.Equal("ADV 1000000 = HND bank:1 1000000", story.Book.ToString());
    }

    void StartClearing() => story.Do(FundYearDecision.Take(story.Fund, FundYearTrigger.StartClearing, Finance()), story.Fund);

    void WithCash()
    {
        story.Received();
        story.Do(CashDecision.Draw(story.Context, "lee", 300_000, Cashier()));
    }

    PlacePosition Place() => PlacePosition.Of(County.Township, Lee, story.Book.Balances);

    ReserveFund NextYearFund() => new()
    {
        CountyCode = County.Code, Id = Guid.CreateVersion7(), TownshipCode = story.Fund.TownshipCode, Year = 2027, Form = story.Fund.Form,
        Custody = story.Fund.Custody, FundId = NextYear.Fund, Owner = NextYear.Owner, BankPlace = Bank,
    };

    Acting Finance(params string[] documents) => story.As(FundStory.Finance, FundRole.CountyFinance, documents);

    Acting Cashier() => story.As(FundStory.Cashier, FundRole.Cashier);
}
