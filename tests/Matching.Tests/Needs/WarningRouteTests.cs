using Jiuji.Matching.Needs;

namespace Jiuji.Matching.Tests.Needs;

public class WarningRouteTests
{
    static readonly SocietyOfVillage own = new(Guid.CreateVersion7(), Story.Village, true);
    static readonly SocietyOfVillage other = new(Guid.CreateVersion7(), "999900100201", true);

    [Theory]
    [InlineData(WarningFinding.NotEligible, NeedReason.NotEligible)]
    [InlineData(WarningFinding.StillInNeed, NeedReason.StillInNeed)]
    [Trait("rule", "B11")]
    public void Hardship_that_no_scheme_ends_goes_to_the_society_of_the_village_with_its_reason(WarningFinding finding, NeedReason reason)
    {
        var routed = WarningRouting.Decide(finding, new Story().Household, [other, own]).Outcome!;
        Assert.Equal((WarningRoute.MutualAidSociety, own.OrganisationId, reason), (routed.Route, routed.Society, routed.Reason));
    }

    [Theory]
    [InlineData(WarningFinding.PolicyNotApplied, WarningRoute.ApplyPolicy)]
    [InlineData(WarningFinding.MaybeEligible, WarningRoute.PushToDepartment)]
    [InlineData(WarningFinding.Complex, WarningRoute.CoordinationMeeting)]
    [InlineData(WarningFinding.MaybeNoLongerEligible, WarningRoute.Recheck)]
    [Trait("rule", "B10")]
    public void The_other_findings_go_their_own_ways(WarningFinding finding, WarningRoute route)
    {
        Assert.Equal(route, WarningRouting.Decide(finding, new Story().Household, []).Outcome!.Route);
    }

    [Fact]
    public void A_village_without_an_active_society_is_said_aloud()
    {
        Assert.Equal(
            MatchingRefusal.NoSocietyForVillage,
            WarningRouting.Decide(WarningFinding.StillInNeed, new Story().Household, [other, own with { MayAct = false }]).Refusal);
    }
}
