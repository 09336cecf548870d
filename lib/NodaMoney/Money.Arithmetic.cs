namespace NodaMoney;

public readonly partial struct Money
{
    /// <summary>The sum; zero of any currency leaves the other amount as it is.</summary>
    /// <exception cref="InvalidCurrencyException">The currencies differ and neither amount is zero.</exception>
    public static Money operator +(Money left, Money right) => Add(left, right);

    /// <summary>The difference; zero of any currency goes with the other amount.</summary>
    /// <exception cref="InvalidCurrencyException">The currencies differ and neither amount is zero.</exception>
    public static Money operator -(Money left, Money right) => Subtract(left, right);

    /// <summary>The multiple, rounded.</summary>
    public static Money operator *(Money left, decimal right) => Multiply(left, right);

    /// <summary>The multiple, rounded.</summary>
    public static Money operator *(decimal left, Money right) => Multiply(right, left);

    /// <summary>The quotient, rounded: parts may not add up to the whole.</summary>
    public static Money operator /(Money left, decimal right) => Divide(left, right);

    /// <summary>The ratio of two amounts of one currency.</summary>
    public static decimal operator /(Money left, Money right) => Divide(left, right);

    /// <summary>What is left after dividing by an amount of the same currency.</summary>
    public static Money operator %(Money left, Money right) => Remainder(left, right);

    /// <summary>The same amount.</summary>
    public static Money operator +(Money money) => money;

    /// <summary>The amount with the other sign.</summary>
    public static Money operator -(Money money) => new(-money.Amount, money.Currency);

    /// <summary>One minor unit more.</summary>
    public static Money operator ++(Money money) => new(money.Amount + money.Currency.MinimalAmount, money.Currency);

    /// <summary>One minor unit less.</summary>
    public static Money operator --(Money money) => new(money.Amount - money.Currency.MinimalAmount, money.Currency);

    /// <summary>As the operator.</summary>
    public static Money Add(in Money money1, in Money money2)
    {
        if (money1.Amount == 0)
            return money2;
        if (money2.Amount == 0)
            return money1;
        RefuseOtherCurrency(money1, money2);
        return new Money(money1.Amount + money2.Amount, money1.Currency);
    }

    /// <summary>As the operator.</summary>
    public static Money Subtract(in Money money1, in Money money2) => Add(money1, -money2);

    /// <summary>As the operator.</summary>
    public static Money Multiply(in Money money, in decimal multiplier) => new(money.Amount * multiplier, money.Currency);

    /// <summary>As the operator.</summary>
    public static Money Divide(in Money money, in decimal divisor) => new(money.Amount / divisor, money.Currency);

    /// <summary>As the operator.</summary>
    public static decimal Divide(in Money money1, in Money money2)
    {
        RefuseOtherCurrency(money1, money2);
        return money1.Amount / money2.Amount;
    }

    /// <summary>As the operator.</summary>
    public static Money Remainder(in Money money1, in Money money2)
    {
        RefuseOtherCurrency(money1, money2);
        return new Money(money1.Amount % money2.Amount, money1.Currency);
    }
}
