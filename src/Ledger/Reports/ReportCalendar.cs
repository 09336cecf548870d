namespace Jiuji.Ledger.Reports;

/// <summary>What is reported to whom: a village to its township (C3), a township to the county (C4), the county by quarter, and in June and December (C5).</summary>
public enum ReportKind { VillageMonthly, TownshipMonthly, CountyQuarterly, CountyHalfYearly }

/// <summary>The days a report covers, both included, and the last day to hand it in.</summary>
public sealed record ReportPeriod(ReportKind Kind, DateOnly From, DateOnly To, DateOnly DueOn)
{
    public bool IsOverdue(DateOnly today) => DueOn < today;
}

/// <summary>What the rule pack says about reports.</summary>
/// <param name="VillageDay">Day of the month by which a village reports (reporting.villageDay).</param>
/// <param name="HalfYearMonths">Months of the co-approved report (reporting.halfYearMonths); empty where no document asks for one.</param>
/// <param name="CountyDay">Day of the following month by which the county's quarter is reported: when the books of the month are closed.</param>
public sealed record ReportRules(int VillageDay, IReadOnlyList<int> HalfYearMonths, int CountyDay);

/// <summary>
/// When which report is due. A village's month runs from the day after its due day to its due day, so that nothing falls between two reports;
/// the others follow the calendar.
/// </summary>
public static class ReportCalendar
{
    /// <summary>The period of a kind that a month belongs to.</summary>
    /// <param name="month">Any day of the month; for a village the month in which it reports.</param>
    public static ReportPeriod Of(ReportKind kind, DateOnly month, ReportRules rules)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        switch (kind)
        {
            case ReportKind.VillageMonthly:
                var due = first.AddDays(rules.VillageDay - 1);
                return new(kind, due.AddMonths(-1).AddDays(1), due, due);
            case ReportKind.TownshipMonthly:
                return new(kind, first, LastDay(first), LastDay(first));
            case ReportKind.CountyQuarterly:
                var quarter = new DateOnly(month.Year, ((month.Month - 1) / 3 * 3) + 1, 1);
                return new(kind, quarter, LastDay(quarter.AddMonths(2)), quarter.AddMonths(3).AddDays(rules.CountyDay - 1));
            case ReportKind.CountyHalfYearly:
                var half = new DateOnly(month.Year, month.Month <= 6 ? 1 : 7, 1);
                return new(kind, half, LastDay(half.AddMonths(5)), LastDay(half.AddMonths(5)));
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of report.");
        }
    }

    /// <summary>Whether a document asks for the report at all.</summary>
    public static bool IsAsked(ReportKind kind, ReportRules rules) => kind != ReportKind.CountyHalfYearly || rules.HalfYearMonths.Count > 0;

    /// <summary>The periods of a kind that have begun by a day, newest first.</summary>
    public static IEnumerable<ReportPeriod> Begun(ReportKind kind, DateOnly today, int months, ReportRules rules) =>
        Enumerable.Range(-1, months + 1).Select(back => Of(kind, new DateOnly(today.Year, today.Month, 1).AddMonths(-back), rules))
            .Where(period => period.From <= today).Distinct();

    static DateOnly LastDay(DateOnly first) => first.AddMonths(1).AddDays(-1);
}
