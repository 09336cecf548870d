using System.Globalization;
using Jiuji.Ledger.Reports;
using Xunit;

namespace Jiuji.Ledger.Tests.Reports;

public sealed class ReportCalendarTests
{
    static readonly ReportRules Rules = new(20, [6, 12], 10);

    [Theory]
    [Trait("rule", "C3")]
    [Trait("rule", "C4")]
    [InlineData(ReportKind.VillageMonthly, "2026-11-03", "2026-10-21", "2026-11-20", "2026-11-20")]
    [InlineData(ReportKind.VillageMonthly, "2026-03-31", "2026-02-21", "2026-03-20", "2026-03-20")]
    [InlineData(ReportKind.TownshipMonthly, "2028-02-10", "2028-02-01", "2028-02-29", "2028-02-29")]
    [InlineData(ReportKind.CountyQuarterly, "2026-11-03", "2026-10-01", "2026-12-31", "2027-01-10")]
    [InlineData(ReportKind.CountyHalfYearly, "2026-06-30", "2026-01-01", "2026-06-30", "2026-06-30")]
    [InlineData(ReportKind.CountyHalfYearly, "2026-12-01", "2026-07-01", "2026-12-31", "2026-12-31")]
    public void Each_report_has_its_days_and_its_due_day(ReportKind kind, string month, string from, string to, string due) =>
        Assert.Equal(new ReportPeriod(kind, Day(from), Day(to), Day(due)), ReportCalendar.Of(kind, Day(month), Rules));

    [Theory]
    [InlineData(ReportKind.VillageMonthly)]
    [InlineData(ReportKind.TownshipMonthly)]
    [InlineData(ReportKind.CountyQuarterly)]
    [InlineData(ReportKind.CountyHalfYearly)]
    public void No_day_falls_between_two_reports(ReportKind kind)
    {
        var periods = Enumerable.Range(0, 24).Select(month => ReportCalendar.Of(kind, new DateOnly(2025, 1, 15).AddMonths(month), Rules)).Distinct().ToList();
        Assert.All(periods.Zip(periods.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
    }

    [Fact]
    [Trait("rule", "C5")]
    public void The_co_approved_report_is_due_only_where_a_document_asks_for_it()
    {
        Assert.True(ReportCalendar.IsAsked(ReportKind.CountyHalfYearly, Rules));
        Assert.False(ReportCalendar.IsAsked(ReportKind.CountyHalfYearly, Rules with { HalfYearMonths = [] }));
    }

    [Fact]
    public void A_village_may_make_the_report_whose_days_have_begun()
    {
        var begun = ReportCalendar.Begun(ReportKind.VillageMonthly, Day("2026-11-21"), 2, Rules).ToList();
        Assert.Equal(Day("2026-12-20"), begun[0].DueOn);
        Assert.Equal(3, begun.Count);
    }

    static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
