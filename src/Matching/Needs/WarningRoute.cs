using Jiuji.Matching.Households;

namespace Jiuji.Matching.Needs;

/// <summary>What was found about a monitoring warning (CZ24 三(四)).</summary>
public enum WarningFinding { PolicyNotApplied, MaybeEligible, Complex, NotEligible, StillInNeed, MaybeNoLongerEligible }

/// <summary>The five ways of disposal (B10).</summary>
public enum WarningRoute { ApplyPolicy, PushToDepartment, CoordinationMeeting, MutualAidSociety, Recheck }

/// <summary>A society, and the village whose people it helps (E1, E3).</summary>
public sealed record SocietyOfVillage(Guid OrganisationId, string VillageCode, bool MayAct);

/// <summary>Where a warning goes; to a society only with its name and the reason code.</summary>
public sealed record Routed(WarningRoute Route, Guid? Society, NeedReason? Reason);

/// <summary>
/// Where a monitoring warning goes (B10, B11): those in hardship who are not eligible, or are still in need after aid, go to the mutual-aid
/// society of the village where they live. Refuses NoSocietyForVillage: then the station must place the need by hand, it is not lost.
/// </summary>
public static class WarningRouting
{
    public static Decision<Routed> Decide(WarningFinding finding, Household household, IEnumerable<SocietyOfVillage> societies)
    {
        if (RouteOf(finding) is var route && route != WarningRoute.MutualAidSociety)
            return new Routed(route, null, null);
        var active = societies.Where(society => society.MayAct).ToList();
        var society = active.Find(each => each.VillageCode == household.ResidenceVillage)
            ?? active.Find(each => each.VillageCode == household.RegisteredVillage);
        return society is null
            ? MatchingRefusal.NoSocietyForVillage
            : new Routed(route, society.OrganisationId, ReasonOf(finding));
    }

    static NeedReason ReasonOf(WarningFinding finding) =>
        finding == WarningFinding.NotEligible ? NeedReason.NotEligible : NeedReason.StillInNeed;

    static WarningRoute RouteOf(WarningFinding finding) => finding switch
    {
        WarningFinding.PolicyNotApplied => WarningRoute.ApplyPolicy,
        WarningFinding.MaybeEligible => WarningRoute.PushToDepartment,
        WarningFinding.Complex => WarningRoute.CoordinationMeeting,
        WarningFinding.MaybeNoLongerEligible => WarningRoute.Recheck,
        _ => WarningRoute.MutualAidSociety,
    };
}
