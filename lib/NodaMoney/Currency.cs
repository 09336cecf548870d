using System.Text.Json.Serialization;
using NodaMoney.Serialization;

namespace NodaMoney;

/// <summary>A currency by its ISO 4217 code, no more; <see cref="CurrencyInfo"/> knows symbol, name and digits.</summary>
[JsonConverter(typeof(CurrencyJsonConverter))]
public readonly record struct Currency
{
    /// <summary>No currency at all (XXX); also the currency of <c>default(Money)</c>.</summary>
    public static readonly Currency NoCurrency;

    // Null stands for XXX, so that a currency nobody set is none, not an empty code.
    readonly string? code;

    /// <summary>A currency by its code. The code must be well formed; whether it is known shows when the currency is used.</summary>
    /// <exception cref="ArgumentNullException">There is no code.</exception>
    /// <exception cref="ArgumentException">The code is not three capital letters.</exception>
    public Currency(string code)
    {
        if (string.IsNullOrEmpty(code))
            throw new ArgumentNullException(nameof(code));
        if (code.Length != 3 || !code.All(char.IsAsciiLetterUpper))
            throw new ArgumentException("Currency code should only exist out of three capital letters", nameof(code));
        this.code = code == CurrencyInfo.NoCurrencyCode ? null : code;
    }

    /// <summary>Three capital letters.</summary>
    public string Code => code ?? CurrencyInfo.NoCurrencyCode;

    /// <summary>The symbol used at home, for example ¥.</summary>
    public string Symbol => CurrencyInfo.GetInstance(this).Symbol;

    /// <summary>The smallest amount that the currency can express, for example 0.01.</summary>
    public decimal MinimalAmount => CurrencyInfo.GetInstance(this).MinimalAmount;
}
