using Jiuji.Ledger.ReserveFunds;

namespace Jiuji.Web.Users;

/// <summary>In which capacity an appointment acts on the reserve fund. A county officer reviews claims as reviewer, so that step asks for it by name.</summary>
public static class FundCapacity
{
    public static FundRole Of(Role role) => role switch
    {
        Role.StationWorker => FundRole.StationWorker,
        Role.TownshipHandler => FundRole.Handler,
        Role.OfficeHead => FundRole.OfficeHead,
        Role.LeaderAffairs => FundRole.LeaderForAffairs,
        Role.LeaderFinance => FundRole.LeaderForFinance,
        Role.Cashier => FundRole.Cashier,
        Role.Bookkeeper => FundRole.Bookkeeper,
        Role.CountyCivilAffairs => FundRole.CountyCivilAffairs,
        Role.CountyFinance => FundRole.CountyFinance,
        Role.CityOperator => FundRole.CityOperator,
        Role.Household => FundRole.Household,
        Role.CharityStaff or Role.SocietyTreasurer or Role.SocietyCouncil or Role.SocietySupervisor or Role.Auditor or Role.Administrator =>
            throw new InvalidOperationException($"{role} takes no step on a reserve fund."),
    };
}
