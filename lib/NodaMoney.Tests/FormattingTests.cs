using System.Globalization;
using NodaMoney;
using Xunit;

namespace NodaMoneyTests;

public class FormattingTests
{
    static readonly CultureInfo China = CultureInfo.GetCultureInfo("zh-CN");
    static readonly CultureInfo America = CultureInfo.GetCultureInfo("en-US");

    readonly Money yuan = Money.Yuan(1234.56m);

    [Theory]
    [InlineData(null, "¥1,234.56")]
    [InlineData("", "¥1,234.56")]
    [InlineData("C", "¥1,234.56")]
    [InlineData("C0", "¥1,235")]
    [InlineData("C3", "¥1,234.560")]
    [InlineData("G", "CNY 1,234.56")]
    [InlineData("G0", "CNY 1,235")]
    [InlineData("L", "1,234.56 Chinese yuan")]
    [InlineData("N", "1,234.56")]
    [InlineData("F", "1234.56")]
    [InlineData("R", "CNY 1234.56")]
    [InlineData("#,##0.0", "1,234.6")]
    [InlineData("0.00元", "1234.56元")]
    public void Yuan_are_written_the_same_way_in_China_and_in_America(string? format, string expected)
    {
        Assert.Equal(expected, yuan.ToString(format, China));
        Assert.Equal(expected, yuan.ToString(format, America));
    }

    [Fact]
    public void Digits_follow_the_currency_and_layout_follows_the_culture()
    {
        Assert.Equal("¥2,765", Money.Yen(2765).ToString(America));
        Assert.Equal("$2,765.40", Money.USDollar(2765.4m).ToString(China));
        Assert.Equal("€ 2.765,43", Money.Euro(2765.43m).ToString(CultureInfo.GetCultureInfo("nl-NL")).Replace('\u00a0', ' '));
        Assert.Equal("EUR 2.765,43", Money.Euro(2765.43m).ToString("G", CultureInfo.GetCultureInfo("nl-NL")).Replace('\u00a0', ' '));
        Assert.Equal("JPY 2,765", Money.Yen(2765).ToString("G", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Negative_amounts_show_their_sign()
    {
        Assert.Equal("-¥1,234.56", (-yuan).ToString(China));
        Assert.Equal("-CNY 1,234.56", (-yuan).ToString("G", China));
        Assert.Equal("(¥1,234.56)", (-yuan).ToString(CultureInfo.InvariantCulture));
        Assert.Equal("(CNY 1,234.56)", (-yuan).ToString("G", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Without_a_provider_the_current_culture_decides()
    {
        using var _ = new InCulture("zh-CN");
        Assert.Equal("¥1,234.56", yuan.ToString());
        Assert.Equal("CNY 1,234.56", yuan.ToString("G"));
        Assert.Equal("付 ¥1,234.56", $"付 {yuan}");
        Assert.Equal("付 CNY 1,234.56", $"付 {yuan:G}");
    }

    [Fact]
    public void A_currency_without_a_symbol_shows_its_code() => Assert.Equal("XXX 0", default(Money).ToString(America));

    [Fact]
    public void Money_is_written_into_a_buffer_or_not_at_all()
    {
        Span<char> buffer = stackalloc char[9];
        Assert.True(yuan.TryFormat(buffer, out var written, "C", China));
        Assert.Equal("¥1,234.56", buffer[..written].ToString());
        Assert.False(yuan.TryFormat(buffer[..8], out written, default, China));
        Assert.Equal(0, written);
    }

    [Fact]
    public void An_unknown_format_is_refused() => Assert.Throws<FormatException>(() => yuan.ToString("Q", China));
}
