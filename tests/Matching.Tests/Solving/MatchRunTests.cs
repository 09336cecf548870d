using Jiuji.Matching.Solving;
using Xunit;
using static Jiuji.Matching.Tests.Solving.County;

namespace Jiuji.Matching.Tests.Solving;

public class MatchRunTests
{
    static readonly MatchPolicy Capped = Policy with { HouseholdCaps = new Dictionary<string, long> { ["kind0"] = 3, ["kind1"] = 2 } };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    static MatchPolicy WithProviderCaps(IEnumerable<OfferedLot> lots) =>
        Capped with { ProviderCaps = lots.Select(lot => new ProviderKind(lot.Provider, lot.KindCode)).Distinct().ToDictionary(each => each, _ => 4L) };

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_arc_that_a_hard_rule_forbids_is_ever_proposed(int seed)
    {
        var (lots, needs) = new County(seed).Make(15, 30, whole: true);
        var plan = MatchRun.Solve(lots, needs, Policy);
        foreach (var proposal in plan.Proposals)
            Assert.Null(HardRules.Refusal(lots.Single(lot => lot.Id == proposal.Lot), needs.Single(need => need.Id == proposal.Need), Policy));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Quantities_limits_and_caps_hold(int seed)
    {
        var (lots, needs) = new County(seed).Make(15, 30, whole: true);
        var policy = WithProviderCaps(lots);
        var given = MatchRun.Solve(lots, needs, policy).Proposals
            .Select(proposal => (Lot: lots.Single(lot => lot.Id == proposal.Lot), Need: needs.Single(need => need.Id == proposal.Need), proposal.Quantity)).ToList();
        Assert.All(given, each => Assert.True(each.Quantity > 0));
        Assert.All(given.GroupBy(each => each.Lot), each => Assert.True(each.Sum(one => one.Quantity) <= each.Key.Quantity));
        Assert.All(given.GroupBy(each => each.Need), each => Assert.True(each.Sum(one => one.Quantity) <= each.Key.Quantity));
        Assert.All(given.GroupBy(each => (each.Lot, each.Need.Household)), each => Assert.True(each.Sum(one => one.Quantity) <= (each.Key.Lot.PerHouseholdLimit ?? long.MaxValue)));
        Assert.All(given.GroupBy(each => (each.Need.Household, each.Need.KindCode)), each => Assert.True(each.Sum(one => one.Quantity) <= policy.HouseholdCaps[each.Key.KindCode]));
        Assert.All(given.GroupBy(each => new ProviderKind(each.Lot.Provider, each.Lot.KindCode)), each => Assert.True(each.Sum(one => one.Quantity) <= policy.ProviderCaps[each.Key]));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_unit_wanted_is_proposed_or_explained(int seed)
    {
        var (lots, needs) = new County(seed).Make(15, 30, whole: true);
        var plan = MatchRun.Solve(lots, needs, Capped);
        foreach (var need in needs)
        {
            var proposed = plan.Proposals.Where(proposal => proposal.Need == need.Id).Sum(proposal => proposal.Quantity);
            Assert.Equal(need.Quantity, proposed + plan.Unmet.Where(unmet => unmet.Need == need.Id).Sum(unmet => unmet.Quantity));
        }
        Assert.All(plan.Certificates, certificate => Assert.True(certificate.Verify().Holds));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_same_rows_in_another_order_give_the_same_plan(int seed)
    {
        var (lots, needs) = new County(seed).Make(15, 40, whole: true);
        var random = new Random(seed);
        var plan = MatchRun.Solve(lots, needs, Capped);
        var other = MatchRun.Solve(lots.OrderBy(_ => random.Next()), needs.OrderBy(_ => random.Next()), Capped);
        Assert.Equal(Told(plan), Told(other));
    }

    static IEnumerable<string> Told(MatchPlan plan) =>
        plan.Proposals.Select(each => $"{each.Need} {each.Lot} {each.Quantity} {string.Join(',', each.Reasons)}")
            .Concat(plan.Unmet.Select(each => $"{each.Need} {each.Quantity} {each.Cause} {each.MainRule} {each.Price}")).Append($"{plan.Objective} {plan.WholeNeedLoss}");

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_need_that_must_be_whole_gets_all_from_one_lot_or_nothing(int seed)
    {
        var (lots, needs) = new County(seed).Make(10, 30, whole: true);
        var plan = MatchRun.Solve(lots, needs, Policy);
        foreach (var need in needs.Where(need => need.WholeFromOneLot))
        {
            var proposals = plan.ProposalsFor(need.Id).ToList();
            Assert.True(proposals.Count == 0 || (proposals.Count == 1 && proposals[0].Quantity == need.Quantity));
        }
        Assert.True(plan.WholeNeedLoss >= 0);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_need_placed_afterwards_costs_what_a_full_run_would(int seed)
    {
        var (lots, needs) = new County(seed).Make(12, 30);
        var grown = MatchRun.Solve(lots, needs.Take(27), Policy);
        foreach (var need in needs.Skip(27)) grown = grown.Place(need);
        Assert.All(grown.Certificates, certificate => Assert.True(certificate.Verify().Holds));
        Assert.Equal(MatchRun.Solve(lots, needs, Policy).Objective, grown.Objective);
        Assert.Equal(needs.Sum(need => need.Quantity), grown.Proposals.Sum(each => each.Quantity) + grown.Unmet.Sum(each => each.Quantity));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_plan_stays_what_it_was_when_others_grow_from_it(int seed)
    {
        var (lots, needs) = new County(seed).Make(12, 40, kinds: 1);
        var plan = MatchRun.Solve(lots, needs.Take(36), Policy);
        var before = Told(plan).ToList();
        var (one, other) = (plan.Place(needs[36]).Place(needs[37]), plan.Place(needs[38]).Place(needs[39]));
        Assert.Equal(before, Told(plan));
        Assert.Equal(MatchRun.Solve(lots, needs.Take(38), Policy).Objective, one.Objective);
        Assert.Equal(MatchRun.Solve(lots, [.. needs.Take(36), .. needs.Skip(38)], Policy).Objective, other.Objective);
        Assert.All(plan.Certificates.Concat(one.Certificates).Concat(other.Certificates), certificate => Assert.True(certificate.Verify().Holds));
        Assert.Equal(Told(plan.Place(needs[36])), Told(plan.Place(needs[36])));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_a_placed_need_has_moved_is_named_and_nothing_else(int seed)
    {
        var (lots, needs) = new County(seed).Make(8, 25, kinds: 1);
        var plan = MatchRun.Solve(lots, needs.Take(24), Policy);
        var grown = plan.Place(needs[24]);
        string Served(MatchPlan of, Guid need) => string.Join(';', of.ProposalsFor(need).OrderBy(each => each.Lot).Select(each => $"{each.Lot} {each.Quantity}"));
        var moved = needs.Take(24).Where(need => plan.ProposalsFor(need.Id).Any() && Served(plan, need.Id) != Served(grown, need.Id)).Select(need => need.Id);
        Assert.Equal(moved.Order(), grown.MovedFrom(plan.Given()));
        Assert.Empty(plan.MovedFrom(plan.Given()));
    }

    [Fact]
    public void Many_needs_placed_one_after_another_in_one_large_component_cost_what_a_full_run_would()
    {
        var (lots, needs) = new County(7).Make(120, 900, kinds: 1);
        var grown = MatchRun.Solve(lots, needs.Take(700), Policy);
        foreach (var need in needs.Skip(700)) grown = grown.Place(need);
        Assert.Equal(MatchRun.Solve(lots, needs, Policy).Objective, grown.Objective);
        Assert.All(grown.Certificates, certificate => Assert.True(certificate.Verify().Holds));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_need_placed_among_others_of_its_household_shares_their_limits(int seed)
    {
        var (lots, needs) = new County(seed).Make(10, 24, kinds: 1, whole: true);
        var few = needs.Select(need => need.Household).Distinct().Take(5).ToArray();
        var crowded = needs.Select((need, place) => need with { Household = few[place % few.Length] }).ToList();
        var limited = lots.Select(lot => lot with { PerHouseholdLimit = 2, AreaCodes = new HashSet<string> { "c" }, Eligibility = Eligibility.Anyone }).ToList();
        var grown = MatchRun.Solve(limited, crowded.Take(12), Policy);
        foreach (var need in crowded.Skip(12))
        {
            grown = grown.Place(need);
            Assert.All(grown.Certificates, certificate => Assert.True(certificate.Verify().Holds));
        }
        var anew = MatchRun.Solve(limited, crowded, Policy);
        Assert.Equal(anew.Objective - anew.WholeNeedLoss, grown.Objective - grown.WholeNeedLoss);
        Assert.All(grown.Proposals.GroupBy(each => (each.Lot, crowded.Single(need => need.Id == each.Need).Household)), share => Assert.True(share.Sum(each => each.Quantity) <= 2));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_lot_placed_afterwards_costs_what_a_full_run_would(int seed)
    {
        var (lots, needs) = new County(seed).Make(15, 30);
        var grown = MatchRun.Solve(lots.Take(13), needs, Policy);
        foreach (var lot in lots.Skip(13)) grown = grown.Place(lot);
        Assert.Equal(MatchRun.Solve(lots, needs, Policy).Objective, grown.Objective);
        Assert.Equal(needs.Sum(need => need.Quantity), grown.Proposals.Sum(each => each.Quantity) + grown.Unmet.Sum(each => each.Quantity));
    }

    [Fact]
    public void The_more_urgent_need_gets_the_only_unit()
    {
        var (low, high, lot) = (Need(1, urgency: 2), Need(1, urgency: 4), Lot(1));
        var plan = MatchRun.Solve([lot], [low, high], Policy);
        Assert.Equal(high.Id, Assert.Single(plan.Proposals).Need);
        Assert.Equal((low.Id, UnmetCause.LostToOthers), plan.Unmet.Select(unmet => (unmet.Need, unmet.Cause)).Single());
    }

    [Fact]
    [Trait("rule", "B11")]
    public void People_no_scheme_covers_come_before_others_of_the_same_urgency()
    {
        var (covered, uncovered) = (Need(1), Need(1) with { UncoveredOrStillInNeed = true });
        Assert.Equal(uncovered.Id, Assert.Single(MatchRun.Solve([Lot(1)], [covered, uncovered], Policy).Proposals).Need);
    }

    [Fact]
    public void Equal_needs_share_a_scarce_lot_equally()
    {
        var needs = Enumerable.Range(0, 4).Select(_ => Need(5)).ToArray();
        var plan = MatchRun.Solve([Lot(12)], needs, Policy);
        Assert.All(needs, need => Assert.Equal(3, plan.ProposalsFor(need.Id).Sum(each => each.Quantity)));
    }

    [Fact]
    public void A_kind_counted_per_person_is_shared_by_heads()
    {
        var policy = Policy with { KindsCountedPerPerson = new HashSet<string> { "rice" } };
        var (four, one) = (Need(8) with { People = 4 }, Need(8) with { People = 1 });
        var plan = MatchRun.Solve([Lot(10)], [four, one], policy);
        Assert.Equal([8L, 2L], new[] { four, one }.Select(need => plan.ProposalsFor(need.Id).Sum(each => each.Quantity)));
    }

    [Fact]
    public void The_classification_is_no_order_of_help_unless_the_policy_says_so()
    {
        var (one, other, lot) = (Need(1), Need(1), Lot(1));
        var silent = Policy with { CategoryOrder = ["B", "A"] };
        var told = silent with { Aims = [.. MatchPolicy.UsualAims.Take(4), Aim.Category, Aim.SoonToExpire, Aim.Nearness] };
        Assert.Equal(Served(silent, "A", "B"), Served(silent, "B", "A"));
        Assert.Equal((other.Id, one.Id), (Served(told, "A", "B"), Served(told, "B", "A")));

        Guid Served(MatchPolicy policy, string oneIs, string otherIs) =>
            MatchRun.Solve([lot], [one with { CategoryCode = oneIs }, other with { CategoryCode = otherIs }], policy).Proposals.Single().Need;
    }

    [Fact]
    public void What_expires_soon_is_used_first_even_from_farther_away()
    {
        var near = Lot(1) with { ValidUntil = Today.AddDays(60) };
        var far = Lot(1) with { ValidUntil = Today.AddDays(3), Place = new("341722", "341722101", "341722101201") };
        Assert.Equal(far.Id, MatchRun.Solve([near, far], [Need(1)], Policy).Proposals.Single().Lot);
    }

    [Fact]
    public void Of_lots_alike_the_nearest_serves()
    {
        var (near, far) = (Lot(1), Lot(1) with { Place = new("341722", "341722101", "341722101201") });
        Assert.Equal(near.Id, MatchRun.Solve([far, near], [Need(1)], Policy).Proposals.Single().Lot);
    }

    [Fact]
    [Trait("trap", "T16")]
    public void A_need_entered_again_after_a_withdrawal_is_no_duplicate_and_is_served()
    {
        var household = Guid.CreateVersion7();
        var (withdrawn, again) = (Need(2, household: household), Need(2, household: household));
        var plan = MatchRun.Solve([Lot(5)], [again], Policy with { HouseholdCaps = new Dictionary<string, long> { ["rice"] = 2 } });
        Assert.Equal(2, plan.ProposalsFor(again.Id).Sum(each => each.Quantity));
        Assert.Throws<ArgumentException>(() => plan.ProposalsFor(withdrawn.Id));
    }

    [Fact]
    [Trait("trap", "T28")]
    public void Goods_under_different_restrictions_are_never_mixed_in_one_proposal()
    {
        var restricted = Lot(2) with { Eligibility = new() { Categories = new HashSet<string> { "A" } } };
        var free = Lot(2);
        var need = Need(4) with { CategoryCode = "A" };
        var proposals = MatchRun.Solve([restricted, free], [need], Policy).Proposals.ToList();
        Assert.Equal(new[] { (restricted.Id, 2L), (free.Id, 2L) }.Order(), proposals.Select(each => (each.Lot, each.Quantity)).Order());
    }

    [Fact]
    public void An_id_given_twice_is_a_bug_and_stops_the_run()
    {
        var need = Need(1);
        Assert.Throws<ArgumentException>(() => MatchRun.Solve([Lot(1)], [need, need], Policy));
    }

    [Fact]
    public void A_run_tells_how_far_it_is_and_ends_with_all_of_it()
    {
        var (lots, needs) = new County(1).Make(15, 30, whole: true);
        var told = new List<(int Done, int All)>();
        var plan = MatchRun.Solve(lots, needs, Policy, new Listener(told));
        Assert.NotEmpty(told);
        Assert.Single(told.Select(each => each.All).Distinct());
        Assert.Equal(told[0].All, told.Max(each => each.Done));
        Assert.Equal(MatchRun.Solve(lots, needs, Policy).Objective, plan.Objective);
    }

    [Fact]
    public void A_run_that_is_stopped_gives_no_plan()
    {
        var (lots, needs) = new County(1).Make(15, 30, whole: true);
        Assert.ThrowsAny<OperationCanceledException>(() => MatchRun.Solve(lots, needs, Policy, null, new CancellationToken(canceled: true)));
    }

    /// <summary>Keeps what it is told, in the order in which it comes, whichever thread says it.</summary>
    sealed class Listener(List<(int Done, int All)> told) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value)
        {
            lock (told) told.Add(value);
        }
    }
}
