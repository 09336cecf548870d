using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NodaMoney;

public readonly partial struct Money : ISpanParsable<Money>
{
    /// <summary>As <see cref="Parse(string, IFormatProvider)"/>; a shared symbol means the currency of the current culture.</summary>
    public static Money Parse(string s) => Parse(s, null);

    /// <summary>
    /// Reads an amount with a symbol or code before or after it, or without one. A <see cref="CurrencyInfo"/> as provider says which
    /// currency it must be; surplus decimals are rounded away.
    /// </summary>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="FormatException">No amount, an unknown or ambiguous symbol, or another currency than the provider's.</exception>
    public static Money Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <summary>As above.</summary>
    public static Money Parse(ReadOnlySpan<char> s, IFormatProvider? provider)
    {
        var text = MoneyText.Of(s.ToString());
        var currency = text.CurrencyOrWhyNot(provider as CurrencyInfo, out var whyNot) ?? throw new FormatException(whyNot);
        return new Money(decimal.Parse(text.Number, NumberStyles.Currency, provider ?? currency), currency);
    }

    /// <summary>As <see cref="Parse(string)"/> without exceptions; on failure zero without a currency.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out Money result) => TryParse(s, null, out result);

    /// <summary>As <see cref="Parse(string, IFormatProvider)"/> without exceptions; on failure zero without a currency.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Money result)
    {
        result = default;
        return s is not null && TryParse(s.AsSpan(), provider, out result);
    }

    /// <summary>As above.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Money result)
    {
        result = default;
        var text = MoneyText.Of(s.ToString());
        if (text.CurrencyOrWhyNot(provider as CurrencyInfo, out _) is not { } currency
            || !decimal.TryParse(text.Number, NumberStyles.Currency, provider ?? currency, out var amount))
            return false;
        result = new Money(amount, currency);
        return true;
    }
}
