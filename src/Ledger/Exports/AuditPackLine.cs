using System.Globalization;
using System.Text.Json;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger.Exports;

/// <summary>One line of each of the pack's files, out and back in; names and values are those of docs/chain.md.</summary>
static class AuditPackLine
{
    public static void Write(Utf8JsonWriter json, TransferRow row)
    {
        json.WriteNumber("seq", row.Seq);
        json.WriteNumber("recordedAt", CountyDay.Micros(row.RecordedAt));
        json.WriteString("county", row.CountyCode);
        json.WriteString("id", row.Id);
        json.WriteString("kind", row.Kind.ToString());
        json.WriteString("from", row.FromAccount);
        json.WriteString("to", row.ToAccount);
        json.WriteNumber("amount", row.Amount);
        json.WriteString("unit", row.Unit);
        json.WriteString("fund", row.Fund);
        json.WriteString("reason", row.Reason);
        json.WriteString("purpose", row.Purpose);
        json.WriteString("case", row.CaseReference);
        json.WriteString("actor", row.Actor);
        json.WriteString("occurredOn", Day(row.OccurredOn));
        json.WriteString("reverses", row.Reverses?.ToString("D") ?? "");
        json.WriteString("hold", row.Hold?.ToString("D") ?? "");
        json.WriteString("expiresAt", row.ExpiresAt is { } expiry ? CountyDay.Micros(expiry).ToString(CultureInfo.InvariantCulture) : "");
        json.WriteString("documents", row.Documents);
        json.WriteString("mark", row.Mark);
        json.WriteString("note", row.Note);
        json.WriteString("hash", Convert.ToHexStringLower(row.Hash));
    }

    public static TransferRow Transfer(JsonElement line) => new()
    {
        Seq = line.GetProperty("seq").GetInt64(),
        RecordedAt = CountyDay.FromMicros(line.GetProperty("recordedAt").GetInt64()),
        CountyCode = Text(line, "county"),
        Id = line.GetProperty("id").GetGuid(),
        Kind = Enum.Parse<TransferKind>(Text(line, "kind")),
        FromAccount = line.GetProperty("from").GetGuid(),
        ToAccount = line.GetProperty("to").GetGuid(),
        Amount = line.GetProperty("amount").GetInt64(),
        Unit = Text(line, "unit"),
        Fund = line.GetProperty("fund").GetGuid(),
        Reason = Text(line, "reason"),
        Purpose = Text(line, "purpose"),
        CaseReference = Text(line, "case"),
        Actor = Text(line, "actor"),
        OccurredOn = Day(Text(line, "occurredOn")),
        Reverses = Text(line, "reverses") is { Length: > 0 } undone ? Guid.Parse(undone) : null,
        Hold = Text(line, "hold") is { Length: > 0 } hold ? Guid.Parse(hold) : null,
        ExpiresAt = Text(line, "expiresAt") is { Length: > 0 } expiry ? CountyDay.FromMicros(long.Parse(expiry, CultureInfo.InvariantCulture)) : null,
        Documents = Text(line, "documents"),
        Mark = Text(line, "mark"),
        Note = Text(line, "note"),
        Hash = Convert.FromHexString(Text(line, "hash")),
    };

    public static void Write(Utf8JsonWriter json, (Guid Id, AccountKey Key) account)
    {
        json.WriteString("id", account.Id);
        json.WriteString("owner", account.Key.Owner);
        json.WriteString("fund", account.Key.Fund);
        json.WriteString("kind", account.Key.Kind.ToString());
        json.WriteString("party", account.Key.Party);
        json.WriteString("unit", account.Key.Unit);
    }

    public static (Guid Id, AccountKey Key) Account(JsonElement line) => (line.GetProperty("id").GetGuid(),
        new(line.GetProperty("owner").GetGuid(), line.GetProperty("fund").GetGuid(), Enum.Parse<AccountKind>(Text(line, "kind")), Text(line, "party"), Text(line, "unit")));

    public static void Write(Utf8JsonWriter json, BookEvent told)
    {
        json.WriteNumber("number", told.Number);
        json.WriteNumber("after", told.AfterSeq);
        json.WriteNumber("recordedAt", CountyDay.Micros(told.RecordedAt));
        json.WriteString("county", told.CountyCode);
        json.WriteString("kind", told.Kind.ToString());
        json.WriteString("subject", told.Subject);
        json.WriteString("actor", told.Actor);
        json.WriteString("content", told.Content);
        json.WriteString("hash", Convert.ToHexStringLower(told.Hash));
    }

    public static BookEvent Event(JsonElement line) => new()
    {
        Number = line.GetProperty("number").GetInt64(),
        AfterSeq = line.GetProperty("after").GetInt64(),
        RecordedAt = CountyDay.FromMicros(line.GetProperty("recordedAt").GetInt64()),
        CountyCode = Text(line, "county"),
        Kind = Enum.Parse<BookEventKind>(Text(line, "kind")),
        Subject = line.GetProperty("subject").GetGuid(),
        Actor = Text(line, "actor"),
        Content = Text(line, "content"),
        Hash = Convert.FromHexString(Text(line, "hash")),
    };

    public static void Write(Utf8JsonWriter json, ChainSignature head)
    {
        json.WriteString("county", head.CountyCode);
        json.WriteString("day", Day(head.Day));
        json.WriteNumber("seq", head.Seq);
        json.WriteString("hash", Convert.ToHexStringLower(head.Hash));
        json.WriteNumber("at", CountyDay.Micros(head.SignedAt));
        json.WriteBase64String("signature", head.Signature);
    }

    public static ChainSignature Head(JsonElement line) => new()
    {
        CountyCode = Text(line, "county"),
        Day = Day(Text(line, "day")),
        Seq = line.GetProperty("seq").GetInt64(),
        Hash = Convert.FromHexString(Text(line, "hash")),
        SignedAt = CountyDay.FromMicros(line.GetProperty("at").GetInt64()),
        Signature = line.GetProperty("signature").GetBytesFromBase64(),
    };

    static string Text(JsonElement line, string name) => line.GetProperty(name).GetString() ?? "";

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
