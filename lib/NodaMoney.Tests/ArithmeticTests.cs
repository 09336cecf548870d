using NodaMoney;
using Xunit;

namespace NodaMoneyTests;

public class ArithmeticTests
{
    readonly Money ten = Money.Yuan(10);
    readonly Money twenty = Money.Yuan(20);
    readonly Money tenDollars = Money.USDollar(10);
    readonly Money noDollars = Money.USDollar(0);

    [Fact]
    public void Amounts_of_one_currency_add_and_subtract()
    {
        Assert.Equal(Money.Yuan(30), ten + twenty);
        Assert.Equal(Money.Yuan(-10), ten - twenty);
        var sum = ten;
        sum += twenty;
        sum -= Money.Yuan(0.01m);
        Assert.Equal(Money.Yuan(29.99m), sum);
    }

    [Fact]
    public void Amounts_of_different_currencies_do_not_mix()
    {
        var thrown = Assert.Throws<InvalidCurrencyException>(() => ten + tenDollars);
        Assert.Equal(
            "Currency mismatch: The requested operation expected the currency CNY, but the actual value was the currency USD!",
            thrown.Message);
        Assert.IsAssignableFrom<InvalidOperationException>(thrown);
        Assert.Throws<InvalidCurrencyException>(() => ten - tenDollars);
        Assert.Throws<InvalidCurrencyException>(() => ten / tenDollars);
        Assert.Throws<InvalidCurrencyException>(() => ten % tenDollars);
    }

    [Fact]
    public void Zero_of_any_currency_leaves_the_other_amount_as_it_is()
    {
        Assert.Equal(ten, ten + noDollars);
        Assert.Equal(ten, noDollars + ten);
        Assert.Equal(ten, ten - noDollars);
        Assert.Equal(-ten, noDollars - ten);
        Assert.Equal("CNY", (noDollars + ten).Currency.Code);
    }

    [Fact]
    public void Multiples_and_parts_are_rounded_to_the_minor_unit()
    {
        Assert.Equal(twenty, ten * 2);
        Assert.Equal(twenty, 2 * ten);
        Assert.Equal(Money.Yuan(3.33m), ten / 3);
        Assert.Equal(Money.Yuan(0.12m), Money.Yuan(0.25m) * 0.5m);
    }

    [Fact]
    public void Two_amounts_make_a_ratio_or_a_remainder()
    {
        Assert.Equal(2m, twenty / ten);
        Assert.Equal(Money.USDollar(5.50m), Money.USDollar(105.50m) % Money.USDollar(20));
        Assert.Throws<DivideByZeroException>(() => ten / Money.Yuan(0));
    }

    [Fact]
    public void Signs_and_single_minor_units()
    {
        Assert.Equal(Money.Yuan(-10), -ten);
        Assert.Equal(ten, +ten);
        Assert.Equal(ten, Money.Abs(-ten));
        Assert.True(Money.IsNegative(-ten));
        Assert.False(Money.IsNegative(ten));
        Assert.True(Money.IsZero(noDollars));

        var (yuan, yen) = (Money.Yuan(765.43m), Money.Yen(765));
        Assert.Equal(Money.Yuan(765.44m), ++yuan);
        Assert.Equal(Money.Yuan(765.43m), --yuan);
        Assert.Equal(Money.Yen(766), ++yen);
    }

    [Fact]
    public void Named_methods_do_what_the_operators_do()
    {
        Assert.Equal(ten + twenty, Money.Add(ten, twenty));
        Assert.Equal(ten - twenty, Money.Subtract(ten, twenty));
        Assert.Equal(ten * 3, Money.Multiply(ten, 3));
        Assert.Equal(ten / 3, Money.Divide(ten, 3));
        Assert.Equal(ten / twenty, Money.Divide(ten, twenty));
        Assert.Equal(twenty % ten, Money.Remainder(twenty, ten));
    }

    [Fact]
    public void An_amount_that_does_not_fit_overflows()
        => Assert.Throws<OverflowException>(() => new Money(decimal.MaxValue, "JPY") + Money.Yen(1));
}
