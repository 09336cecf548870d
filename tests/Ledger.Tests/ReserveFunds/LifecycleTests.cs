using Jiuji.Ledger.Announcements;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.Reports;
using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>The tables themselves: current in the docs, complete, and the only way a state changes.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public void The_page_of_lifecycles_is_current()
    {
        var page = Path.Combine(Calendar.Root, "docs", "lifecycles.md");
        if (Environment.GetEnvironmentVariable("JIUJI_WRITE_DOCS") == "1") File.WriteAllText(page, Lifecycles.Markdown());
        Assert.Equal(File.ReadAllText(page), Lifecycles.Markdown());
    }

    [Fact]
    public void A_step_that_is_not_declared_is_refused_by_name_and_recorded()
    {
        var story = new FundStory();
        var aidCase = story.Accepted();
        var decision = CaseDecision.Take(aidCase, AidCaseTrigger.Close, [], story.Pack, story.As(FundStory.Handler, FundRole.Handler));
        FundStory.Refuses(FundRefusal.MoveNotAllowed, decision);
        Assert.Equal(("AidCase", "Accepted", "Close"), (decision.Moves[0].Noun, decision.Moves[0].From, decision.Moves[0].Trigger));
        Assert.Throws<InvalidOperationException>(() => decision.ApplyTo(aidCase));
        Assert.Equal(AidCaseState.Accepted, aidCase.State);
    }

    [Fact]
    public void A_step_in_the_wrong_role_is_refused()
    {
        var story = new FundStory();
        FundStory.Refuses(FundRefusal.WrongRole, CaseDecision.Take(
            story.Accepted(), AidCaseTrigger.Investigate, [], story.Pack, story.As("x", FundRole.Cashier, DocumentKinds.Survey)));
    }

    [Fact]
    public void A_step_without_its_document_is_refused()
    {
        var story = new FundStory();
        FundStory.Refuses(FundRefusal.DocumentMissing, CaseDecision.Take(
            story.Accepted(), AidCaseTrigger.Investigate, [], story.Pack, story.As(FundStory.Handler, FundRole.Handler)));
    }

    [Fact]
    public void A_step_fits_its_subject_once()
    {
        var story = new FundStory();
        var aidCase = story.Accepted();
        var decision = CaseDecision.Take(
            aidCase, AidCaseTrigger.Investigate, [], story.Pack, story.As(FundStory.Handler, FundRole.Handler, DocumentKinds.Survey));
        decision.ApplyTo(aidCase);
        Assert.Throws<InvalidOperationException>(() => decision.ApplyTo(aidCase));
        Assert.Equal((AidCaseState.Investigated, 1), (aidCase.State, aidCase.Version));
    }

    [Fact]
    public void Every_state_can_be_reached_and_every_step_names_who_may_take_it()
    {
        IsWhole(AdvanceLifecycle.Table);
        IsWhole(AidCaseLifecycle.Table);
        IsWhole(PaymentLifecycle.Table);
        IsWhole(AidFirstLifecycle.Table);
        IsWhole(StagedGrantLifecycle.Table);
        IsWhole(BridgingAidLifecycle.Table);
        IsWhole(ReimbursementClaimLifecycle.Table);
        IsWhole(ClaimLineLifecycle.Table);
        IsWhole(FundYearLifecycle.Table);
        IsWhole(RecoveryCaseLifecycle.Table);
        IsWhole(SweepBackLifecycle.Table);
        IsWhole(FundReportLifecycle.Table);
        IsWhole(AnnouncementLifecycle.Table);
        IsWhole(FundMonthLifecycle.Table);
        Assert.Equal(14, Lifecycles.All.Count);
    }

    static void IsWhole<TState, TTrigger>(Lifecycle<TState, TTrigger> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        var reached = new HashSet<TState> { table.Initial };
        while (table.Rules.Any(rule => reached.Contains(rule.From) && reached.Add(rule.To))) { }
        Assert.Empty(Enum.GetValues<TState>().Except(reached));
        Assert.Empty(Enum.GetValues<TTrigger>().Except(table.Rules.Select(rule => rule.Trigger)));
        Assert.All(table.Rules, rule => Assert.NotEmpty(rule.Roles));
        Assert.Equal(default, table.Initial);
    }

    [Fact]
    public void The_machine_permits_exactly_what_the_table_says()
    {
        var table = PaymentLifecycle.Table;
        foreach (var state in Enum.GetValues<PaymentState>())
            foreach (var trigger in Enum.GetValues<PaymentTrigger>())
                Assert.Equal(table.Rule(state, trigger) is not null, table.Permits(state, trigger));
    }
}
