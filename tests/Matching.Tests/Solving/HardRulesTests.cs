using Jiuji.Matching.Solving;
using Xunit;
using static Jiuji.Matching.Tests.Solving.County;

namespace Jiuji.Matching.Tests.Solving;

public class HardRulesTests
{
    static readonly OfferedLot Open = Lot(5);
    static readonly OpenNeed Asked = Need(2) with { Age = 34, Female = false, CategoryCode = "A" };

    static Dictionary<Guid, long> Given(long quantity) => new() { [Asked.Household] = quantity };

    static HashSet<T> Set<T>(params T[] members) => [.. members];

    public static TheoryData<ArcRefusal, OfferedLot, OpenNeed> Forbidden => new()
    {
        { ArcRefusal.KindDiffers, Open, Asked with { KindCode = "wheelchair" } },
        { ArcRefusal.ProviderRefusedByHousehold, Open, Asked with { RefusedProviders = Set(Open.Provider) } },
        { ArcRefusal.RelatedParty, Open with { BlockedHouseholds = Set(Asked.Household) }, Asked },
        { ArcRefusal.SameCauseAidInWindow, Open, Asked with { SameCauseAidInWindow = true } },
        { ArcRefusal.KindReceivedInWindow, Open, Asked with { KindsReceivedInWindow = Set("rice") } },
        { ArcRefusal.LotExpired, Open with { ValidUntil = Today.AddDays(-1) }, Asked },
        { ArcRefusal.NothingLeft, Open with { Quantity = 0 }, Asked },
        { ArcRefusal.LimitPerHouseholdReached, Open with { PerHouseholdLimit = 2, GivenToHouseholds = Given(2) }, Asked },
        { ArcRefusal.KindNotNamedByDonor, Open with { Eligibility = new() { Kinds = Set("wheelchair") } }, Asked },
        { ArcRefusal.OutsideArea, Open with { AreaCodes = Set("341723") }, Asked },
        { ArcRefusal.OutsideArea, Open with { AreaCodes = Set<string>() }, Asked },
        { ArcRefusal.CategoryNotNamedByDonor, Open with { Eligibility = new() { Categories = Set("B") } }, Asked },
        { ArcRefusal.CategoryNotNamedByDonor, Open with { Eligibility = new() { Categories = Set("B") } }, Asked with { CategoryCode = null } },
        { ArcRefusal.AgeNotNamedByDonor, Open with { Eligibility = new() { MinimumAge = 60 } }, Asked },
        { ArcRefusal.AgeNotNamedByDonor, Open with { Eligibility = new() { MaximumAge = 18 } }, Asked with { Age = null } },
        { ArcRefusal.SexNotNamedByDonor, Open with { Eligibility = new() { FemaleOnly = true } }, Asked },
        { ArcRefusal.SexNotNamedByDonor, Open with { Eligibility = new() { FemaleOnly = true } }, Asked with { Female = null } },
        { ArcRefusal.TooSmallForTheWholeNeed, Open with { PerHouseholdLimit = 3, GivenToHouseholds = Given(2) }, Asked with { WholeFromOneLot = true } },
        { ArcRefusal.TooSmallForTheWholeNeed, Open with { PerHouseholdLimit = 1 }, Asked with { WholeFromOneLot = true } },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void A_hard_rule_forbids_the_pair_by_name_and_no_run_proposes_it(ArcRefusal rule, OfferedLot lot, OpenNeed need)
    {
        Assert.Null(HardRules.Refusal(Open, Asked, Policy));
        Assert.Equal(rule, HardRules.Refusal(lot, need, Policy));
        var plan = MatchRun.Solve([lot], [need], Policy);
        Assert.Empty(plan.Proposals);
        Assert.Equal((WhyNotKind.Forbidden, rule), (plan.WhyNot(need.Id, lot.Id).Kind, plan.WhyNot(need.Id, lot.Id).Rule));
        Assert.Equal(rule == ArcRefusal.KindDiffers ? null : rule, Assert.Single(plan.Unmet).MainRule);
    }

    [Fact]
    public void Every_rule_is_tried()
    {
        Assert.Equal(Enum.GetValues<ArcRefusal>(), Forbidden.Select(row => (ArcRefusal)row[0]).Distinct().Order());
    }

    [Fact]
    public void Of_several_rules_the_first_in_precedence_is_named()
    {
        var lot = Open with { ValidUntil = Today.AddDays(-1), AreaCodes = Set<string>() };
        Assert.Equal(ArcRefusal.LotExpired, HardRules.Refusal(lot, Asked, Policy));
        Assert.Equal(ArcRefusal.RelatedParty, HardRules.Refusal(lot with { BlockedHouseholds = Set(Asked.Household) }, Asked, Policy));
    }

    [Fact]
    public void A_household_without_a_category_matches_a_lot_that_names_none()
    {
        Assert.Null(HardRules.Refusal(Open, Asked with { CategoryCode = null }, Policy));
    }

    [Fact]
    public void A_lot_may_be_handed_over_on_its_last_day()
    {
        Assert.Null(HardRules.Refusal(Open with { ValidUntil = Today }, Asked, Policy));
    }

    [Fact]
    public void A_code_that_begins_like_the_countys_is_not_in_its_area()
    {
        var nineHua = Asked with { Place = new("341799", "341723108", "341723108001") };
        Assert.Equal(ArcRefusal.OutsideArea, HardRules.Refusal(Open with { AreaCodes = Set("341723") }, nineHua, Policy));
    }
}
