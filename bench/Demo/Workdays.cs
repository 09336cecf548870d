namespace Jiuji.Bench.Demo;

/// <summary>Working days by <c>calendar.csv</c>: a listed day is as listed, any other day by its weekday.</summary>
public sealed class Workdays
{
    private readonly Dictionary<DateOnly, bool> listed;

    private Workdays(Dictionary<DateOnly, bool> listed) => this.listed = listed;

    public static Workdays Read(string seedFolder) => new(Table.Read(Path.Combine(seedFolder, "calendar.csv"))
        .ToDictionary(row => DateOnly.Parse(row["date"]), row => row["kind"] == "work"));

    public bool IsWorked(DateOnly day) =>
        listed.TryGetValue(day, out var worked) ? worked : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The day itself if it is worked, else the next one that is.</summary>
    public DateOnly OnOrAfter(DateOnly day) => IsWorked(day) ? day : Add(day, 1);

    public DateOnly OnOrBefore(DateOnly day) => IsWorked(day) ? day : OnOrBefore(day.AddDays(-1));

    /// <summary>The start day is not counted.</summary>
    public DateOnly Add(DateOnly start, int days)
    {
        var day = start;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorked(day)) left--;
        }
        return day;
    }
}
