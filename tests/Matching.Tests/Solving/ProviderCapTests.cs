using Jiuji.Matching.Solving;
using Xunit;
using static Jiuji.Matching.Tests.Solving.County;

namespace Jiuji.Matching.Tests.Solving;

/// <summary>What a provider can take on is a capacity of the plan, and the plan says so where it binds.</summary>
public class ProviderCapTests
{
    static readonly Guid provider = Guid.CreateVersion7();

    static MatchPolicy Capped(long units) => Policy with { ProviderCaps = new Dictionary<ProviderKind, long> { [new(provider, "rice")] = units } };

    [Fact]
    public void What_a_provider_cannot_take_on_stays_in_its_lots_and_the_needs_are_told_so()
    {
        var (urgent, other) = (Need(2, urgency: 4), Need(2, urgency: 1));
        var lots = new[] { Lot(5, provider: provider), Lot(5, provider: provider) };
        var plan = MatchRun.Solve(lots, [urgent, other], Capped(3));

        Assert.Equal(3, plan.Proposals.Sum(each => each.Quantity));
        Assert.Equal(2, plan.ProposalsFor(urgent.Id).Sum(each => each.Quantity));
        Assert.All(plan.Proposals, each => Assert.Contains(new ProposalReason(ReasonKind.ProviderCapReached, 3, 3), each.Reasons));
        var unmet = Assert.Single(plan.Unmet);
        Assert.Equal((other.Id, 1, UnmetCause.ProviderCapReached), (unmet.Need, unmet.Quantity, unmet.Cause));
        Assert.All(plan.Certificates, certificate => Assert.True(certificate.Verify().Holds));
    }

    [Fact]
    public void Whoever_asks_why_not_is_told_the_cap_and_who_would_give_up_for_it()
    {
        var (urgent, other) = (Need(1, urgency: 4), Need(1, urgency: 1));
        var lot = Lot(5, provider: provider);
        var answer = MatchRun.Solve([lot], [urgent, other], Capped(1)).WhyNot(other.Id, lot.Id);
        Assert.Equal((WhyNotKind.CostsOthers, new ReachedCap(CapKind.Provider, 1)), (answer.Kind, answer.Cap!.Value));
        Assert.Contains(new PlanChange(urgent.Id, lot.Id, -1), answer.Changes);
    }

    [Fact]
    public void A_provider_that_can_take_on_nothing_more_is_proposed_for_nobody()
    {
        var (need, lot) = (Need(1), Lot(5, provider: provider));
        var plan = MatchRun.Solve([lot], [need], Capped(0));
        Assert.Empty(plan.Proposals);
        Assert.Equal(UnmetCause.ProviderCapReached, plan.Unmet.Single().Cause);
        var answer = plan.WhyNot(need.Id, lot.Id);
        Assert.Equal((WhyNotKind.NoRoom, new ReachedCap(CapKind.Provider, 0)), (answer.Kind, answer.Cap!.Value));
    }

    [Fact]
    public void A_whole_need_larger_than_what_is_left_to_take_on_is_told_the_cap()
    {
        var need = Need(3) with { WholeFromOneLot = true };
        var plan = MatchRun.Solve([Lot(5, provider: provider)], [need], Capped(2));
        Assert.Empty(plan.Proposals);
        Assert.Equal(UnmetCause.ProviderCapReached, plan.Unmet.Single().Cause);
    }

    [Fact]
    public void A_cap_that_is_not_used_up_is_not_named_and_another_provider_is_free_of_it()
    {
        var needs = new[] { Need(1), Need(1) };
        var lots = new[] { Lot(1, provider: provider), Lot(1) };
        var plan = MatchRun.Solve(lots, needs, Capped(2));
        Assert.Equal(2, plan.Proposals.Count());
        Assert.DoesNotContain(plan.Proposals.SelectMany(each => each.Reasons), reason => reason.Kind == ReasonKind.ProviderCapReached);
        var capped = MatchRun.Solve(lots, needs, Capped(1)).Proposals.Single(each => each.Lot == lots[1].Id);
        Assert.DoesNotContain(capped.Reasons, reason => reason.Kind == ReasonKind.ProviderCapReached);
    }

    [Fact]
    public void A_household_at_its_own_cap_is_told_that_one()
    {
        var (need, lot) = (Need(2), Lot(5, provider: provider));
        var plan = MatchRun.Solve([lot], [need], Capped(1) with { HouseholdCaps = new Dictionary<string, long> { ["rice"] = 1 } });
        Assert.Equal(UnmetCause.HouseholdCapReached, plan.Unmet.Single().Cause);
    }
}
