using System.Globalization;

namespace Jiuji.Web.Looks;

/// <summary>How figures are written, the same in both languages so that a sheet and a screen can be compared.</summary>
public static class Figures
{
    /// <summary>Whole fen as "1,234.00".</summary>
    public static string Yuan(long fen) => (fen / 100m).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>"1,234".</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share of 1 as "43%". What is not nothing never reads 0%, and what is not all never reads 100%.</summary>
    public static string Percent(double share) => share switch
    {
        > 0 and < 0.01 => "<1%",
        > 0.99 and < 1 => ">99%",
        _ => Math.Round(share * 100, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.InvariantCulture) + "%",
    };
}
