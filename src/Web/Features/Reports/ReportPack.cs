using System.Text.Json;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Reports;

namespace Jiuji.Web.Features.Reports;

/// <summary>What the rule pack in force says about reports.</summary>
public static class ReportPack
{
    private const int UsualVillageDay = 20;
    private const int UsualCountyDay = 10;

    public static ReportRules Rules(PackValues pack) => new(Number(pack, "reporting.villageDay") ?? UsualVillageDay, Months(pack), pack.ClosingDay ?? UsualCountyDay);

    private static int? Number(PackValues pack, string key) =>
        pack.Pack.Values.TryGetValue(key, out var value) && value.Value.ValueKind == JsonValueKind.Number ? value.Value.GetInt32() : null;

    private static IReadOnlyList<int> Months(PackValues pack) =>
        pack.Pack.Values.TryGetValue("reporting.halfYearMonths", out var value) && value.Value.ValueKind == JsonValueKind.Array ? [.. value.Value.EnumerateArray().Select(month => month.GetInt32())] : [];
}
