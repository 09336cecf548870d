using NodaMoney;
using Xunit;

namespace NodaMoneyTests;

public class CurrencyTests
{
    [Theory]
    [InlineData("CNY", "¥", "156", 2, "0.01")]
    [InlineData("USD", "$", "840", 2, "0.01")]
    [InlineData("EUR", "€", "978", 2, "0.01")]
    [InlineData("HKD", "$", "344", 2, "0.01")]
    [InlineData("JPY", "¥", "392", 0, "1")]
    public void A_currency_knows_its_symbol_number_and_minor_unit(string code, string symbol, string number, int digits, string smallest)
    {
        var info = CurrencyInfo.FromCode(code);
        Assert.Equal((code, symbol, number, digits), (info.Code, info.Symbol, info.NumericCode, info.DecimalDigits));
        Assert.Equal(smallest, info.MinimalAmount.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((info.Symbol, info.MinimalAmount), (new Currency(code).Symbol, new Currency(code).MinimalAmount));
        Assert.Same(info, CurrencyInfo.GetInstance(new Currency(code)));
    }

    [Fact]
    public void A_code_is_three_capital_letters()
    {
        Assert.Throws<ArgumentException>(() => new Currency("cny"));
        Assert.Throws<ArgumentException>(() => new Currency("RMB1"));
        Assert.Throws<ArgumentNullException>(() => new Currency(""));
        Assert.Throws<ArgumentNullException>(() => CurrencyInfo.FromCode(null!));
        Assert.Throws<InvalidCurrencyException>(() => CurrencyInfo.FromCode("RMB"));
    }

    [Fact]
    public void Currencies_are_equal_by_code()
    {
        Currency fromInfo = CurrencyInfo.FromCode("CNY");
        Assert.Equal(new Currency("CNY"), fromInfo);
        Assert.NotEqual(new Currency("USD"), fromInfo);
        Assert.Equal(Currency.NoCurrency, new Currency("XXX"));
    }

    [Theory]
    [InlineData("zh-CN", "CNY")]
    [InlineData("en-US", "USD")]
    [InlineData("ja-JP", "JPY")]
    [InlineData("", "XXX")]
    public void The_current_currency_is_that_of_the_current_culture(string culture, string code)
    {
        using var _ = new InCulture(culture);
        Assert.Equal(code, CurrencyInfo.CurrentCurrency.Code);
    }
}
