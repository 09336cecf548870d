using FsCheck;
using FsCheck.Fluent;
using Jiuji.Ledger.ReserveFunds;
using Xunit;
using static Jiuji.Ledger.Tests.ReserveFunds.FundBook;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>Idle money (趴窝): every yuan has an age and keeps it; who sits on money is ranked; who runs out is seen.</summary>
public sealed class IdleMoneyTests
{
    static readonly DateOnly January = new(2026, 1, 10), March = new(2026, 3, 10), May = new(2026, 5, 10);

    readonly FundBook book = new();

    public IdleMoneyTests()
    {
        Advance(6_000, January);
        Advance(4_000, March);
    }

    [Fact]
    [Trait("rule", "F5")]
    public void The_oldest_money_is_spent_first()
    {
        Pay("p1", 7_000);
        Assert.Equal([new MoneyLayer(March, 3_000)], Layers());
    }

    [Fact]
    public void Cash_and_back_again_keeps_the_age()
    {
        book.Post(PaymentPostings.CashDrawn(Ours, Bank, "lee", 5_000, Because()));
        book.Post(PaymentPostings.CashRebanked(Ours, "lee", Bank, 5_000, Because()));
        Assert.Equal([new MoneyLayer(January, 6_000), new MoneyLayer(March, 4_000)], Layers());
    }

    [Fact]
    public void A_return_brings_back_the_age_the_money_had()
    {
        Pay("p1", 7_000);
        book.Post(PaymentPostings.PaymentReturned(Ours, Bank, 7_000, Because("p1", May)));
        Assert.Equal([new MoneyLayer(January, 6_000), new MoneyLayer(March, 4_000)], Layers());
    }

    [Fact]
    public void A_recovery_brings_back_the_age_the_money_had()
    {
        Pay("p1", 6_500);
        Pay("p2", 500);
        book.Post(ClaimPostings.PaymentRefusedForGood(Ours, "unit:1", 6_500, Because("p1")));
        book.Post(RecoveryPostings.RecoveredByBank(Ours, "unit:1", Bank, 1_000, Because("p1", May)));
        Assert.Equal([new MoneyLayer(January, 500), new MoneyLayer(March, 3_500)], Layers());
    }

    [Fact]
    [Trait("rule", "F5")]
    public void What_is_left_is_what_came_last_while_nothing_came_back()
    {
        var moves = from kind in Gen.Choose(0, 2) from fen in Gen.Choose(1, 5_000) from days in Gen.Choose(0, 9) select (kind, fen, days);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(moves.ArrayOf().ToArbitrary(), history =>
        {
            var (fresh, day) = (new IdleMoneyTests(), March);
            foreach (var (kind, fen, days) in history)
            {
                day = day.AddDays(days) is var next && next < May ? next : May;
                if (kind == 0) fresh.Advance(fen, day);
                if (kind == 1) fresh.book.TryPost(PaymentPostings.PaymentMade(Ours, Bank, fen, null, Because($"p{day}")));
                if (kind == 2) fresh.book.TryPost(PaymentPostings.CashDrawn(Ours, Bank, "lee", fen, Because()));
            }

            return fresh.Layers().SequenceEqual(IdleMoney.LayersOfArrivals(fresh.book.Position().InHands, HistoryTests.Arrivals(fresh.book))!);
        }));
    }

    [Fact]
    [Trait("rule", "F5")]
    public void Every_move_is_read_where_money_came_back_or_came_late()
    {
        Assert.NotNull(IdleMoney.LayersOfArrivals(10_000, HistoryTests.Arrivals(book)));
        Pay("p1", 7_000);
        book.Post(PaymentPostings.PaymentReturned(Ours, Bank, 7_000, Because("p1", May)));
        Assert.Null(IdleMoney.LayersOfArrivals(10_000, HistoryTests.Arrivals(book)));

        var late = new IdleMoneyTests();
        late.Pay("p1", 1_000);
        late.Advance(500, January.AddDays(1));
        Assert.Null(IdleMoney.LayersOfArrivals(9_500, HistoryTests.Arrivals(late.book)));
    }

    [Fact]
    public void Held_money_is_not_idle_money()
    {
        book.Post(HeldPostings.InterestReceived(Ours, Bank, 99, Because()));
        Assert.Equal(10_000, Layers().Sum(l => l.AmountFen));
    }

    [Fact]
    public void The_packs_ages_warn_shut_the_gate_and_propose_a_sweep_back()
    {
        var pack = Packs.With();
        var layer = new MoneyLayer(January, 1);
        Assert.Equal(
            [IdleLevel.Fresh, IdleLevel.Warned, IdleLevel.ShutsGate, IdleLevel.ProposeSweepBack],
            new[] { 60, 61, 91, 181 }.Select(days => IdleMoney.Level(layer, pack, January.AddDays(days))));
        Assert.Equal(IdleLevel.Fresh, IdleMoney.Level(layer, Packs.With(("idle.warnDays", "null"), ("idle.gateDays", "null"), ("idle.sweepDays", "null")), May));
    }

    [Fact]
    public void A_sweep_back_leaves_the_next_months_need()
    {
        var pack = Packs.With();
        var later = January.AddDays(181);
        Assert.Equal(6_000, IdleMoney.SweepBackProposalFen(Layers(), pack, 0, later));
        Assert.Equal(1_000, IdleMoney.SweepBackProposalFen(Layers(), pack, 9_000, later));
        Assert.Equal(0, IdleMoney.SweepBackProposalFen(Layers(), pack, 10_001, later));
        Assert.Equal(0, IdleMoney.SweepBackProposalFen(Layers(), pack, 0, January.AddDays(180)));
    }

    [Fact]
    public void Townships_are_ranked_by_how_much_lies_for_how_long()
    {
        var asOf = May;
        FundPosition Empty() => new() { Advanced = 100 };
        var ranks = IdleMoney.Rank(
            [("spender", Empty(), [new(asOf.AddDays(-2), 90_000)]), ("sitter", Empty(), [new(January, 50_000)]), ("none", Empty(), [])], asOf);
        Assert.Equal(["sitter", "spender", "none"], ranks.Select(r => r.TownshipCode));
        Assert.Equal((120, 60_000L), (ranks[0].OldestDays, ranks[0].YuanDays));
    }

    [Fact]
    [Trait("rule", "F1")]
    public void Use_is_measured_against_the_packs_target()
    {
        Pay("p1", 2_500);
        Assert.Equal(25, IdleMoney.UsedPercent(book.Position()));
        var pack = Packs.With();
        Assert.Equal([0, 25, 50, 75], new[] { 1, 4, 7, 10 }.Select(month => IdleMoney.TargetPercent(pack, new(2026, month, 1))!.Value));
        Assert.Null(IdleMoney.TargetPercent(Packs.With(("use.targetPercentQuarter", "null")), May));
    }

    [Fact]
    public void Running_out_before_month_end_is_seen()
    {
        var forecast = RunOut.Forecast([3_000, 6_000, 3_000], inHandsFen: 1_000, new(2026, 5, 10));
        Assert.Equal((4_000L, new DateOnly(2026, 5, 17), 1_333L), (forecast.MonthFen, forecast.LastsUntil, forecast.TenDaysFen));
        Assert.True(forecast.RunsOutBeforeMonthEnd(new(2026, 5, 10)));
        Assert.False(RunOut.Forecast([], 0, May).RunsOutBeforeMonthEnd(May));
        Assert.Null(RunOut.Forecast([0, 0], 10, May).LastsUntil);
    }

    [Fact]
    public void Idle_money_is_proposed_to_where_it_runs_out()
    {
        var proposals = Reallocation.Propose([new("a", 500, 0), new("b", 300, 0), new("c", 0, 600), new("d", 0, 400)]);
        Assert.Equal([new("a", "c", 500), new("b", "c", 100), new("b", "d", 200)], proposals);
    }

    void Advance(long fen, DateOnly on)
    {
        book.Post(AdvancePostings.AdvanceIssued(Ours, fen, Because("QD", on)));
        book.Post(AdvancePostings.AdvanceReceived(Ours, Bank, fen, Because("QD", on)));
    }

    void Pay(string reference, long fen) => book.Post(PaymentPostings.PaymentMade(Ours, Bank, fen, null, Because(reference)));

    IReadOnlyList<MoneyLayer> Layers() => IdleMoney.Layers(Ours.Fund, book.Transfers);
}
