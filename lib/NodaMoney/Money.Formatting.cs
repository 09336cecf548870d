using System.Globalization;

namespace NodaMoney;

public readonly partial struct Money : ISpanFormattable
{
    /// <summary>The amount with the currency's symbol, laid out as in the current culture.</summary>
    public override string ToString() => ToString(null, null);

    /// <summary>As <see cref="ToString(string, IFormatProvider)"/>, in the current culture.</summary>
    public string ToString(string? format) => ToString(format, null);

    /// <summary>The amount with the currency's symbol, laid out as in the given culture.</summary>
    public string ToString(IFormatProvider? formatProvider) => ToString(null, formatProvider);

    /// <summary>
    /// C symbol and amount (the default), G code and amount, L amount and English name, N grouped number, F plain number, R code and
    /// plain amount; each may carry a number of digits. Digits follow the currency, layout follows the culture. Anything else is a
    /// custom numeric format for the amount.
    /// </summary>
    /// <exception cref="FormatException">The format is none of these.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var currency = CurrencyInfo.GetInstance(Currency);
        if (string.IsNullOrEmpty(format))
            return Amount.ToString("C", currency.NumberFormat(formatProvider));

        var digits = format[1..];
        return IsStandard(format) ? format[0] switch
        {
            'C' or 'N' or 'n' or 'F' or 'f' => Amount.ToString(format, currency.NumberFormat(formatProvider)),
            'G' => Amount.ToString("C" + digits, currency.NumberFormatWithCode(formatProvider)),
            'L' => $"{Amount.ToString("N" + digits, currency.NumberFormat(formatProvider))} {currency.EnglishName}",
            'R' or 'r' => $"{currency.Code} {Amount.ToString(currency.NumberFormat(formatProvider))}",
            _ => throw new FormatException($"This stand-in for NodaMoney does not format '{format}'."),
        } : Amount.ToString(format, currency.NumberFormat(formatProvider));
    }

    /// <summary>As <see cref="ToString(string, IFormatProvider)"/>, into a buffer; false and nothing written when it is too small.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var text = ToString(format.ToString(), provider);
        var fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }

    // As for numbers: one letter with at most a number of digits is a standard format, all else is a custom one.
    static bool IsStandard(string format) => char.IsAsciiLetter(format[0]) && format.Skip(1).All(char.IsAsciiDigit);
}
