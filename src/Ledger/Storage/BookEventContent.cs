using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Jiuji.Ledger.Storage;

/// <summary>What an event tells, out to JSON and back in. Purposes stand in the order of their names, so one fund has one text.</summary>
static class BookEventContent
{
    /// <summary>Chinese stays readable in a pack.</summary>
    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Fund fund) => Json(json =>
    {
        json.WriteString("owner", fund.Owner);
        json.WriteString("kind", fund.Kind.ToString());
        json.WriteString("name", fund.Name);
        json.WriteString("source", fund.Source);
        json.WriteString("unit", fund.Unit);
        json.WriteString("validFrom", Text(fund.ValidFrom));
        json.WriteString("validTo", Text(fund.ValidTo));
        json.WriteString("functionalBudgetCode", fund.FunctionalBudgetCode);
        json.WriteString("economicBudgetCode", fund.EconomicBudgetCode);
        json.WriteStartArray("purposes");
        foreach (var purpose in fund.Purposes.OrderBy(purpose => purpose.Purpose, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            Write(json, purpose);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    public static string Of(FundPurpose purpose) => Json(json => Write(json, purpose));

    public static string Of(DateOnly day) => Json(json => json.WriteString("day", Text(day)));

    static void Write(Utf8JsonWriter json, FundPurpose purpose)
    {
        json.WriteString("purpose", purpose.Purpose);
        json.WriteString("allowedFrom", Text(purpose.AllowedFrom));
        json.WriteString("consentDocument", purpose.ConsentDocument);
    }

    static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static Fund Fund(BookEvent told)
    {
        using var content = JsonDocument.Parse(told.Content);
        var fund = content.RootElement;
        return new()
        {
            CountyCode = told.CountyCode,
            Id = told.Subject,
            Owner = fund.GetProperty("owner").GetGuid(),
            Kind = Enum.Parse<FundKind>(Text(fund, "kind")),
            Name = Text(fund, "name"),
            Source = Text(fund, "source"),
            Unit = Text(fund, "unit"),
            ValidFrom = RequiredDay(fund, "validFrom"),
            ValidTo = Day(fund, "validTo"),
            FunctionalBudgetCode = Text(fund, "functionalBudgetCode"),
            EconomicBudgetCode = Text(fund, "economicBudgetCode"),
            Purposes = [.. fund.GetProperty("purposes").EnumerateArray().Select(purpose => Purpose(told, purpose))],
        };
    }

    public static FundPurpose Purpose(BookEvent told)
    {
        using var content = JsonDocument.Parse(told.Content);
        return Purpose(told, content.RootElement);
    }

    static FundPurpose Purpose(BookEvent told, JsonElement purpose) => new()
    {
        CountyCode = told.CountyCode,
        FundId = told.Subject,
        Purpose = Text(purpose, "purpose"),
        AllowedFrom = Day(purpose, "allowedFrom"),
        ConsentDocument = Text(purpose, "consentDocument"),
    };

    public static DateOnly Day(BookEvent told)
    {
        using var content = JsonDocument.Parse(told.Content);
        return RequiredDay(content.RootElement, "day");
    }

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    static DateOnly? Day(JsonElement element, string name) => Text(element, name).Length > 0 ? RequiredDay(element, name) : null;

    static DateOnly RequiredDay(JsonElement element, string name) => DateOnly.ParseExact(Text(element, name), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
