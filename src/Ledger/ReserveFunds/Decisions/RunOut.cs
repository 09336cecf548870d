namespace Jiuji.Ledger.ReserveFunds;

/// <summary>When the money will be gone, from what the last months spent. The other failure beside idle money: running out before month end.</summary>
/// <param name="MonthFen">A month's spending: the mean of the months given, rounded up.</param>
/// <param name="LastsUntil">The day the money in hands is gone at that pace; null where nothing is spent.</param>
public sealed record RunOut(long MonthFen, DateOnly? LastsUntil)
{
    public static RunOut Forecast(IReadOnlyList<long> lastMonthsFen, long inHandsFen, DateOnly today)
    {
        if (lastMonthsFen.Count == 0) return new(0, null);
        var sum = lastMonthsFen.Sum();
        var month = (sum + lastMonthsFen.Count - 1) / lastMonthsFen.Count;
        return month == 0 ? new(0, null) : new(month, today.AddDays((int)Math.Min(3650, inHandsFen * 30 / month)));
    }

    /// <summary>Ten days of it, the cap of an emergency advance that is not for one case.</summary>
    public long TenDaysFen => MonthFen / 3;

    public bool RunsOutBeforeMonthEnd(DateOnly today) =>
        LastsUntil is { } day && day < new DateOnly(today.Year, today.Month, 1).AddMonths(1).AddDays(-1);
}
