namespace Jiuji.Matching;

/// <summary>
/// Who does something, in which capacity, when and why. The caller brings the id (UUIDv7), under which the history rows are kept.
/// </summary>
public sealed record Act(Guid Id, string Actor, MatchingRole Role, DateTimeOffset At, string Reason = "")
{
    public DateOnly Today => ChinaDay.Of(At);
    public bool HasReason => !string.IsNullOrWhiteSpace(Reason);
}

/// <summary>Calendar days in Asia/Shanghai. China keeps UTC+8 all year, so no time-zone data is needed.</summary>
public static class ChinaDay
{
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(TimeSpan.FromHours(8)).DateTime);
}
