using NodaMoney;
using Xunit;

namespace NodaMoneyTests;

public class ParsingTests
{
    static readonly CurrencyInfo Yuan = CurrencyInfo.FromCode("CNY");

    [Theory]
    [InlineData("¥1,234.56", "1234.56")]
    [InlineData("¥ 765", "765")]
    [InlineData(" 765.43 ¥ ", "765.43")]
    [InlineData("765.43 CNY", "765.43")]
    [InlineData("CNY 765.43", "765.43")]
    [InlineData("765.43", "765.43")]
    [InlineData("-¥765.43", "-765.43")]
    [InlineData("¥-765.43", "-765.43")]
    [InlineData("(¥765.43)", "-765.43")]
    [InlineData("¥0.005", "0")]
    public void The_named_currency_is_read_with_or_without_its_sign(string text, string amount)
    {
        using var _ = new InCulture("zh-CN");
        var expected = Money.Yuan(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(expected, Money.Parse(text, Yuan));
        Assert.True(Money.TryParse(text, Yuan, out var money));
        Assert.Equal((expected, Yuan.Code), (money, money.Currency.Code));
    }

    [Theory]
    [InlineData("$765.43")]
    [InlineData("€765.43")]
    [InlineData("765.43 USD")]
    [InlineData("765.43 quid")]
    [InlineData("¥765 CNY")]
    [InlineData("CNY 765¥")]
    [InlineData("¥")]
    [InlineData("")]
    [InlineData("7.6.5")]
    [InlineData("seven")]
    public void Anything_else_is_refused(string text)
    {
        using var _ = new InCulture("zh-CN");
        Assert.Throws<FormatException>(() => Money.Parse(text, Yuan));
        Assert.False(Money.TryParse(text, Yuan, out var money));
        Assert.Equal((0m, "XXX"), (money.Amount, money.Currency.Code));
    }

    [Theory]
    [InlineData("zh-CN", "¥ 765", "CNY")]
    [InlineData("ja-JP", "¥ 765", "JPY")]
    [InlineData("en-US", "$765", "USD")]
    [InlineData("en-US", "€765", "EUR")]
    [InlineData("en-US", "765", "USD")]
    [InlineData("en-US", "HKD 765", "HKD")]
    public void A_shared_sign_means_the_currency_of_the_current_culture(string culture, string text, string code)
    {
        using var _ = new InCulture(culture);
        Assert.Equal(new Money(765, code), Money.Parse(text));
        Assert.True(Money.TryParse(text, out var money));
        Assert.Equal(code, money.Currency.Code);
    }

    [Theory]
    [InlineData("en-US", "¥ 765")]
    [InlineData("zh-CN", "$765")]
    [InlineData("", "¥ 765")]
    public void A_shared_sign_is_ambiguous_elsewhere(string culture, string text)
    {
        using var _ = new InCulture(culture);
        var thrown = Assert.Throws<FormatException>(() => Money.Parse(text));
        Assert.Contains("matches with multiple", thrown.Message, StringComparison.Ordinal);
        Assert.False(Money.TryParse(text, out Money _));
    }

    [Fact]
    public void The_layout_follows_the_current_culture()
    {
        using var _ = new InCulture("nl-NL");
        Assert.Equal(Money.Euro(-98_765.43m), Money.Parse("€ -98.765,43", CurrencyInfo.FromCode("EUR")));
    }

    [Fact]
    public void No_text_is_no_money()
    {
        Assert.Throws<ArgumentNullException>(() => Money.Parse(null!, Yuan));
        Assert.False(Money.TryParse(null, Yuan, out Money _));
    }

    [Fact]
    public void What_is_written_round_trip_is_read_back()
    {
        using var _ = new InCulture("zh-CN");
        Assert.Equal(Money.Yuan(-1234.56m), Money.Parse(Money.Yuan(-1234.56m).ToString("R"), Yuan));
    }
}
