using Xunit;

namespace Jiuji.Tidy.Tests.Seed;

public sealed class CalendarTests
{
    private static readonly Dictionary<DateOnly, bool> Worked = SeedFolder.Rows("calendar.csv").ToDictionary(row => row.Day("date")!.Value, row => row["kind"] == "work");

    /// <summary>Counted here a second time, so that the data can be judged without the product's own clock.</summary>
    public static DateOnly After(DateOnly start, int days)
    {
        var day = start;
        while (days > 0)
        {
            day = day.AddDays(1);
            if (IsWorked(day)) days--;
        }
        return day;
    }

    public static bool IsWorked(DateOnly day) => Worked.TryGetValue(day, out var worked) ? worked : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    [Theory]
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
    [Trait("rule", "F10")]
    public void Working_days_follow_the_published_calendar(string start, int days, string expected) =>
        Assert.Equal(DateOnly.Parse(expected), After(DateOnly.Parse(start), days));

    [Fact]
    public void Every_published_year_is_filled_and_no_day_is_listed_twice()
    {
        var years = SeedFolder.Rows("calendar-years.csv");
        Assert.Equal(Enumerable.Range(2007, 20).Select(year => $"{year}"), years.Select(row => row["year"]));
        Assert.All(years, year => Assert.InRange(Worked.Keys.Count(day => $"{day.Year}" == year["year"]), 25, 45));
        Assert.All(years, year => Assert.Equal("published", year["status"]));
    }

    /// <summary>The Monday is the first working day after the spring festival that was made longer in 2020.</summary>
    [Fact]
    public void A_worked_day_that_is_listed_is_a_weekend_day_but_for_one_Monday() =>
        Assert.Equal([new DateOnly(2020, 2, 3)], Worked.Where(day => day.Value && day.Key.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(day => day.Key));
}
