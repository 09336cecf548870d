using System.Text.RegularExpressions;

namespace Jiuji.Web.Files;

/// <summary>Excel's days: a count since 1900 (with a 29 February that never was) or since 1904, shown as a date only by its format.</summary>
static partial class ExcelDay
{
    const double Last = 2_958_466;
    const int DaysFrom1900To1904 = 1_462;

    /// <summary>Null where the count is no day: before 1 March 1900, where Excel's calendar is wrong, or after 9999.</summary>
    internal static DateTime? Moment(double count, bool from1904 = false)
    {
        var days = from1904 ? count + DaysFrom1900To1904 : count;
        return days is >= 61 and < Last ? DateTime.FromOADate(days) : null;
    }

    internal static int Count(DateOnly day) => (int)day.ToDateTime(default).ToOADate();

    /// <summary>The built-in formats that show a day; 27–36 and 50–58 are those of Chinese, Japanese and Korean Excel.</summary>
    internal static bool IsDateFormat(uint id) => id is >= 14 and <= 17 or 22 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58;

    internal static bool IsDateFormat(string format)
    {
        var bare = NotAPattern().Replace(format, "");
        return bare.Contains('y', StringComparison.OrdinalIgnoreCase) || bare.Contains('d', StringComparison.OrdinalIgnoreCase);
    }

    // Quoted text, escaped characters, colours and locales in brackets.
    [GeneratedRegex("""
        "[^"]*"|\\.|_.|\[[^\]]*\]
        """)]
    private static partial Regex NotAPattern();
}
