using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NodaMoney.Serialization;

/// <summary>Money in JSON: <c>"CNY 1234.56"</c>. Also reads <c>"1234.56 CNY"</c> and the older object with Amount and Currency.</summary>
public class MoneyJsonConverter : JsonConverter<Money>
{
    const string InvalidFormat = "Invalid format for Money. Expected format is '<Currency> <Amount>', like 'EUR 234.25'.";

    /// <summary>Reads any of the three forms.</summary>
    /// <exception cref="JsonException">It is none of them.</exception>
    /// <exception cref="InvalidCurrencyException">Nobody knows the currency.</exception>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType switch
        {
            JsonTokenType.String => FromText(reader.GetString()!),
            JsonTokenType.StartObject => FromObject(ref reader),
            _ => throw new JsonException(InvalidFormat),
        };

    /// <summary>Writes code and amount.</summary>
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value.Currency.Code} {value.Amount}"));
    }

    static Money FromText(string text)
    {
        var parts = text.Split(' ', 2);
        if (parts.Length != 2)
            throw new JsonException(InvalidFormat);
        return FromParts(parts[0], parts[1]) ?? FromParts(parts[1], parts[0]) ?? throw new JsonException(InvalidFormat);
    }

    static Money? FromParts(string code, string number)
        => IsCode(code) && decimal.TryParse(number, NumberStyles.Any, CultureInfo.InvariantCulture, out var amount)
            ? Known(amount, code)
            : null;

    static Money FromObject(ref Utf8JsonReader reader)
    {
        decimal? amount = null;
        string? code = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = reader.GetString();
            reader.Read();
            switch (property)
            {
                case "Amount" or "amount":
                    amount = AmountFrom(ref reader);
                    break;
                case "Currency" or "currency":
                    code = reader.GetString()?.Split(';')[0];
                    break;
                default:
                    throw new JsonException($"Invalid property '{property}' in JSON object!");
            }
        }

        if (amount is null)
            throw new JsonException("Missing property 'Amount'!");
        return code is not null && IsCode(code) ? Known(amount.Value, code) : throw new JsonException("Missing property 'Currency'!");
    }

    static decimal AmountFrom(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.GetDecimal();
        return decimal.TryParse(reader.GetString(), NumberStyles.Any, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw new JsonException("Can't parse property 'Amount' to a number!");
    }

    static bool IsCode(string code) => code.Length == 3 && code.All(char.IsAsciiLetterUpper);

    static Money Known(decimal amount, string code) => new(amount, new Currency(code));
}
