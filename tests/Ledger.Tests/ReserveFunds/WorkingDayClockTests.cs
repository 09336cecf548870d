using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>Working days by the State Council's calendar, against dates worked out by hand.</summary>
public sealed class WorkingDayClockTests
{
    [Theory]
    [Trait("rule", "F10")]
    [InlineData("2024-09-27", 3, "2024-10-08")]
    [InlineData("2024-09-27", 5, "2024-10-10")]
    [InlineData("2024-09-30", 5, "2024-10-12")]
    [InlineData("2025-01-24", 3, "2025-02-05")]
    [InlineData("2025-01-24", 5, "2025-02-07")]
    [InlineData("2025-09-26", 5, "2025-10-10")]
    [InlineData("2025-09-26", 20, "2025-10-30")]
    [InlineData("2026-02-13", 5, "2026-02-27")]
    [InlineData("2026-02-13", 20, "2026-03-19")]
    [InlineData("2024-12-30", 3, "2025-01-03")]
    public void Deadlines_follow_holidays_and_weekends_that_are_worked(string start, int days, string expected) =>
        Assert.Equal(new Deadline(Day(expected), Provisional: false), Calendar.Clock.After(Day(start), days));

    [Fact]
    public void The_day_of_acceptance_counts_only_where_the_pack_says_so()
    {
        var friday = Day("2024-09-27");
        Assert.Equal(Day("2024-10-09"), Calendar.Clock.After(friday, 5, startCounts: true).Day);
        Assert.Equal(Day("2024-10-10"), Calendar.Clock.After(Day("2024-09-28"), 4, startCounts: true).Day.AddDays(1));
    }

    [Fact]
    public void A_deadline_in_a_year_without_a_calendar_is_provisional()
    {
        Assert.True(Calendar.Clock.After(Day("2026-12-30"), 5).Provisional);
        Assert.False(Calendar.Clock.After(Day("2026-12-30"), 1).Provisional);
    }

    [Fact]
    public void Days_between_count_what_after_adds()
    {
        var start = Day("2025-09-26");
        for (var days = 0; days <= 30; days++)
            Assert.Equal(days, Calendar.Clock.Between(start, Calendar.Clock.After(start, days).Day));
    }

    static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
