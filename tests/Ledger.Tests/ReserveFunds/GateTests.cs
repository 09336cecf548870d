using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>The gate for ordinary advances: each reason by name, all at once, with its grace and its floors.</summary>
public sealed class GateTests
{
    readonly FundStory story = new();

    [Fact]
    public void Open_when_nothing_is_wrong() => Assert.Empty(Reasons(new()));

    [Fact]
    [Trait("rule", "F5")]
    public void Papers_overdue_shut_it_from_the_day_after_they_were_due()
    {
        story.Received();
        var payment = story.Paid(story.Signed());
        var facts = new GateFacts { Papers = [payment.PapersClock] };
        Assert.Empty(GateDecision.Reasons(story.Context, facts, payment.PapersDueOn!.Value));
        var reason = Assert.Single(GateDecision.Reasons(story.Context, facts, payment.PapersDueOn.Value.AddDays(1)));
        Assert.Equal((GateReasonKind.PapersOverdue, "1", "100000"), (reason.Kind, reason.Figures["payments"], reason.Figures["amountFen"]));
    }

    [Fact]
    public void Papers_that_wait_at_the_county_do_not_count()
    {
        story.Received();
        var aidCase = story.Signed();
        var payment = story.WithPapers(aidCase);
        var (claim, line) = story.Claim(payment, aidCase);
        story.Do(ClaimDecision.Submit(claim, [line], story.Context, story.As(FundStory.Handler, FundRole.Handler)), claim, payment);
        Assert.Empty(GateDecision.Reasons(story.Context, new() { Papers = [payment.PapersClock] }, story.Today.AddYears(1)));
    }

    [Theory]
    [Trait("rule", "F5")]
    [InlineData(26, 74, 0, true)]
    [InlineData(25, 75, 0, false)]
    [InlineData(26, 74, 26, false)]
    [InlineData(26, 74, 25, true)]
    public void Idle_money_shuts_it_above_the_share_and_above_a_months_need(long old, long young, long month, bool shut)
    {
        MoneyLayer[] layers = [new(story.Today.AddDays(-91), old), new(story.Today.AddDays(-90), young)];
        Assert.Equal(shut, Reasons(new() { Layers = layers, MonthForecastFen = month }).Contains(GateReasonKind.IdleMoney));
    }

    [Fact]
    public void Cash_that_is_short_shuts_it_until_the_custodian_has_made_it_good()
    {
        Short(500);
        Assert.Equal([GateReasonKind.ShortageUnexplained], Reasons(new()));
        story.Book.Post(RecoveryPostings.RecoveredByBank(FundBook.Ours, FundBook.Lee, FundBook.Bank, 500, FundBook.Because()));
        Assert.Empty(Reasons(new()));
    }

    void Short(long fen)
    {
        if (story.Book.Position().InHands == 0) story.Received();
        story.Book.Post(PaymentPostings.CashDrawn(FundBook.Ours, FundBook.Bank, "lee", 1_000, FundBook.Because()));
        story.Book.Post(RecoveryPostings.CashShortageFound(FundBook.Ours, "lee", fen, FundBook.Because()));
    }

    [Fact]
    [Trait("trap", "T24")]
    public void Outstanding_above_the_ceiling_shuts_it()
    {
        story.Received(100_001);
        story.Pack = Packs.With(("fund.ceilingFen", "100000"));
        Assert.Equal([GateReasonKind.OutstandingAboveCeiling], Reasons(new()));
        story.Pack = Packs.With(("fund.ceilingFen", "100001"));
        Assert.Empty(Reasons(new()));
    }

    [Fact]
    public void An_uncleared_previous_year_shuts_it_after_its_day_of_grace()
    {
        var facts = new GateFacts { PreviousYearOutstandingFen = 1 };
        Assert.Empty(GateDecision.Reasons(story.Context, facts, new(2026, 1, 31)));
        Assert.Equal(GateReasonKind.PreviousYearUncleared, Assert.Single(GateDecision.Reasons(story.Context, facts, new(2026, 2, 1))).Kind);
    }

    [Fact]
    public void The_statement_is_asked_for_only_once_its_closing_day_has_passed()
    {
        var facts = new GateFacts { FirstMonth = new(2026, 1, 1), ReconciledMonth = new(2026, 3, 1) };
        Assert.Empty(GateDecision.Reasons(story.Context, facts, new(2026, 5, 10)));
        Assert.Equal(GateReasonKind.StatementNotReconciled, Assert.Single(GateDecision.Reasons(story.Context, facts, new(2026, 5, 11))).Kind);
        Assert.Empty(GateDecision.Reasons(story.Context, facts with { ReconciledMonth = new(2026, 4, 1) }, new(2026, 5, 11)));
        Assert.Empty(GateDecision.Reasons(story.Context, facts with { FirstMonth = new(2026, 5, 1), ReconciledMonth = null }, new(2026, 5, 11)));
    }

    [Fact]
    public void Every_reason_is_named_at_once()
    {
        story.Received();
        var payment = story.Paid(story.Signed());
        Short(5);
        story.Pack = Packs.With(("fund.ceilingFen", "1"));
        var facts = new GateFacts
        {
            Papers = [payment.PapersClock],
            Layers = [new(story.Today, 900_000)],
            PreviousYearOutstandingFen = 7,
            FirstMonth = new(2026, 5, 1),
        };
        Assert.Equal(Enum.GetValues<GateReasonKind>(), GateDecision.Reasons(story.Context, facts, new(2026, 10, 20)).Select(r => r.Kind));
    }

    [Fact]
    public void What_the_pack_does_not_set_shuts_nothing()
    {
        story.Pack = Packs.With(("idle.gateDays", "null"), ("gate.graceDay", "null"), ("gate.closingDay", "null"));
        Assert.Empty(Reasons(new()
        {
            Layers = [new(new(2020, 1, 1), 100)],
            PreviousYearOutstandingFen = 7,
            FirstMonth = new(2020, 1, 1),
        }));
    }

    [Fact]
    public void It_stops_ordinary_advances_only() =>
        Assert.Equal([AdvanceKind.Ordinary], Enum.GetValues<AdvanceKind>().Where(GateDecision.Stops));

    [Fact]
    public void The_fund_year_follows_the_gate_and_opens_again()
    {
        var clock = story.As("clock", FundRole.Clock);
        IReadOnlyList<GateReason> shut = [GateReason.Of(GateReasonKind.IdleMoney, "")];
        Assert.Null(FundYearDecision.FollowGate(story.Fund, [], clock));
        story.Do(FundYearDecision.FollowGate(story.Fund, shut, clock)!, story.Fund);
        Assert.Equal(FundYearState.AdvancesSuspended, story.Fund.State);
        story.Do(FundYearDecision.FollowGate(story.Fund, [], story.As("clock", FundRole.Clock))!, story.Fund);
        Assert.Equal(FundYearState.Active, story.Fund.State);
    }

    IEnumerable<GateReasonKind> Reasons(GateFacts facts) => GateDecision.Reasons(story.Context, facts, story.Today).Select(r => r.Kind);
}
