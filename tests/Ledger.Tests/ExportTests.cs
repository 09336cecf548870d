using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Jiuji.Ledger;
using Jiuji.Ledger.Exports;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>What leaves the house says the same as the book, and says so to programs that share no code with it.</summary>
public abstract class ExportTests(Func<Task<BookDatabase>> create) : IAsyncLifetime
{
    static readonly Chart Names = new(_ => "蓉城镇; town", _ => "Reserve  fund 2026");

    BookDatabase database = null!;

    public async Task InitializeAsync()
    {
        database = await create();
        await database.Start(123_456);
        var lot = County.Fund(Scenario.Other("2"), unit: "lot:0192", kind: FundKind.LotInKind);
        await database.Write(async book =>
        {
            await book.AddFund(lot, County.Clerk);
            return true;
        });
        var hold = County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 3_000) with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddDays(1) };
        var goods = County.Transfer(AccountKind.Supplied, AccountKind.InStock, 40) with { Note = "rice; 5 kg, \"good\"\nsecond line" };
        goods = goods with { From = goods.From with { Fund = lot.Id, Unit = lot.Unit }, To = goods.To with { Fund = lot.Id, Unit = lot.Unit } };
        Assert.True((await database.Post(
            hold,
            hold with { Id = Guid.CreateVersion7(), Kind = TransferKind.PostHold, Hold = hold.Id, ExpiresAt = null, Amount = 2_999, CaseReference = "QD-2026-0147", OccurredOn = County.Today.AddDays(-2) },
            County.Transfer(AccountKind.InHands, AccountKind.InHands, 1_000) with { To = County.Account(AccountKind.InHands, "cash:li  wei") },
            County.Transfer(AccountKind.Bank, AccountKind.HeldForOthers, 7),
            goods)).IsPosted);
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [FactWithHledger]
    public async Task Hledger_rebuilds_the_trial_balance_account_by_account()
    {
        foreach (var day in (DateOnly[])[County.Today.AddDays(-1), County.Today])
        {
            var ours = new StringWriter();
            await TrialBalanceCsv.Write(ours, await database.Read(connection => TrialBalance.Read(connection, County.Code, day)), Names);
            Assert.Equal(Amounts(ours.ToString()), await Hledger(day));
        }
    }

    async Task<SortedDictionary<string, string>> Hledger(DateOnly day)
    {
        var journal = new StringWriter();
        await database.Read(async connection =>
        {
            await HledgerJournal.Write(journal, connection, County.Code, Names);
            return true;
        });
        var start = new ProcessStartInfo("/usr/bin/hledger", ["-f", "-", "balance", "--flat", "--empty", "--no-total", "--end", $"{day.AddDays(1):yyyy-MM-dd}", "--output-format", "csv", "--layout", "bare"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        using var hledger = Process.Start(start)!;
        var errors = hledger.StandardError.ReadToEndAsync();
        await hledger.StandardInput.WriteAsync(journal.ToString());
        hledger.StandardInput.Close();
        var output = await hledger.StandardOutput.ReadToEndAsync();
        Assert.Equal("", await errors);
        return Amounts(output);
    }

    /// <summary>"account","unit","amount" lines without the zeros, which hledger leaves out before an account's first day.</summary>
    static SortedDictionary<string, string> Amounts(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(','));
        var amounts = lines.Select(line => (Name: $"{line[0]} in {line[1]}", Amount: line[2])).Where(line => decimal.Parse(line.Amount, null) != 0);
        return new(amounts.ToDictionary(line => line.Name, line => line.Amount));
    }

    [Fact]
    public async Task The_pack_is_checked_without_a_database()
    {
        var (pack, key) = await Pack();
        var report = await AuditPack.Check(pack, key);
        Assert.True(report.IsSound, report.FirstBroken?.FirstFact);
        Assert.Equal(6, report.Transfers);
        Assert.True(report.Results.Single(result => result.Invariant == Invariant.ChainUnbroken).Checked >= 6);
    }

    [Theory]
    [InlineData("transfers.jsonl", "QD-2026-0147", "QD-2026-0148", Invariant.ChainUnbroken)]
    [InlineData("transfers.jsonl", "\"seq\":6", "\"seq\":7", Invariant.SequenceWithoutGaps)]
    [InlineData("events.jsonl", "2026-12-31", "2027-12-31", Invariant.ChainUnbroken)]
    [InlineData("events.jsonl", "\"actor\":\"user:9\"", "\"actor\":\"user:2\"", Invariant.ChainUnbroken)]
    [InlineData("accounts.jsonl", "cash:li", "cash:wu", Invariant.AccountsNamedByKey)]
    [InlineData("heads.jsonl", "\"seq\":6", "\"seq\":5", Invariant.SignedHeadsStand)]
    [InlineData("events.jsonl", "temporary-assistance", "chairs", Invariant.PurposesAllowed)]
    public async Task A_changed_pack_is_found(string file, string old, string changed, Invariant broken)
    {
        var (pack, key) = await Pack();
        using (var zip = new ZipArchive(pack, ZipArchiveMode.Update, leaveOpen: true))
        {
            string text;
            using (var reader = new StreamReader(zip.GetEntry(file)!.Open())) text = await reader.ReadToEndAsync();
            Assert.Contains(old, text, StringComparison.Ordinal);
            zip.GetEntry(file)!.Delete();
            await using var writer = new StreamWriter(zip.CreateEntry(file).Open());
            await writer.WriteAsync(text.Replace(old, changed, StringComparison.Ordinal));
        }
        pack.Position = 0;
        var report = await AuditPack.Check(pack, key);
        Assert.Contains(broken, report.Results.Where(result => !result.Holds).Select(result => result.Invariant));
    }

    [Fact]
    public async Task A_pack_signed_with_another_key_is_found()
    {
        var (pack, _) = await Pack();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(Invariant.SignedHeadsStand, (await AuditPack.Check(pack, other.ExportSubjectPublicKeyInfoPem())).FirstBroken?.Invariant);
    }

    [Fact]
    public async Task Where_a_donation_went_is_read_from_the_book()
    {
        var provenance = await database.Read(connection => Provenance.OfFund(connection, County.Code, County.FundId));
        var origin = Assert.Single(provenance.Origins, origin => origin.Kind == AccountKind.Advanced);
        Assert.Equal([new(AccountKind.InHands, "", 120_457), new(AccountKind.AwaitingPapers, "QD-2026-0147", 2_999)], provenance.ReachedBy(origin.Transfer));
    }

    async Task<(MemoryStream Pack, string Key)> Pack()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await database.Write(book => book.SignHead(key));
        var pack = new MemoryStream();
        await database.Read(async connection =>
        {
            await AuditPack.Write(pack, connection, County.Code, key, database.Clock);
            return true;
        });
        pack.Position = 0;
        return (pack, key.ExportSubjectPublicKeyInfoPem());
    }
}

[Collection("Book on SQLite")]
public sealed class ExportOnSqliteTests() : ExportTests(async () => await SqliteBook.New());

[Collection("Book on PostgreSQL")]
public sealed class ExportOnPostgresTests() : ExportTests(async () => await PostgresBook.New());
