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

    static ReconciliationRefusal First(MonthFacts facts) => MonthDecision.Checks(facts, June).First(check => !check.Passed).Rule;
}
