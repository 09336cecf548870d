using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger.Exports;

/// <summary>
/// All that an auditor needs to check a county's book far from its database: a zip of JSON lines in the form of docs/chain.md, with signed heads.
/// It holds case references and user ids, no personal data.
/// </summary>
public static class AuditPack
{
    const string ReadMe = """
        Audit pack of a county's book.

        transfers.jsonl   every transfer in order, with its hash
        accounts.jsonl    every account's id and name
        events.jsonl      every fund, purpose and closed month, in order, with its hash
        heads.jsonl       the signed ends of the chain, one a day, and the one of this export
        public-key.pem    checks the signatures: compare it with the one that the county gave you on another way

        How the hashes are made and what to check is described in the program's docs/chain.md.
        """;

    /// <param name="stream">Receives the zip; stays open.</param>
    /// <param name="key">Signs the head of this export.</param>
    public static async Task Write(Stream stream, DbConnection connection, string county, ECDsa key, TimeProvider clock, CancellationToken cancellation = default)
    {
        await using var snapshot = await Snapshot.Begin(connection, cancellation);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        await Text(zip, "README.txt", ReadMe, cancellation);
        await Text(zip, "public-key.pem", key.ExportSubjectPublicKeyInfoPem() + "\n", cancellation);
        var events = await BookEventReader.All(connection, county, cancellation).ToListAsync(cancellation);
        await Lines(zip, "events.jsonl", events.ToAsyncEnumerable(), AuditPackLine.Write, cancellation);
        await Lines(zip, "accounts.jsonl", Accounts(connection, county, cancellation), AuditPackLine.Write, cancellation);
        var last = (Seq: 0L, Hash: Chain.Start);
        await Lines(zip, "transfers.jsonl", connection.Rows($"{TransferReader.Select} WHERE county_code = @county ORDER BY seq", TransferReader.Read, [("county", county)], null, cancellation), (json, row) =>
        {
            last = (row.Seq, row.Hash);
            AuditPackLine.Write(json, row);
        }, cancellation);
        if (events is [.., { } told] && told.AfterSeq == last.Seq) last.Hash = told.Hash;
        var head = new ChainHead(county, last.Seq, Convert.ToHexStringLower(last.Hash), CountyDay.FromMicros(CountyDay.Micros(clock.GetUtcNow())));
        var heads = (await ChainSignatures.All(connection, county, cancellation)).Append(ChainSignature.Of(head, head.Sign(key)));
        await Lines(zip, "heads.jsonl", heads.ToAsyncEnumerable(), AuditPackLine.Write, cancellation);
    }

    static IAsyncEnumerable<(Guid Id, AccountKey Key)> Accounts(DbConnection connection, string county, CancellationToken cancellation) =>
        connection.Rows("SELECT id, owner, fund, kind, party, unit FROM account WHERE county_code = @county ORDER BY id", reader => (reader.GetGuid(0), Query.ReadKey(reader, 1)), [("county", county)], null, cancellation);

    static async Task Text(ZipArchive zip, string name, string text, CancellationToken cancellation)
    {
        await using var file = await zip.CreateEntry(name).OpenAsync(cancellation);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
    }

    static async Task Lines<T>(ZipArchive zip, string name, IAsyncEnumerable<T> rows, Action<Utf8JsonWriter, T> write, CancellationToken cancellation)
    {
        await using var file = new BufferedStream(await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation), 1 << 16);
        await using var json = new Utf8JsonWriter(file);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            json.WriteStartObject();
            write(json, row);
            json.WriteEndObject();
            await json.FlushAsync(cancellation);
            json.Reset();
            file.WriteByte((byte)'\n');
        }
    }

    /// <summary>Checks a pack by itself: chain, rules and signatures. What only the database shows (stored totals, entries) is not in it and counts as unchecked.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="publicKeyPem">The key as the county gave it; without one, the pack's own.</param>
    public static async Task<VerificationReport> Check(Stream stream, string? publicKeyPem = null, CancellationToken cancellation = default)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        using var key = ECDsa.Create();
        key.ImportFromPem(publicKeyPem ?? await Text(zip, "public-key.pem", cancellation));
        var heads = await Read(zip, "heads.jsonl", AuditPackLine.Head, cancellation).ToListAsync(cancellation);
        var county = heads[^1].CountyCode;
        var tally = new Tally();
        var replay = new Replay(county, tally);
        foreach (var head in heads)
        {
            tally.Check(Invariant.SignedHeadsStand, head.Head.Verify(head.Signature, key), head.Seq, head.Seq, seq => $"the signature of the head at {seq} is not of this key");
            replay.Add(head.Head);
        }
        await foreach (var told in Read(zip, "events.jsonl", AuditPackLine.Event, cancellation)) replay.Add(told);
        await foreach (var (id, account) in Read(zip, "accounts.jsonl", AuditPackLine.Account, cancellation)) replay.Add(id, account);
        await foreach (var transfer in Read(zip, "transfers.jsonl", AuditPackLine.Transfer, cancellation)) replay.Add(transfer);
        replay.Finish();
        tally.Check(Invariant.ChainUnbroken, replay.Seq == heads[^1].Seq, replay.Seq, (replay.Seq, heads[^1]), bad => $"the transfers end at {bad.Seq}, the signed head says {bad.Item2.Seq}");
        return tally.Report(county, replay.Seq);
    }

    static async Task<string> Text(ZipArchive zip, string name, CancellationToken cancellation)
    {
        using var reader = new StreamReader(Open(zip, name));
        return await reader.ReadToEndAsync(cancellation);
    }

    static async IAsyncEnumerable<T> Read<T>(ZipArchive zip, string name, Func<JsonElement, T> read, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(Open(zip, name), Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            using var document = JsonDocument.Parse(line);
            yield return read(document.RootElement);
        }
    }

    static Stream Open(ZipArchive zip, string name) => (zip.GetEntry(name) ?? throw new InvalidDataException($"The pack has no {name}.")).Open();
}
