namespace Jiuji.Matching;

/// <summary>
/// In which capacity somebody acts on households, supply, needs and matches. The web derives it from the person's appointment.
/// </summary>
public enum MatchingRole
{
    CharityStaff,
    SocietyTreasurer,
    SocietyCouncil,
    SocietySupervisor,
    StationWorker,
    TownshipHandler,
    OfficeHead,
    CountyCivilAffairs,
    CityOperator,
    Auditor,
    Household,

    /// <summary>A job of the clock: expiry, lapse, runs. Never a way around a rule.</summary>
    Clock,
}

/// <summary>What a role's standing is towards households.</summary>
public static class MatchingRoles
{
    /// <summary>Those whose statutory duty it is to know the households of their area (PIPL 13(3)).</summary>
    public static bool HasDuty(this MatchingRole role) =>
        role is MatchingRole.StationWorker or MatchingRole.TownshipHandler or MatchingRole.OfficeHead or MatchingRole.CountyCivilAffairs;

    /// <summary>Those who offer help: to them nothing personal goes without the household's consent (D5).</summary>
    public static bool IsProvider(this MatchingRole role) =>
        role is MatchingRole.CharityStaff or MatchingRole.SocietyTreasurer or MatchingRole.SocietyCouncil;
}
