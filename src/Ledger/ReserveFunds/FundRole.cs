namespace Jiuji.Ledger.ReserveFunds;

/// <summary>In which capacity a person takes a step. One person may hold several over time, never an incompatible pair at once.</summary>
public enum FundRole
{
    /// <summary>经办人 of the township.</summary>
    Handler,

    /// <summary>Worker of a village's aid station.</summary>
    StationWorker,

    /// <summary>事务办主任, first of the three signers (F9).</summary>
    OfficeHead,

    /// <summary>分管事务办领导.</summary>
    LeaderForAffairs,

    /// <summary>分管财政领导.</summary>
    LeaderForFinance,

    /// <summary>出纳.</summary>
    Cashier,

    /// <summary>会计; may be the county's.</summary>
    Bookkeeper,

    /// <summary>值班付款人: pays aid first from a capped float, and never signs for it.</summary>
    DutyPayer,

    /// <summary>County civil affairs bureau.</summary>
    CountyCivilAffairs,

    /// <summary>County civil affairs officer who reviews claims.</summary>
    CountyReviewer,

    /// <summary>County finance bureau.</summary>
    CountyFinance,

    /// <summary>The county's officer on duty, whose second signature aid first needs while the gate is shut.</summary>
    CountyDutyOfficer,

    /// <summary>困难群众基本生活保障工作协调机制, which decides case by case by a minute (F20).</summary>
    CoordinationMeeting,

    /// <summary>The city's civil affairs bureau, which receives what counties report and takes no step with money.</summary>
    CityOperator,

    /// <summary>The household itself, through the code on its slip or somebody who writes for it.</summary>
    Household,

    /// <summary>A due day that passed; no person acts.</summary>
    Clock,
}

/// <summary>Which roles act together or for which office.</summary>
public static class FundRoles
{
    /// <summary>The three who sign a case (F9).</summary>
    public static readonly IReadOnlyList<FundRole> Signers = [FundRole.OfficeHead, FundRole.LeaderForAffairs, FundRole.LeaderForFinance];

    /// <summary>The word that rule packs use.</summary>
    public static string Code(this FundRole role) => role switch
    {
        FundRole.Handler => "handler",
        FundRole.StationWorker => "station-worker",
        FundRole.OfficeHead => "office-head",
        FundRole.LeaderForAffairs => "leader-affairs",
        FundRole.LeaderForFinance => "leader-finance",
        FundRole.Cashier => "cashier",
        FundRole.Bookkeeper => "bookkeeper",
        FundRole.DutyPayer => "duty-payer",
        FundRole.CountyCivilAffairs => "county-civil-affairs",
        FundRole.CountyReviewer => "county-reviewer",
        FundRole.CountyFinance => "county-finance",
        FundRole.CountyDutyOfficer => "county-duty-officer",
        FundRole.CoordinationMeeting => "coordination-meeting",
        FundRole.CityOperator => "city-operator",
        FundRole.Household => "household",
        FundRole.Clock => "clock",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Unknown role."),
    };

    /// <summary>Null for a word that is no role here.</summary>
    public static FundRole? OfCode(string code) =>
        Enum.GetValues<FundRole>().Where(role => role.Code() == code).Select(role => (FundRole?)role).FirstOrDefault();
}
