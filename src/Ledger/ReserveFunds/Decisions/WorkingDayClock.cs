namespace Jiuji.Ledger.ReserveFunds;

/// <summary>The last day for something. Provisional while a year it runs through has no published calendar: it may still move.</summary>
public sealed record Deadline(DateOnly Day, bool Provisional)
{
    public bool IsOverdue(DateOnly today) => Day < today;
}

/// <summary>
/// Working days by the State Council's calendar, given as data: days off that would be working days, weekend days that are worked, and the
/// years whose notice is published. Other days follow the week.
/// </summary>
public sealed class WorkingDayClock(IReadOnlySet<DateOnly> restDays, IReadOnlySet<DateOnly> workDays, IReadOnlySet<int> publishedYears)
{
    public bool IsWorkingDay(DateOnly day) =>
        workDays.Contains(day) || (!restDays.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>
    /// The day by which something that begins on <paramref name="start"/> must be done. Whether the first day counts is a setting
    /// (clock.acceptanceDayCounts), since no document says; without it the day after the start is day one.
    /// </summary>
    public Deadline After(DateOnly start, int workingDays, bool startCounts = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var day = start;
        var left = startCounts && IsWorkingDay(start) ? workingDays - 1 : workingDays;
        while (left > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) left--;
        }

        return new(day, !IsPublished(start, day));
    }

    /// <summary>Working days from the day after <paramref name="from"/> to <paramref name="until"/>.</summary>
    public int Between(DateOnly from, DateOnly until)
    {
        var days = 0;
        for (var day = from.AddDays(1); day <= until; day = day.AddDays(1))
            if (IsWorkingDay(day)) days++;
        return days;
    }

    bool IsPublished(DateOnly start, DateOnly end) =>
        Enumerable.Range(start.Year, end.Year - start.Year + 1).All(publishedYears.Contains);
}
