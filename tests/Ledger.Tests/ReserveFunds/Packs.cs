using System.Text.Json;
using System.Text.Json.Nodes;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>A small rule pack for tests; single values are replaced or taken away to show that behaviour follows the data alone.</summary>
public static class Packs
{
    static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["fund.form"] = "\"AdvanceAndClear\"",
        ["fund.custody"] = "\"bank\"",
        ["signers.roles"] = """["office-head", "leader-affairs", "leader-finance"]""",
        ["duties.incompatible"] = """[["handler", "county-reviewer"], ["cashier", "bookkeeper"]]""",
        ["smallAid.limitFen"] = """[{"from": "2020-01-01", "limitFen": 150000}]""",
        ["countyAid.limitFen"] = """[{"from": "2020-01-01", "limitFen": 1000000}]""",
        ["clock.acceptanceToPaymentDays"] = "5",
        ["clock.bridgingDays"] = "3",
        ["clock.papersDays"] = "10",
        ["claim.reviewDays"] = "10",
        ["idle.warnDays"] = "60",
        ["idle.gateDays"] = "90",
        ["idle.gateSharePercent"] = "25",
        ["idle.sweepDays"] = "180",
        ["use.targetPercentQuarter"] = "25",
        ["use.targetPercentYear"] = "90",
        ["gate.graceDay"] = "\"01-31\"",
        ["gate.closingDay"] = "10",
        ["aidFirst.papersDays"] = "10",
        ["aidFirst.floatFen"] = "500000",
        ["aidFirst.limitFen"] = "100000",
        ["lent.limitFen"] = "200000",
        ["papers.emergency"] = """["application", "survey", "approval-form", "bank-receipt-or-cash-receipt", "id-copy"]""",
        ["papers.expense"] = """["application", "survey", "approval-form", "posting-evidence", "bank-receipt-or-cash-receipt", "id-copy"]""",
        ["papers.bridging"] = """["approval-form", "bank-receipt-or-cash-receipt"]""",
        ["papers.aidFirst"] = """["application", "survey", "approval-form", "bank-receipt-or-cash-receipt"]""",
        ["notice.daysBeforePayment"] = """{"emergency": 0, "expense": 3, "bridging": 0, "aidFirst": 0}""",
        ["amount.monthsMin"] = "1",
        ["amount.monthsMax"] = "6",
        ["amount.urbanStandardFen"] = """[{"from": "2020-01-01", "monthlyFen": 70000}]""",
        ["stacking.limitFen"] = "600000",
    };

    /// <summary>The pack with some values set ("null" for 未设).</summary>
    public static string Json(params (string Key, string Value)[] changes)
    {
        var values = new Dictionary<string, string>(Values, StringComparer.Ordinal);
        foreach (var (key, value) in changes) values[key] = value;
        return JsonSerializer.Serialize(new
        {
            key = "T26",
            title_zh = "测试",
            title_en = "Test",
            jurisdictions = new[] { County.Code },
            effective_from = "2020-01-01",
            effective_to = (string?)null,
            values = values.Select(v => new { key = v.Key, value = JsonNode.Parse(v.Value), unit = "", clause = $"T26 {v.Key}", quote = "", source = "document" }),
        });
    }

    public static Jiuji.Ledger.ReserveFunds.PackValues With(params (string Key, string Value)[] changes) =>
        new(Jiuji.Ledger.ReserveFunds.RulePack.Parse(Json(changes)), County.Code, County.Today);
}
