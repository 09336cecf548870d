using System.Globalization;
using System.Text.Json;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>In whose name the township decides small aid (F7): the county's (委托下放) or its own (全权下放).</summary>
public enum DelegationMode { Entrusted, Full }

/// <summary>
/// A rule pack read with types, for one county on one day. A rule whose value is not set (未设) is null here and does not apply; every
/// value can name the clause it comes from. Behaviour changes by this data alone.
/// </summary>
public sealed class PackValues(RulePack pack, string county, DateOnly day)
{
    public RulePack Pack => pack;

    public FundForm Form => Word("fund.form") == nameof(FundForm.FixedImprest) ? FundForm.FixedImprest : FundForm.AdvanceAndClear;
    public FundCustody Custody => Word("fund.custody") == "treasury-quota" ? FundCustody.TreasuryQuota : FundCustody.Bank;
    public long? CeilingFen => Whole("fund.ceilingFen");

    // Who decides, up to what.
    public DelegationMode Delegation => Word("delegation.mode") == "ENTRUSTED" ? DelegationMode.Entrusted : DelegationMode.Full;
    public long? SmallAidLimitFen => Dated("smallAid.limitFen", "limitFen");
    public long? CountyAidLimitFen => Dated("countyAid.limitFen", "limitFen");
    public IReadOnlyList<FundRole> Signers =>
        Words("signers.roles") is { Count: > 0 } codes ? [.. codes.Select(FundRoles.OfCode).OfType<FundRole>()] : FundRoles.Signers;
    public bool MustFileWithCounty => Flag("delegation.filing") ?? true;

    // Clocks, in working days.
    public int? AcceptanceToPaymentDays => Number("clock.acceptanceToPaymentDays");
    public int? BridgingDays => Number("clock.bridgingDays");
    public int? PapersDays => Number("clock.papersDays");
    public bool AcceptanceDayCounts => Flag("clock.acceptanceDayCounts") ?? false;
    public int? ClaimReviewDays => Number("claim.reviewDays");
    public int? ClaimPeriodMonths => Number("claim.periodMonths");
    public int? ReReviewDays => Number("rereview.days");

    // Idle money and the gate. Days here are calendar days.
    public int? IdleWarnDays => Number("idle.warnDays");
    public int? IdleGateDays => Number("idle.gateDays");
    public int? IdleGateSharePercent => Number("idle.gateSharePercent");
    public int? IdleSweepDays => Number("idle.sweepDays");
    public int? UseTargetPercentQuarter => Number("use.targetPercentQuarter");
    public int? UseTargetPercentYear => Number("use.targetPercentYear");
    public int? ClosingDay => Number("gate.closingDay");

    /// <summary>Last day of <paramref name="year"/> on which the year before may still be uncleared.</summary>
    public DateOnly? GraceDay(int year) =>
        Word("gate.graceDay") is { Length: > 0 } monthDay
            ? DateOnly.ParseExact($"{year:D4}-{monthDay}", "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    // Aid first and lent money.
    public int? AidFirstPapersDays => Number("aidFirst.papersDays");
    public long? AidFirstFloatFen => Whole("aidFirst.floatFen");
    public long? AidFirstLimitFen => Whole("aidFirst.limitFen");
    public long? LentLimitFen => Whole("lent.limitFen");
    public int? LentDays => Number("lent.days");
    public bool SetOffAllowed => Flag("recovery.setOff") ?? false;

    // Misuse.
    public long? StackingLimitFen => Whole("stacking.limitFen");
    public int? MonthsMin => Number("amount.monthsMin");
    public int? MonthsMax => Number("amount.monthsMax");
    public long? UrbanStandardFen => Dated("amount.urbanStandardFen", "monthlyFen");

    /// <summary>A threshold of the alarms by its name in the packs; null where the pack sets none.</summary>
    public int? Alarm(string name) => Number($"alarm.{name}");

    public bool AmountPerPerson => Flag("amount.perPerson") ?? true;

    /// <summary>The papers a claim needs for one kind of aid (X12); empty where the pack names none.</summary>
    public IReadOnlyList<string> Papers(AidType type, AidMode mode) => Words(PapersKey(type, mode));

    public static string PapersKey(AidType type, AidMode mode) => mode switch
    {
        AidMode.Bridging => "papers.bridging",
        AidMode.AidFirst => "papers.aidFirst",
        AidMode.Ordinary or AidMode.Staged or AidMode.FollowUp => type == AidType.Expense ? "papers.expense" : "papers.emergency",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown mode of aid."),
    };

    /// <summary>Calendar days a notice is posted before payment; 0 where none is.</summary>
    public int NoticeDays(AidType type, AidMode mode)
    {
        if (Find("notice.daysBeforePayment") is not { Value.ValueKind: JsonValueKind.Object } value) return 0;
        var kind = mode switch
        {
            AidMode.Bridging => "bridging",
            AidMode.AidFirst => "aidFirst",
            AidMode.Ordinary or AidMode.Staged or AidMode.FollowUp => type == AidType.Expense ? "expense" : "emergency",
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown mode of aid."),
        };
        return value.Value.TryGetProperty(kind, out var days) && days.ValueKind == JsonValueKind.Number ? days.GetInt32() : 0;
    }

    /// <summary>Duties that one person never holds together.</summary>
    public IReadOnlyList<(FundRole, FundRole)> IncompatibleDuties =>
        Find("duties.incompatible") is { Value.ValueKind: JsonValueKind.Array } value
            ? [.. value.Value.EnumerateArray().Select(Pair).OfType<(FundRole, FundRole)>()]
            : [];

    /// <summary>Where the value comes from, for the check page: the clause, or the source when the document is silent.</summary>
    public string Clause(string key) =>
        Find(key) is not { } value ? "未设" : value.Clause.Length > 0 ? value.Clause : $"{pack.Key} {value.Source}";

    static (FundRole, FundRole)? Pair(JsonElement pair) =>
        FundRoles.OfCode(pair[0].GetString() ?? "") is { } one && FundRoles.OfCode(pair[1].GetString() ?? "") is { } other ? (one, other) : null;

    PackValue? Find(string key) => pack.Values.TryGetValue(key, out var value) && value.IsSet ? value : null;

    long? Whole(string key) => Find(key) is { Value.ValueKind: JsonValueKind.Number } value ? value.Value.GetInt64() : null;

    int? Number(string key) => Find(key) is { Value.ValueKind: JsonValueKind.Number } value ? value.Value.GetInt32() : null;

    string? Word(string key) => Find(key) is { Value.ValueKind: JsonValueKind.String } value ? value.Value.GetString() : null;

    bool? Flag(string key) =>
        Find(key) is { Value.ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.Value.GetBoolean() : null;

    IReadOnlyList<string> Words(string key) =>
        Find(key) is { Value.ValueKind: JsonValueKind.Array } value ? [.. value.Value.EnumerateArray().Select(word => word.GetString() ?? "")] : [];

    /// <summary>From a list by day and area: the newest entry that has begun, one that names this county before one that names none.</summary>
    long? Dated(string key, string field)
    {
        if (Find(key) is not { Value.ValueKind: JsonValueKind.Array } value) return Whole(key);
        var entries = value.Value.EnumerateArray().Where(entry => From(entry) <= day && InArea(entry)).ToList();
        if (entries.Count == 0) return null;
        var best = entries.OrderByDescending(NamesArea).ThenByDescending(From).First();
        return best.GetProperty(field).GetInt64();
    }

    static DateOnly From(JsonElement entry) =>
        DateOnly.ParseExact(entry.GetProperty("from").GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static bool NamesArea(JsonElement entry) => entry.TryGetProperty("areas", out var areas) && areas.ValueKind == JsonValueKind.Array;

    bool InArea(JsonElement entry) =>
        !NamesArea(entry) || entry.GetProperty("areas").EnumerateArray().Any(area => area.GetString() == county);
}
