using Jiuji.Matching.Solving;
using Xunit;
using static Jiuji.Matching.Tests.Solving.County;

namespace Jiuji.Matching.Tests.Solving;

public class WhyNotTests
{
    [Fact]
    public void The_loser_is_told_who_has_the_lot_and_whom_its_choice_would_cost_a_unit()
    {
        var (urgent, other, lot) = (Need(1, urgency: 4), Need(1, urgency: 3), Lot(1));
        var answer = MatchRun.Solve([lot], [urgent, other], Policy).WhyNot(other.Id, lot.Id);
        Assert.Equal(WhyNotKind.CostsOthers, answer.Kind);
        Assert.True(answer.Cost > 0);
        Assert.Equal([new(urgent.Id, 1)], answer.Holders);
        Assert.Equal(
            new HashSet<PlanChange> { new(urgent.Id, lot.Id, -1), new(other.Id, lot.Id, 1), new(urgent.Id, null, 1), new(other.Id, null, -1) },
            [.. answer.Changes]);
    }

    [Fact]
    public void A_pair_that_is_proposed_needs_no_excuse()
    {
        var (need, lot) = (Need(1), Lot(1));
        Assert.Equal(WhyNotKind.Proposed, MatchRun.Solve([lot], [need], Policy).WhyNot(need.Id, lot.Id).Kind);
    }

    [Fact]
    public void Of_twins_the_one_passed_over_is_equally_good()
    {
        var (need, lots) = (Need(1), new[] { Lot(1), Lot(1) });
        var plan = MatchRun.Solve(lots, [need], Policy);
        var passedOver = lots.Single(lot => lot.Id != plan.Proposals.Single().Lot);
        Assert.Equal(WhyNotKind.EquallyGood, plan.WhyNot(need.Id, passedOver.Id).Kind);
    }

    [Fact]
    public void A_household_at_its_cap_has_no_room_for_another_lot_without_giving_one_up()
    {
        var (first, second) = (Lot(1), Lot(1));
        var need = Need(2);
        var plan = MatchRun.Solve([first, second], [need], Policy with { HouseholdCaps = new Dictionary<string, long> { ["rice"] = 1 } });
        var other = plan.Proposals.Single().Lot == first.Id ? second : first;
        var answer = plan.WhyNot(need.Id, other.Id);
        Assert.Equal(WhyNotKind.EquallyGood, answer.Kind);
        Assert.Contains(answer.Changes, change => change.Lot == plan.Proposals.Single().Lot && change.Units == -1);
        Assert.Equal(UnmetCause.HouseholdCapReached, plan.Unmet.Single().Cause);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_cost_of_a_choice_by_hand_is_exactly_what_a_run_with_that_choice_loses(int seed)
    {
        var (lots, needs) = new County(seed).Make(8, 14, kinds: 1);
        lots = [.. lots.Select(lot => lot with { PerHouseholdLimit = null })];
        needs = [.. needs.Select(need => need with { Quantity = 1 })];
        var plan = MatchRun.Solve(lots, needs, Policy);
        foreach (var need in needs)
            foreach (var lot in lots.Where(lot => HardRules.Refusal(lot, need, Policy) is null))
            {
                // Forced: the need may have this lot only, and nobody else may have the unit set aside for it.
                var rest = lots.Select(other => other.Id == lot.Id ? other with { Quantity = other.Quantity - 1 } : other);
                var without = MatchRun.Solve(rest, needs.Where(other => other.Id != need.Id), Policy);
                var alone = MatchRun.Solve([lot], [need], Policy);
                var answer = plan.WhyNot(need.Id, lot.Id);
                if (answer.Kind == WhyNotKind.Proposed) continue;
                Assert.Equal(answer.Cost > 0, answer.Kind == WhyNotKind.CostsOthers);
                Assert.Equal(Unserved(without, needs) + Unserved(alone, [need]), Unserved(plan, needs) + answer.Changes.Where(change => change.Lot is null).Sum(change => change.Units));
            }
    }

    static long Unserved(MatchPlan plan, IEnumerable<OpenNeed> needs) =>
        plan.Unmet.Where(unmet => needs.Any(need => need.Id == unmet.Need)).Sum(unmet => unmet.Quantity);

    [Fact]
    public void A_whole_need_split_by_the_flow_is_repaired_and_the_loss_is_shown()
    {
        // Six units in two lots of three: divided they serve three needs of two, whole only two of them.
        var (one, other) = (Lot(3), Lot(3));
        var whole = Enumerable.Range(0, 3).Select(at => Need(2, urgency: 4 - at) with { WholeFromOneLot = true }).ToArray();
        var plan = MatchRun.Solve([one, other], whole, Policy);
        Assert.Equal(2, plan.Proposals.Count());
        Assert.All(plan.Proposals, proposal => Assert.Equal(2, proposal.Quantity));
        Assert.All(plan.Proposals, proposal => Assert.Contains(new(ReasonKind.WholeFromOneLot), proposal.Reasons));
        Assert.True(plan.WholeNeedLoss > 0);
        Assert.Equal((whole[2].Id, UnmetCause.NoLotLeftForTheWhole), plan.Unmet.Select(unmet => (unmet.Need, unmet.Cause)).Single());
        Assert.Equal(WhyNotKind.CostsOthers, plan.WhyNot(whole[2].Id, one.Id).Kind);
    }

    [Fact]
    public void Reasons_carry_the_figures_that_words_need()
    {
        var wanting = Enumerable.Range(0, 6).Select(at => Need(1, urgency: at == 0 ? 4 : 2) with { Deadline = Today.AddDays(2) }).ToArray();
        var lot = Lot(4) with { ValidUntil = Today.AddDays(40) };
        var reasons = MatchRun.Solve([lot], wanting, Policy).ProposalsFor(wanting[0].Id).Single().Reasons;
        Assert.Equal(
            [
                new(ReasonKind.Urgency, 4, 4), new(ReasonKind.DeadlineInDays, 2), new(ReasonKind.ShareMet, 1, 1), new(ReasonKind.WantedByMany, 6, 4),
                new(ReasonKind.Standing, 1, 6), new(ReasonKind.OnlyLot), new(ReasonKind.LotExpiresInDays, 40), new(ReasonKind.SameVillage),
            ],
            reasons);
    }
}
