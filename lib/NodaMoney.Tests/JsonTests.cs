using System.Text.Json;
using NodaMoney;
using Xunit;

namespace NodaMoneyTests;

public class JsonTests
{
    sealed record Payment(Money Amount, Money? Fee, Currency Currency);

    [Fact]
    public void Money_is_a_code_and_an_amount_in_any_culture()
    {
        using var _ = new InCulture("nl-NL");
        var payment = new Payment(Money.Yuan(1234.56m), null, new Currency("CNY"));
        var json = JsonSerializer.Serialize(payment);
        Assert.Equal("""{"Amount":"CNY 1234.56","Fee":null,"Currency":"CNY"}""", json);
        Assert.Equal(payment, JsonSerializer.Deserialize<Payment>(json));
    }

    [Theory]
    [InlineData("\"CNY 1234.56\"")]
    [InlineData("\"1234.56 CNY\"")]
    [InlineData("""{"Amount":1234.56,"Currency":"CNY"}""")]
    [InlineData("""{"currency":"CNY;ISO-4217","amount":"1234.56"}""")]
    public void Older_forms_are_still_read(string json)
        => Assert.Equal(Money.Yuan(1234.56m), JsonSerializer.Deserialize<Money>(json));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"CNY\"")]
    [InlineData("\"CNY abc\"")]
    [InlineData("\"cny 1\"")]
    [InlineData("12")]
    [InlineData("null")]
    [InlineData("""{"Amount":1}""")]
    [InlineData("""{"Currency":"CNY"}""")]
    [InlineData("""{"Amount":"x","Currency":"CNY"}""")]
    [InlineData("""{"Amount":1,"Currency":"CNY","Rate":2}""")]
    public void Anything_else_is_refused(string json)
        => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>(json));

    [Fact]
    public void An_unknown_currency_is_refused_by_name()
        => Assert.Throws<InvalidCurrencyException>(() => JsonSerializer.Deserialize<Money>("\"ABC 1\""));

    [Theory]
    [InlineData("\"yuan\"")]
    [InlineData("1")]
    public void A_currency_is_a_code(string json)
        => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Currency>(json));
}
