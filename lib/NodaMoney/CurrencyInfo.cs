using System.Globalization;

namespace NodaMoney;

/// <summary>What is known of a currency. As a format provider it makes <see cref="Money.Parse(string, IFormatProvider)"/> expect it.</summary>
public record CurrencyInfo : IFormatProvider
{
    internal const string NoCurrencyCode = "XXX";

    /// <summary>The sign that stands for any currency.</summary>
    public const string GenericCurrencySign = "¤";

    /// <summary>No currency at all.</summary>
    public static readonly CurrencyInfo NoCurrency = new(NoCurrencyCode, 999, 0, "No Currency", GenericCurrencySign);

    // Only what a county's ledger can meet. The real package knows all of ISO 4217.
    static readonly Dictionary<string, CurrencyInfo> Known = new[]
    {
        NoCurrency,
        new CurrencyInfo("CNY", 156, 2, "Chinese yuan", "¥"),
        new CurrencyInfo("EUR", 978, 2, "Euro", "€"),
        new CurrencyInfo("HKD", 344, 2, "Hong Kong dollar", "$"),
        new CurrencyInfo("JPY", 392, 0, "Japanese yen", "¥"),
        new CurrencyInfo("USD", 840, 2, "United States dollar", "$"),
    }.ToDictionary(currency => currency.Code);

    CurrencyInfo(string code, short number, int decimalDigits, string englishName, string symbol)
    {
        Code = code;
        Number = number;
        DecimalDigits = decimalDigits;
        EnglishName = englishName;
        Symbol = symbol;
    }

    /// <summary>The ISO 4217 code.</summary>
    public string Code { get; }

    /// <summary>The ISO 4217 number.</summary>
    public short Number { get; }

    /// <summary>The ISO 4217 number as three digits.</summary>
    public string NumericCode => Number.ToString("D3", CultureInfo.InvariantCulture);

    /// <summary>Digits after the decimal point.</summary>
    public int DecimalDigits { get; }

    /// <summary>The name in English.</summary>
    public string EnglishName { get; }

    /// <summary>The symbol used at home; several currencies may share one.</summary>
    public string Symbol { get; }

    /// <summary>The smallest amount that the currency can express.</summary>
    public decimal MinimalAmount => new(1, 0, 0, isNegative: false, scale: (byte)DecimalDigits);

    /// <summary>The currency of the region of the current culture; none in the invariant culture.</summary>
    public static CurrencyInfo CurrentCurrency
        => CultureInfo.CurrentCulture is { IsNeutralCulture: false } culture && !culture.Equals(CultureInfo.InvariantCulture)
            ? Known.GetValueOrDefault(new RegionInfo(culture.Name).ISOCurrencySymbol, NoCurrency)
            : NoCurrency;

    /// <summary>A currency is its info without the details.</summary>
    public static implicit operator Currency(CurrencyInfo currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        return new Currency(currency.Code);
    }

    /// <summary>The currency with this code.</summary>
    /// <exception cref="ArgumentNullException">There is no code.</exception>
    /// <exception cref="InvalidCurrencyException">Nobody knows the code.</exception>
    public static CurrencyInfo FromCode(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Known.TryGetValue(code, out var known) ? known : throw new InvalidCurrencyException($"{code} is unknown currency code!");
    }

    /// <summary>What is known of this currency.</summary>
    /// <exception cref="InvalidCurrencyException">Nobody knows the currency.</exception>
    public static CurrencyInfo GetInstance(Currency currency) => FromCode(currency.Code);

    /// <summary>As a provider of number formats: those of the current culture, with this currency's symbol and digits.</summary>
    public object? GetFormat(Type? formatType)
    {
        if (formatType == typeof(CurrencyInfo))
            return this;
        return formatType == typeof(NumberFormatInfo) ? NumberFormat(CultureInfo.CurrentCulture) : null;
    }

    internal static List<CurrencyInfo> Matching(string symbolOrCode)
        => Known.Values.Where(currency => currency.Code == symbolOrCode || currency.Symbol == symbolOrCode).ToList();

    internal NumberFormatInfo NumberFormat(IFormatProvider? provider)
    {
        var format = (NumberFormatInfo)NumberFormatInfo.GetInstance(provider).Clone();
        format.CurrencyDecimalDigits = DecimalDigits;
        format.NumberDecimalDigits = DecimalDigits;
        format.CurrencySymbol = Symbol;
        return Symbol == GenericCurrencySign ? WithCode(format) : format;
    }

    internal NumberFormatInfo NumberFormatWithCode(IFormatProvider? provider) => WithCode(NumberFormat(provider));

    NumberFormatInfo WithCode(NumberFormatInfo format)
    {
        format.CurrencySymbol = Code;
        format.CurrencyPositivePattern = SpacedPositive[format.CurrencyPositivePattern];
        format.CurrencyNegativePattern = SpacedNegative[format.CurrencyNegativePattern];
        return format;
    }

    // A code stands apart from the number where a symbol may touch it. Indexed by the patterns of NumberFormatInfo.
    static readonly int[] SpacedPositive = [2, 3, 2, 3];
    static readonly int[] SpacedNegative = [14, 9, 12, 11, 15, 8, 13, 10, 8, 9, 10, 11, 12, 13, 14, 15, 16];
}
