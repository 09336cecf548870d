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
}
