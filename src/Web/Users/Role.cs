namespace Jiuji.Web.Users;

/// <summary>What a person is appointed to do. An appointment binds a role to an area or an organisation and to dates.</summary>
public enum Role
{
    CharityStaff,
    SocietyTreasurer,
    SocietyCouncil,
    SocietySupervisor,
    StationWorker,
    TownshipHandler,
    OfficeHead,
    LeaderAffairs,
    LeaderFinance,
    Cashier,
    Bookkeeper,
    CountyCivilAffairs,
    CountyFinance,
    Auditor,
    CityOperator,
    Administrator,

    /// <summary>Nobody is appointed to it: a household is itself by the code on its paper slip, for its own file only.</summary>
    Household,
}
