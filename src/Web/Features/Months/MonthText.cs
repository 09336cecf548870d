using System.Globalization;

namespace Jiuji.Web.Features.Months;

/// <summary>A month in an address: 2026-10.</summary>
public static class MonthText
{
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact($"{text}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;
}
