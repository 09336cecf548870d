using System.Globalization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>An amount as people type it, "1,200" or "1200.50", in whole fen. Surplus decimals are refused, never rounded.</summary>
public static class YuanText
{
    private const decimal Most = 1_000_000_000m;

    /// <summary>As a form holds it: "1200.50".</summary>
    public static string Of(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    public static long? Fen(string? text)
    {
        var plain = (text ?? "").Trim().Replace("，", ",", StringComparison.Ordinal);
        if (!decimal.TryParse(plain, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) || yuan > Most)
        {
            return null;
        }

        var fen = yuan * 100;
        return fen == decimal.Truncate(fen) ? (long)fen : null;
    }
}
