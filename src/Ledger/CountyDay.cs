namespace Jiuji.Ledger;

/// <summary>
/// Days as people in the county count them: Asia/Shanghai, which has kept UTC+8 without summer time since 1991.
/// A fixed offset needs no time-zone data on the machine.
/// </summary>
public static class CountyDay
{
    static readonly TimeSpan Offset = TimeSpan.FromHours(8);
    static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>The day on which an instant falls.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant at which the day begins.</summary>
    public static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>The first day of the month, which stands for the month.</summary>
    public static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>As stored: days since 1970-01-01.</summary>
    public static int Number(DateOnly day) => day.DayNumber - Epoch;

    /// <summary>The day of such a number.</summary>
    public static DateOnly FromNumber(int number) => DateOnly.FromDayNumber(number + Epoch);

    /// <summary>As stored: microseconds since 1970-01-01T00:00Z, the finest step that both databases and every language keep exactly.</summary>
    public static long Micros(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant of such a number, in UTC.</summary>
    public static DateTimeOffset FromMicros(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
