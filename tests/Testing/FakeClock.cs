namespace Jiuji.Testing;

/// <summary>A clock that stands still until a test moves it. It starts on Saturday 2026-11-21 at 09:00 in Shanghai.</summary>
public sealed class FakeClock(DateTimeOffset? start = null) : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = start ?? Start;

    public override DateTimeOffset GetUtcNow() => Now;

    public void Advance(TimeSpan time) => Now += time;

    /// <summary>Nine in the morning of that day in Shanghai.</summary>
    public void GoTo(DateOnly day) => Now = new(day.ToDateTime(new TimeOnly(1, 0)), TimeSpan.Zero);
}
