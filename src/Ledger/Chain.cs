using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>
/// The county's hash chain: the SHA-256 of each transfer, and of each event between them, covers every field that gives it meaning and the hash before it,
/// so that nothing can be changed, removed, inserted or reordered unseen. The form is docs/chain.md; an auditor's own checker is the reason it is plain text.
/// </summary>
public static class Chain
{
    /// <summary>What stands before a county's first link: 32 zero bytes.</summary>
    public static byte[] Start => new byte[SHA256.HashSizeInBytes];

    /// <summary>A million links are computed each time a book is verified, so each thread keeps its buffer.</summary>
    [ThreadStatic]
    static CanonicalLines? kept;

    /// <param name="previous">The 32 bytes at the end of the chain so far; <see cref="Start"/> for the first.</param>
    /// <returns>32 bytes: the new end of the chain.</returns>
    public static byte[] Link(ReadOnlySpan<byte> previous, TransferRow transfer) => SHA256.HashData(Canonical(kept ??= new(), previous, transfer));

    /// <summary>The bytes that are hashed: UTF-8, one "name=value" a line, each line ended by a line feed.</summary>
    public static ReadOnlySpan<byte> Canonical(ReadOnlySpan<byte> previous, TransferRow transfer) => Canonical(new(), previous, transfer);

    static ReadOnlySpan<byte> Canonical(CanonicalLines lines, ReadOnlySpan<byte> previous, TransferRow transfer)
    {
        lines.Begin("jiuji-transfer-1\n"u8);
        lines.Add("previous="u8, previous);
        lines.Add("seq="u8, transfer.Seq);
        lines.Add("recordedAt="u8, CountyDay.Micros(transfer.RecordedAt));
        AddContent(lines, transfer);
        return lines.Written;
    }

    /// <summary>The same for an event.</summary>
    public static byte[] Link(ReadOnlySpan<byte> previous, BookEvent told) => SHA256.HashData(Canonical(previous, told));

    /// <summary>An event's bytes, in the same form.</summary>
    public static ReadOnlySpan<byte> Canonical(ReadOnlySpan<byte> previous, BookEvent told)
    {
        var lines = new CanonicalLines();
        lines.Begin("jiuji-event-1\n"u8);
        lines.Add("previous="u8, previous);
        lines.Add("number="u8, told.Number);
        lines.Add("after="u8, told.AfterSeq);
        lines.Add("recordedAt="u8, CountyDay.Micros(told.RecordedAt));
        lines.Add("county="u8, told.CountyCode);
        lines.Add("kind="u8, told.Kind.ToString());
        lines.Add("subject="u8, told.Subject);
        lines.Add("actor="u8, told.Actor);
        lines.Add("content="u8, told.Content);
        return lines.Written;
    }

    /// <summary>The part that the caller brought. The same id with the same content is a retry; with another it is refused.</summary>
    public static ReadOnlySpan<byte> Content(TransferRow transfer)
    {
        var lines = new CanonicalLines();
        AddContent(lines, transfer);
        return lines.Written;
    }

    static void AddContent(CanonicalLines lines, TransferRow transfer)
    {
        lines.Add("county="u8, transfer.CountyCode);
        lines.Add("id="u8, transfer.Id);
        lines.Add("kind="u8, transfer.Kind.ToString());
        lines.Add("from="u8, transfer.FromAccount);
        lines.Add("to="u8, transfer.ToAccount);
        lines.Add("amount="u8, transfer.Amount);
        lines.Add("unit="u8, transfer.Unit);
        lines.Add("fund="u8, transfer.Fund);
        lines.Add("reason="u8, transfer.Reason);
        lines.Add("purpose="u8, transfer.Purpose);
        lines.Add("case="u8, transfer.CaseReference);
        lines.Add("actor="u8, transfer.Actor);
        lines.Add("occurredOn="u8, transfer.OccurredOn);
        lines.Add("reverses="u8, transfer.Reverses);
        lines.Add("hold="u8, transfer.Hold);
        lines.Add("expiresAt="u8, transfer.ExpiresAt is { } expiry ? CountyDay.Micros(expiry) : null);
        lines.Add("documents="u8, transfer.Documents);
        lines.Add("mark="u8, transfer.Mark);
        lines.Add("note="u8, transfer.Note);
    }

    /// <summary>Formats straight to UTF-8.</summary>
    sealed class CanonicalLines
    {
        readonly ArrayBufferWriter<byte> text = new(2048);

        public void Begin(ReadOnlySpan<byte> heading)
        {
            text.ResetWrittenCount();
            text.Write(heading);
        }

        public ReadOnlySpan<byte> Written => text.WrittenSpan;

        public void Add(ReadOnlySpan<byte> name, Guid? id) => AddFormatted(name, id, "D");
        public void Add(ReadOnlySpan<byte> name, long? number) => AddFormatted(name, number, default);
        public void Add(ReadOnlySpan<byte> name, DateOnly day) => AddFormatted<DateOnly>(name, day, "O");

        public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> hash)
        {
            text.Write(name);
            Convert.TryToHexStringLower(hash, text.GetSpan(hash.Length * 2), out var written);
            text.Advance(written);
            text.Write("\n"u8);
        }

        /// <summary>A line feed inside a value is escaped, so no value can pretend to be the next line.</summary>
        public void Add(ReadOnlySpan<byte> name, string value)
        {
            text.Write(name);
            Encoding.UTF8.GetBytes(value.AsSpan().ContainsAny('\\', '\n', '\r') ? Escaped(value) : value, text);
            text.Write("\n"u8);
        }

        static string Escaped(string value) => value
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);

        void AddFormatted<T>(ReadOnlySpan<byte> name, T? value, ReadOnlySpan<char> format) where T : struct, IUtf8SpanFormattable
        {
            text.Write(name);
            if (value is { } present && present.TryFormat(text.GetSpan(40), out var written, format, null)) text.Advance(written);
            text.Write("\n"u8);
        }
    }
}
