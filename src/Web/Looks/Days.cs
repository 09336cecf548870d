using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Web.Language;

namespace Jiuji.Web.Looks;

/// <summary>How days and instants are written: short within the year, and always the county's day, whatever the browser's clock says.</summary>
public static class Days
{
    /// <summary>"11-21" in the year of <paramref name="today"/>, else "2025-11-21".</summary>
    public static string Short(DateOnly day, DateOnly today) =>
        day.ToString(day.Year == today.Year ? "MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"2026年11月21日 星期六" or "Saturday 21 November 2026".</summary>
    public static string Long(DateOnly day) =>
        day.ToString(SpokenLanguages.IsChinese ? "yyyy年M月d日 dddd" : "dddd d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>"11-21 09:10".</summary>
    public static string Moment(DateTimeOffset instant, DateOnly today)
    {
        var day = CountyDay.Of(instant);
        var time = TimeOnly.FromTimeSpan(instant - CountyDay.Start(day));
        return $"{Short(day, today)} {time.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
