using System.Text;
using Jiuji.Ledger;
using Jiuji.Ledger.Storage;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>The chain's form as an auditor reads it in docs/chain.md.</summary>
public sealed class ChainTests
{
    static readonly TransferRow Example = new()
    {
        CountyCode = "341723",
        Id = new("0199a0b1-c2d3-7e4f-8a5b-6c7d8e9f0a1b"),
        Seq = 1,
        Kind = TransferKind.Post,
        FromAccount = From.Id("341723"),
        ToAccount = To.Id("341723"),
        Amount = 30_000,
        Unit = AccountKey.Yuan,
        Fund = From.Fund,
        Reason = "PaymentMade",
        Purpose = "temporary-assistance",
        CaseReference = "QD-2026-0147",
        Actor = "user:17",
        OccurredOn = new(2026, 5, 20),
        RecordedAt = new(2026, 5, 20, 4, 0, 0, TimeSpan.Zero),
        Documents = new string('a', 64) + "," + new string('b', 64),
        Mark = "",
        Note = "two lines\nand a \\ backslash 救急",
    };

    static AccountKey From => new(new("01900000-0000-7000-8000-000000000001"), new("01900000-0000-7000-8000-00000000000f"), AccountKind.InHands, "bank:1", AccountKey.Yuan);

    static AccountKey To => From with { Kind = AccountKind.AwaitingPapers, Party = "" };

    [Fact]
    public void The_worked_example_of_the_document_is_what_the_code_hashes()
    {
        var document = File.ReadAllText(Path.Combine(Root(), "docs", "chain.md")).ReplaceLineEndings("\n");
        var text = Encoding.UTF8.GetString(Chain.Canonical(Chain.Start, Example));
        Assert.Contains($"```\n{text}```", document, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(Chain.Link(Chain.Start, Example)), document, StringComparison.Ordinal);
        Assert.Contains(Example.FromAccount.ToString("D"), document, StringComparison.Ordinal);
    }

    [Fact]
    public void The_worked_example_of_an_event_is_what_the_code_hashes()
    {
        var document = File.ReadAllText(Path.Combine(Root(), "docs", "chain.md")).ReplaceLineEndings("\n");
        var told = Event();
        Assert.Contains($"```\n{Encoding.UTF8.GetString(Chain.Canonical(Chain.Start, told))}```", document, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(Chain.Link(Chain.Start, told)), document, StringComparison.Ordinal);
    }

    static BookEvent Event(string county = "341723", long number = 1, long after = 0, int later = 0, BookEventKind kind = BookEventKind.PeriodClosed, Guid? subject = null,
        string actor = "user:23", int month = 4) => new()
        {
            CountyCode = county,
            Number = number,
            AfterSeq = after,
            RecordedAt = Example.RecordedAt.AddMicroseconds(later),
            Kind = kind,
            Subject = subject ?? From.Owner,
            Actor = actor,
            Content = BookEventContent.Of(new DateOnly(2026, month, 1)),
        };

    [Fact]
    public void Every_field_of_an_event_changes_the_hash_and_who_answers_for_it_is_one()
    {
        BookEvent[] all =
        [
            Event(), Event(county: "341722"), Event(number: 2), Event(after: 1), Event(later: 1), Event(kind: BookEventKind.PeriodHeld), Event(subject: From.Fund),
            Event(actor: "user:24"), Event(month: 5),
        ];
        Assert.Equal(all.Length, all.Select(told => Convert.ToHexString(Chain.Link(Chain.Start, told))).Distinct().Count());
        // All columns but the hash itself, and the event as it is.
        Assert.Equal(Tables.BookEvent.Columns.Count, all.Length);
        Assert.NotEqual(Chain.Link(Chain.Start, Event()), Chain.Link(Chain.Link(Chain.Start, Event()), Event()));
    }

    [Fact]
    public void Every_column_of_a_transfer_or_event_is_named_in_the_document()
    {
        var document = File.ReadAllText(Path.Combine(Root(), "docs", "chain.md"));
        var names = Tables.Transfer.Columns.Select(column => column.Name).Concat(Tables.BookEvent.Columns.Select(column => column.Name));
        Assert.All(names, name => Assert.Contains($"`{name}`", document, StringComparison.Ordinal));
        Assert.All(Enum.GetNames<BookEventKind>(), kind => Assert.Contains($"`{kind}`", document, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_field_that_gives_meaning_changes_the_hash()
    {
        TransferRow[] others = [.. Changes().Select(change => change(Example))];
        var hashes = others.Append(Example).Select(row => Convert.ToHexString(Chain.Link(Chain.Start, row))).ToList();
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        // All columns but the hash itself: whoever adds a column adds it to the chain.
        Assert.Equal(Tables.Transfer.Columns.Count - 1, others.Length);
        Assert.NotEqual(Chain.Link(Chain.Start, Example), Chain.Link(Chain.Link(Chain.Start, Example), Example));
    }

    static IEnumerable<Func<TransferRow, TransferRow>> Changes()
    {
        var other = Guid.CreateVersion7();
        yield return row => Copy(row, county: "341722");
        yield return row => Copy(row, id: other);
        yield return row => Copy(row, seq: 2);
        yield return row => Copy(row, kind: TransferKind.Reserve);
        yield return row => Copy(row, from: other);
        yield return row => Copy(row, to: other);
        yield return row => Copy(row, amount: 30_001);
        yield return row => Copy(row, unit: "lot:1");
        yield return row => Copy(row, fund: other);
        yield return row => Copy(row, reason: "x");
        yield return row => Copy(row, purpose: "x");
        yield return row => Copy(row, reference: "x");
        yield return row => Copy(row, actor: "x");
        yield return row => Copy(row, occurredOn: row.OccurredOn.AddDays(1));
        yield return row => Copy(row, recordedAt: row.RecordedAt.AddMicroseconds(1));
        yield return row => Copy(row, reverses: other);
        yield return row => Copy(row, hold: other);
        yield return row => Copy(row, expiresAt: row.RecordedAt);
        yield return row => Copy(row, documents: new string('c', 64));
        yield return row => Copy(row, mark: "x");
        yield return row => Copy(row, note: "two lines\\nand a \\ backslash 救急");
    }

    static TransferRow Copy(TransferRow row, string? county = null, Guid? id = null, long? seq = null, TransferKind? kind = null, Guid? from = null, Guid? to = null,
        long? amount = null, string? unit = null, Guid? fund = null, string? reason = null, string? purpose = null, string? reference = null, string? actor = null,
        DateOnly? occurredOn = null, DateTimeOffset? recordedAt = null, Guid? reverses = null, Guid? hold = null, DateTimeOffset? expiresAt = null,
        string? documents = null, string? mark = null, string? note = null) => new()
        {
            CountyCode = county ?? row.CountyCode,
            Id = id ?? row.Id,
            Seq = seq ?? row.Seq,
            Kind = kind ?? row.Kind,
            FromAccount = from ?? row.FromAccount,
            ToAccount = to ?? row.ToAccount,
            Amount = amount ?? row.Amount,
            Unit = unit ?? row.Unit,
            Fund = fund ?? row.Fund,
            Reason = reason ?? row.Reason,
            Purpose = purpose ?? row.Purpose,
            CaseReference = reference ?? row.CaseReference,
            Actor = actor ?? row.Actor,
            OccurredOn = occurredOn ?? row.OccurredOn,
            RecordedAt = recordedAt ?? row.RecordedAt,
            Reverses = reverses ?? row.Reverses,
            Hold = hold ?? row.Hold,
            ExpiresAt = expiresAt ?? row.ExpiresAt,
            Documents = documents ?? row.Documents,
            Mark = mark ?? row.Mark,
            Note = note ?? row.Note,
        };

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Jiuji.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
