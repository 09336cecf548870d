using Jiuji.Matching.Consents;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Tests;

public class LifecycleTests
{
    [Fact]
    public void Every_trigger_has_its_roles_and_every_state_can_be_reached()
    {
        Complete(SupplyLotLifecycle.Table);
        Complete(NeedLifecycle.Table);
        Complete(MatchLifecycle.Table);
        Complete(ConsentLifecycle.Table);
        Complete(OrganisationLifecycle.Table);
        Complete(SocietyLifecycle.Table);
    }

    [Fact]
    public void Asking_whether_a_move_is_allowed_changes_nothing_and_an_undeclared_one_is_refused()
    {
        foreach (var state in Enum.GetValues<MatchState>())
            foreach (var trigger in Enum.GetValues<MatchTrigger>())
            {
                var act = new Act(Guid.CreateVersion7(), "user:a", MatchLifecycle.Table.Rules[trigger].Roles[0], Story.Morning, "because");
                var declared = MatchLifecycle.Table.Next(state, trigger) is not null;
                Assert.Equal(declared ? null : MatchingRefusal.MoveNotAllowed, MatchLifecycle.Table.Check(state, trigger, act));
            }
    }

    [Fact]
    public void What_is_over_stays_over()
    {
        MatchState[] over = [MatchState.SetAside, MatchState.ConsentRefused, MatchState.Declined, MatchState.Confirmed, MatchState.Closed, MatchState.Withdrawn, MatchState.Expired, MatchState.Cancelled, MatchState.NotDelivered];
        Assert.All(over, state => Assert.All(Enum.GetValues<MatchTrigger>(), trigger => Assert.Null(MatchLifecycle.Table.Next(state, trigger))));
    }

    [Fact]
    public void The_document_shows_every_lifecycle_as_it_is()
    {
        var text = MatchingLifecycles.Markdown();
        Assert.All(["SupplyLot", "Need", "Match", "Consent", "Organisation", "Society"], noun => Assert.Contains($"## {noun}\n", text));
        Assert.Contains("| Offered | Decline | Declined | CharityStaff, SocietyTreasurer, SocietyCouncil | yes |", text);
        Assert.Contains("    InDelivery --> Delivered: Deliver\n", text);
    }

    static void Complete<TState, TTrigger>(Lifecycle<TState, TTrigger> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        Assert.Equal(Enum.GetValues<TTrigger>(), table.Rules.Keys.Order());
        Assert.All(table.Rules.Values, rule => Assert.NotEmpty(rule.Roles));
        var reached = new HashSet<TState> { default };
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            foreach (var state in reached.ToList())
                foreach (var trigger in Enum.GetValues<TTrigger>())
                    if (table.Next(state, trigger) is { } next)
                        reached.Add(next);
        }
        Assert.Equal(Enum.GetValues<TState>(), reached.Order());
    }
}
