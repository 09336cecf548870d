using System.Globalization;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Money in hands that arrived on one day. Age survives cash, returns, recovery and the turn of the year.</summary>
/// <param name="AmountFen">Positive.</param>
public sealed record MoneyLayer(DateOnly BornOn, long AmountFen)
{
    const string Prefix = "layer:";

    public int AgeDays(DateOnly today) => today.DayNumber - BornOn.DayNumber;

    internal static string Reference(DateOnly bornOn) => Prefix + bornOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The birthday that a carried-over transfer names; null where it names none.</summary>
    internal static DateOnly? BornOnOf(string reference) =>
        reference.StartsWith(Prefix, StringComparison.Ordinal)
            ? DateOnly.ParseExact(reference[Prefix.Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
}
