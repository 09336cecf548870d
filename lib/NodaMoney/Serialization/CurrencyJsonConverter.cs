using System.Text.Json;
using System.Text.Json.Serialization;

namespace NodaMoney.Serialization;

/// <summary>A currency in JSON: its code.</summary>
public class CurrencyJsonConverter : JsonConverter<Currency>
{
    /// <summary>Reads a code.</summary>
    /// <exception cref="JsonException">It is not a code.</exception>
    public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("Invalid format for Currency. Expected a code, like 'EUR'.");
        var code = reader.GetString()!.Split(';')[0];
        return code.Length == 3 && code.All(char.IsAsciiLetterUpper)
            ? new Currency(code)
            : throw new JsonException($"'{code}' is not a currency code.");
    }

    /// <summary>Writes the code.</summary>
    public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Code);
    }
}
