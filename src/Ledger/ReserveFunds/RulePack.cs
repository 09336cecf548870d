using System.Globalization;
using System.Text.Json;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>One value of a rule pack with the clause it comes from. A null value is 未设: the rule does not apply.</summary>
/// <param name="Source">"document", "local-setting" or "default".</param>
public sealed record PackValue(string Key, JsonElement Value, string Unit, string Clause, string Quote, string Source)
{
    /// <summary>What the value is for and where it comes from, in a sentence; empty where the quoted clause says it.</summary>
    public string NoteChinese { get; init; } = "";
    public string NoteEnglish { get; init; } = "";

    public bool IsSet => Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
}

/// <summary>The rules of one policy document for some counties from a day on; a later pack overrides (A22).</summary>
public sealed record RulePack
{
    public required string Key { get; init; }
    public required string TitleChinese { get; init; }
    public required string TitleEnglish { get; init; }
    public required string Version { get; init; }
    public required IReadOnlyList<string> Jurisdictions { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public DateOnly? EffectiveTo { get; init; }
    public required IReadOnlyDictionary<string, PackValue> Values { get; init; }

    public bool Covers(string county, DateOnly day) =>
        Jurisdictions.Contains(county) && EffectiveFrom <= day && (EffectiveTo is null || day <= EffectiveTo);

    /// <summary>The pack in force in a county on a day: the one that began last. Null where none covers it.</summary>
    public static RulePack? InForce(IEnumerable<RulePack> packs, string county, DateOnly day) =>
        packs.Where(pack => pack.Covers(county, day)).MaxBy(pack => pack.EffectiveFrom);

    /// <summary>Reads a pack file. A pack that does not say its version has the day it takes effect.</summary>
    /// <exception cref="FormatException">A field is missing or malformed, or a key stands twice; the message names it.</exception>
    public static RulePack Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement.Clone();
        var key = Text(root, "key");
        return new()
        {
            Key = key,
            TitleChinese = Text(root, "title_zh"),
            TitleEnglish = Text(root, "title_en"),
            Version = root.TryGetProperty("version", out var version) ? version.ToString() : Text(root, "effective_from"),
            Jurisdictions = [.. Field(root, "jurisdictions").EnumerateArray().Select(code => code.GetString() ?? "")],
            EffectiveFrom = Day(root, "effective_from") ?? throw new FormatException($"{key}: effective_from is missing."),
            EffectiveTo = Day(root, "effective_to"),
            Values = ValuesOf(root, key),
        };
    }

    static Dictionary<string, PackValue> ValuesOf(JsonElement root, string pack)
    {
        var values = new Dictionary<string, PackValue>(StringComparer.Ordinal);
        foreach (var row in Field(root, "values").EnumerateArray())
        {
            var value = new PackValue(Text(row, "key"), Field(row, "value"), Text(row, "unit"), Text(row, "clause"), Text(row, "quote"), Text(row, "source"))
            {
                NoteChinese = Optional(row, "note"), NoteEnglish = Optional(row, "note_en"),
            };
            if (!values.TryAdd(value.Key, value)) throw new FormatException($"{pack}: {value.Key} stands twice.");
        }

        return values;
    }

    static JsonElement Field(JsonElement row, string name) =>
        row.TryGetProperty(name, out var field) ? field : throw new FormatException($"{name} is missing.");

    static string Text(JsonElement row, string name) => Field(row, name).GetString() ?? "";

    static string Optional(JsonElement row, string name) => row.TryGetProperty(name, out var field) ? field.GetString() ?? "" : "";

    static DateOnly? Day(JsonElement row, string name) =>
        row.TryGetProperty(name, out var day) && day.GetString() is { } text
            ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
}
