using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>
/// The county's hash chain: each transfer's SHA-256 covers every field that gives it meaning and the hash before it, so that nothing can be
/// changed, removed, inserted or reordered unseen. The form is docs/chain.md; an auditor's own checker is the reason it is plain text.
/// </summary>
public static class Chain
{
    const string Form = "jiuji-transfer-1";

    /// <summary>What stands before a county's first transfer.</summary>
    public static byte[] Start => new byte[SHA256.HashSizeInBytes];

    public static byte[] Link(ReadOnlySpan<byte> previous, TransferRow transfer) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(previous, transfer)));

    /// <summary>The text that is hashed, as UTF-8: one "name=value" a line, each line ended by a line feed.</summary>
    public static string Canonical(ReadOnlySpan<byte> previous, TransferRow transfer)
    {
        var text = new StringBuilder(1024);
        text.Append(Form).Append('\n');
        Line(text, "previous", Convert.ToHexStringLower(previous));
        Line(text, "seq", Number(transfer.Seq));
        Line(text, "recordedAt", Number(CountyDay.Micros(transfer.RecordedAt)));
        return text.Append(Content(transfer)).ToString();
    }

    /// <summary>The part that the caller brought. The same id with the same content is a retry; with another it is refused.</summary>
    public static string Content(TransferRow transfer)
    {
        var text = new StringBuilder(768);
        Line(text, "county", transfer.CountyCode);
        Line(text, "id", transfer.Id.ToString("D"));
        Line(text, "kind", transfer.Kind.ToString());
        Line(text, "from", transfer.FromAccount.ToString("D"));
        Line(text, "to", transfer.ToAccount.ToString("D"));
        Line(text, "amount", Number(transfer.Amount));
        Line(text, "unit", transfer.Unit);
        Line(text, "fund", transfer.Fund.ToString("D"));
        Line(text, "reason", transfer.Reason);
        Line(text, "purpose", transfer.Purpose);
        Line(text, "case", transfer.CaseReference);
        Line(text, "actor", transfer.Actor);
        Line(text, "occurredOn", transfer.OccurredOn.ToString("O", CultureInfo.InvariantCulture));
        Line(text, "reverses", transfer.Reverses?.ToString("D") ?? "");
        Line(text, "hold", transfer.Hold?.ToString("D") ?? "");
        Line(text, "expiresAt", transfer.ExpiresAt is { } expiry ? Number(CountyDay.Micros(expiry)) : "");
        Line(text, "documents", transfer.Documents);
        Line(text, "mark", transfer.Mark);
        Line(text, "note", transfer.Note);
        return text.ToString();
    }

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A line feed inside a value is escaped, so no value can pretend to be the next line.</summary>
    static void Line(StringBuilder text, string name, string value)
    {
        text.Append(name).Append('=');
        if (value.AsSpan().ContainsAny('\\', '\n', '\r'))
            value = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
        text.Append(value).Append('\n');
    }
}
