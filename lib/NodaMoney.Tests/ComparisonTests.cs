using NodaMoney;
using Xunit;

namespace NodaMoneyTests;

public class ComparisonTests
{
    readonly Money ten = Money.Yuan(10);
    readonly Money twenty = Money.Yuan(20);
    readonly Money tenDollars = Money.USDollar(10);

    [Fact]
    public void Equal_means_the_same_amount_of_the_same_currency()
    {
        Assert.True(ten == Money.Yuan(10.00m));
        Assert.True(ten != twenty);
        Assert.False(ten == tenDollars);
        Assert.True(ten.Equals((object)Money.Yuan(10)));
        Assert.False(ten.Equals((object)10m));
        Assert.Equal(ten.GetHashCode(), Money.Yuan(10.00m).GetHashCode());
    }

    [Fact]
    public void Zero_equals_zero_in_any_currency()
    {
        Assert.True(Money.Yuan(0) == Money.USDollar(0));
        Assert.Equal(Money.Yuan(0).GetHashCode(), Money.USDollar(0).GetHashCode());
    }

    [Fact]
    public void Amounts_of_one_currency_are_ordered()
    {
        Assert.True(ten < twenty);
        Assert.True(twenty > ten);
        Assert.True(ten <= Money.Yuan(10));
        Assert.True(ten >= Money.Yuan(10));
        Assert.Equal([ten, twenty], new[] { twenty, ten }.Order());
    }

    [Fact]
    public void Amounts_of_different_currencies_have_no_order()
    {
        Assert.Throws<InvalidCurrencyException>(() => ten <= tenDollars);
        Assert.Throws<InvalidCurrencyException>(() => ten.CompareTo(tenDollars));
    }

    [Fact]
    public void Zero_compares_with_everything()
    {
        Assert.True(ten > Money.USDollar(0));
        Assert.True(Money.Yuan(0) < tenDollars);
        Assert.Equal(0, Money.Yuan(0).CompareTo(Money.USDollar(0)));
    }

    [Fact]
    public void Money_compares_with_money_only()
    {
        Assert.Equal(1, ten.CompareTo(null));
        Assert.Equal(0, ten.CompareTo((object)Money.Yuan(10)));
        Assert.Throws<ArgumentException>(() => ten.CompareTo((object)10m));
    }
}
