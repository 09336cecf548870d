using Jiuji.Ledger.Reconciliation;
using Xunit;

namespace Jiuji.Ledger.Tests.Reconciliation;

public sealed class MonthDecisionTests
{
    static readonly DateOnly May = new(2026, 5, 1);
    static readonly DateOnly June = new(2026, 6, 3);

    static readonly MonthFacts Agreed = new(May)
    {
        PreviousStatementFen = 100_000, StatementFen = 60_000, LinesFen = -40_000, Lines = 4, BookFen = 60_000,
    };

    [Fact]
    public void A_month_whose_statement_and_book_agree_is_reconciled() => Assert.True(MonthDecision.IsReconciled(Agreed, June));

    [Fact]
    public void What_is_in_flight_explains_the_difference_to_the_fen()
    {
        Assert.True(MonthDecision.IsReconciled(Agreed with { BookFen = 55_000, InFlightFen = 5_000 }, June));
        Assert.Equal(ReconciliationRefusal.DifferenceUnexplained, First(Agreed with { BookFen = 55_000, InFlightFen = 4_999 }));
    }

    [Theory]
    [InlineData(ReconciliationRefusal.StatementMissing)]
    [InlineData(ReconciliationRefusal.StatementIncomplete)]
    [InlineData(ReconciliationRefusal.LinesUnsettled)]
    [InlineData(ReconciliationRefusal.MovesUnsettled)]
    [InlineData(ReconciliationRefusal.PreviousMonthOpen)]
    [Trait("trap", "T20")]
    public void Nothing_that_is_open_goes_into_a_close(ReconciliationRefusal rule) => Assert.Equal(rule, First(rule switch
    {
        ReconciliationRefusal.StatementMissing => Agreed with { StatementFen = null },
        ReconciliationRefusal.StatementIncomplete => Agreed with { LinesFen = -39_999 },
        ReconciliationRefusal.LinesUnsettled => Agreed with { LinesUnsettled = 1 },
        ReconciliationRefusal.MovesUnsettled => Agreed with { MovesUnsettled = 1 },
        _ => Agreed with { PreviousIsReconciled = false },
    }));

    [Fact]
    public void A_month_that_is_not_over_cannot_be_reconciled() =>
        Assert.Equal(ReconciliationRefusal.MonthNotOver, MonthDecision.Checks(Agreed, new DateOnly(2026, 5, 31)).First(check => !check.Passed).Rule);

    [Fact]
    public void Cash_in_hand_that_nobody_counted_keeps_a_month_open() =>
        Assert.Equal(ReconciliationRefusal.CashUncounted, First(Agreed with { CashUncounted = ["lee"] }));

    [Fact]
    [Trait("trap", "T20")]
    public void A_month_is_closed_by_the_last_of_three_signatures_and_finance_is_the_last()
    {
        var month = Held();
        Assert.Equal(ReconciliationRefusal.CivilAffairsNotSigned, MonthDecision.Signing(month, MonthRecord.Finance, "finance", 60_000));
        Assert.Equal(ReconciliationRefusal.RecordsDiffer, MonthDecision.Signing(month, MonthRecord.CivilAffairs, "affairs", 60_001));
        Sign(month, MonthRecord.CivilAffairs, "affairs");
        Assert.Equal(FundMonthState.Agreed, month.State);
        Sign(month, MonthRecord.Finance, "finance");
        Assert.Equal((FundMonthState.Closed, "finance"), (month.State, month.ClosedBy));
    }

    [Fact]
    public void Nobody_signs_two_of_the_three_records_and_none_is_signed_twice()
    {
        var month = Held();
        Assert.Equal(ReconciliationRefusal.SignerTwice, MonthDecision.Signing(month, MonthRecord.CivilAffairs, "book", 60_000));
        Sign(month, MonthRecord.CivilAffairs, "affairs");
        Assert.Equal(ReconciliationRefusal.SignerTwice, MonthDecision.Signing(month, MonthRecord.CivilAffairs, "other", 60_000));
        Assert.Equal(ReconciliationRefusal.SignerTwice, MonthDecision.Signing(month, MonthRecord.Finance, "affairs", 60_000));
    }

    [Fact]
    public void A_month_that_is_not_held_is_signed_by_nobody_else()
    {
        Assert.Equal(ReconciliationRefusal.MonthNotHeld, MonthDecision.Signing(Open(), MonthRecord.CivilAffairs, "affairs", 0));
        Assert.Throws<InvalidOperationException>(() => Open().Sign(MonthRecord.Finance, 0, "finance", default));
        Assert.Throws<InvalidOperationException>(() => Held().Sign(MonthRecord.Finance, 60_000, "finance", default));
    }

    static FundMonth Open() => new()
    {
        CountyCode = "341722", TownshipCode = "341722101", Month = May, Place = "bank:1", StatementFen = 60_000, BookFen = 60_000, InFlightFen = 0, HeldBy = "book", HeldAt = default,
    };

    static FundMonth Held()
    {
        var month = Open();
        month.Sign(MonthRecord.TownshipBook, 60_000, "book", default);
        return month;
    }

    static void Sign(FundMonth month, MonthRecord record, string actor)
    {
        Assert.Null(MonthDecision.Signing(month, record, actor, 60_000));
        month.Sign(record, 60_000, actor, default);
    }

    static ReconciliationRefusal First(MonthFacts facts) => MonthDecision.Checks(facts, June).First(check => !check.Passed).Rule;
}
