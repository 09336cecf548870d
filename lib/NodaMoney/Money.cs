using System.Text.Json.Serialization;
using NodaMoney.Serialization;

namespace NodaMoney;

/// <summary>
/// An amount in a currency, always rounded to the currency's minor unit (midpoints to even). Amounts of different currencies do not
/// mix; only zero goes with everything.
/// </summary>
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly partial struct Money : IEquatable<Money>, IComparable<Money>, IComparable
{
    /// <summary>An amount in the currency with this code.</summary>
    /// <exception cref="InvalidCurrencyException">Nobody knows the code.</exception>
    public Money(decimal amount, string code)
        : this(amount, CurrencyInfo.FromCode(code))
    {
    }

    /// <summary>An amount in this currency; surplus decimals are rounded away.</summary>
    /// <exception cref="InvalidCurrencyException">Nobody knows the currency.</exception>
    public Money(decimal amount, Currency currency)
    {
        Amount = Rounded(amount, currency);
        Currency = currency;
    }

    /// <summary>The amount in major units, for example yuan.</summary>
    public decimal Amount { get; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; }

    /// <summary>An amount in Chinese yuan.</summary>
    public static Money Yuan(decimal amount) => new(amount, "CNY");

    /// <summary>An amount in euros.</summary>
    public static Money Euro(decimal amount) => new(amount, "EUR");

    /// <summary>An amount in United States dollars.</summary>
    public static Money USDollar(decimal amount) => new(amount, "USD");

    /// <summary>An amount in Japanese yen.</summary>
    public static Money Yen(decimal amount) => new(amount, "JPY");

    /// <summary>The amount without its sign.</summary>
    public static Money Abs(Money value) => new(Math.Abs(value.Amount), value.Currency);

    /// <summary>True below zero.</summary>
    public static bool IsNegative(Money value) => value.Amount < 0;

    /// <summary>True at zero.</summary>
    public static bool IsZero(Money value) => value.Amount == 0;

    /// <summary>Equal amounts of one currency.</summary>
    public static bool operator ==(Money left, Money right) => left.Equals(right);

    /// <summary>Not equal amounts of one currency.</summary>
    public static bool operator !=(Money left, Money right) => !left.Equals(right);

    /// <summary>Less, in one currency.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>More, in one currency.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Not more, in one currency.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Not less, in one currency.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Equal amounts of one currency; zero equals zero in any currency.</summary>
    public bool Equals(Money other) => Amount == other.Amount && (Amount == 0 || Currency == other.Currency);

    /// <summary>As above.</summary>
    public override bool Equals(object? obj) => obj is Money other && Equals(other);

    /// <summary>Follows <see cref="Equals(Money)"/>: the currency of zero does not count.</summary>
    public override int GetHashCode() => Amount == 0 ? 0 : HashCode.Combine(Amount, Currency);

    /// <summary>Orders by amount.</summary>
    /// <exception cref="InvalidCurrencyException">The currencies differ and neither amount is zero.</exception>
    public int CompareTo(Money other)
    {
        if (Amount != 0 && other.Amount != 0)
            RefuseOtherCurrency(this, other);
        return Amount.CompareTo(other.Amount);
    }

    /// <summary>As above; null comes first.</summary>
    /// <exception cref="ArgumentException">The other object is not money.</exception>
    public int CompareTo(object? obj)
        => obj switch
        {
            null => 1,
            Money other => CompareTo(other),
            _ => throw new ArgumentException("obj is not the same type as this instance", nameof(obj)),
        };

    /// <summary>Amount and currency apart.</summary>
    public void Deconstruct(out decimal amount, out Currency currency)
    {
        amount = Amount;
        currency = Currency;
    }

    static decimal Rounded(decimal amount, Currency currency)
        => currency == Currency.NoCurrency
            ? amount
            : decimal.Round(amount, CurrencyInfo.GetInstance(currency).DecimalDigits, MidpointRounding.ToEven);

    static void RefuseOtherCurrency(Money left, Money right)
    {
        if (left.Currency != right.Currency)
            throw new InvalidCurrencyException(left.Currency, right.Currency);
    }
}
