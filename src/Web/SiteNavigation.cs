using Jiuji.Web.Looks;
using Jiuji.Web.Users;

namespace Jiuji.Web;

/// <summary>What the head of the site offers to whom.</summary>
public static class SiteNavigation
{
    private static readonly string[] Townships =
        [nameof(Role.TownshipHandler), nameof(Role.OfficeHead), nameof(Role.LeaderAffairs), nameof(Role.LeaderFinance), nameof(Role.Cashier), nameof(Role.Bookkeeper)];

    private static readonly string[] Counties = [nameof(Role.CountyCivilAffairs), nameof(Role.CountyFinance), nameof(Role.Auditor)];
    private static readonly string[] Providers = [nameof(Role.CharityStaff), nameof(Role.SocietyTreasurer), nameof(Role.SocietyCouncil)];
    private static readonly string[] Matchers = [nameof(Role.StationWorker), nameof(Role.TownshipHandler), nameof(Role.CountyCivilAffairs)];

    public static readonly IReadOnlyList<NavigationItem> Items =
    [
        new("queue", "/"),
        new("funds", "/funds", [.. Townships, .. Counties]),
        new("cases", "/cases", [.. Townships, .. Counties]),
        new("paylists", "/pay-lists", [nameof(Role.Cashier), nameof(Role.Bookkeeper)]),
        new("claims", "/claims", [.. Townships, .. Counties]),
        new("reconcile", "/statements", [nameof(Role.Bookkeeper), nameof(Role.LeaderFinance), .. Counties]),
        new("supply", "/supply", [.. Providers, .. Matchers]),
        new("needs", "/needs", Matchers),
        new("matches", "/matches", [.. Providers, .. Matchers]),
        new("leads", "/leads", [.. Providers, .. Matchers]),
        new("households", "/households", Matchers),
        new("reports", "/reports", [.. Townships, .. Counties, nameof(Role.StationWorker), nameof(Role.CityOperator)]),
        new("disclosure", "/disclosure", [.. Townships, .. Counties, nameof(Role.StationWorker), .. Providers]),
        new("audit", "/audit", Counties),
        new("measures", "/measures", [nameof(Role.TownshipHandler), nameof(Role.OfficeHead), .. Counties]),
        new("verify", "/verify", Counties),
        new("users", "/users", nameof(Role.Administrator)),
    ];
}
