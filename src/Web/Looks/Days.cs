using System.Globalization;

namespace Jiuji.Web.Looks;

/// <summary>How days and instants are written: short within the year, in Shanghai's day, which is always eight hours ahead of UTC.</summary>
public static class Days
{
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    public static DateOnly Today(TimeProvider clock) => Of(clock.GetUtcNow());

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Shanghai).DateTime);

    /// <summary>"11-21" in the year of <paramref name="today"/>, else "2025-11-21".</summary>
    public static string Short(DateOnly day, DateOnly today) =>
        day.ToString(day.Year == today.Year ? "MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"2026年11月21日 星期六" or "Saturday 21 November 2026".</summary>
    public static string Long(DateOnly day) =>
        day.ToString(Language.SpokenLanguages.IsChinese ? "yyyy年M月d日 dddd" : "dddd d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>"11-21 09:10".</summary>
    public static string Moment(DateTimeOffset instant, DateOnly today) =>
        $"{Short(Of(instant), today)} {instant.ToOffset(Shanghai).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
