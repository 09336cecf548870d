using NodaMoney;
using Xunit;

namespace NodaMoneyTests;

public class ConstructionTests
{
    [Fact]
    public void Money_is_an_amount_and_a_currency()
    {
        var money = new Money(6.54m, "CNY");
        Assert.Equal(6.54m, money.Amount);
        Assert.Equal("CNY", money.Currency.Code);
        var (amount, currency) = money;
        Assert.Equal((6.54m, new Currency("CNY")), (amount, currency));
    }

    [Fact]
    public void Code_currency_and_currency_info_make_the_same_money()
    {
        Assert.Equal(new Money(6.54m, "CNY"), new Money(6.54m, new Currency("CNY")));
        Assert.Equal(new Money(6.54m, "CNY"), new Money(6.54m, CurrencyInfo.FromCode("CNY")));
        Assert.Equal(new Money(6.54m, "CNY"), Money.Yuan(6.54m));
        Assert.Equal(new Money(6, "JPY"), Money.Yen(6));
        Assert.Equal(new Money(6, "EUR"), Money.Euro(6));
        Assert.Equal(new Money(6, "USD"), Money.USDollar(6));
    }

    [Theory]
    [InlineData("765.425", "CNY", "765.42")]
    [InlineData("765.435", "CNY", "765.44")]
    [InlineData("-765.425", "CNY", "-765.42")]
    [InlineData("0.005", "CNY", "0")]
    [InlineData("765.5", "JPY", "766")]
    [InlineData("764.5", "JPY", "764")]
    public void Amounts_are_rounded_to_the_minor_unit_and_midpoints_to_even(string given, string code, string kept)
        => Assert.Equal(Decimal(kept), new Money(Decimal(given), code).Amount);

    [Fact]
    public void An_unknown_code_is_refused_by_name()
    {
        var thrown = Assert.Throws<InvalidCurrencyException>(() => new Money(1, "ABC"));
        Assert.Equal("ABC is unknown currency code!", thrown.Message);
        Assert.Throws<ArgumentNullException>(() => new Money(1, (string)null!));
    }

    [Fact]
    public void Default_money_is_nothing_of_no_currency()
    {
        Assert.Equal(0, default(Money).Amount);
        Assert.Equal(Currency.NoCurrency, default(Money).Currency);
        Assert.Equal("XXX", default(Money).Currency.Code);
    }

    static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
