namespace Jiuji.Ledger.ReserveFunds;

/// <summary>The day in Asia/Shanghai of an instant: UTC+8, without summer time since 1991.</summary>
public static class ChinaDay
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);
}
