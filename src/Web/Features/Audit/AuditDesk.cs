using System.Security.Cryptography;
using System.Text;
using Jiuji.Ledger;
using Jiuji.Ledger.Exports;
using Jiuji.Web.CommandLine;
using Jiuji.Web.Database;
using Jiuji.Web.Language;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Audit;

/// <summary>The auditor's desk: what the book is, what to draw from it, and what to take away. Read-only.</summary>
[Authorize(Roles = AuditViewers.All)]
public sealed class AuditDeskModel(JiujiDb db, DatabaseChoice choice, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : AuditPage(mediator, words, clock)
{
    public long Transfers { get; private set; }
    public string HeadHash { get; private set; } = "";
    public DateOnly? LastDay { get; private set; }

    /// <summary>SHA-256 of the county's public key: compare it on paper, then the pack proves itself.</summary>
    public string KeyFingerprint { get; private set; } = "";

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var last = await db.Set<Ledger.Storage.TransferRow>().AsNoTracking().Where(t => t.CountyCode == County).OrderByDescending(t => t.Seq)
            .Select(t => new { t.Seq, t.Hash, t.OccurredOn }).FirstOrDefaultAsync(cancellationToken);
        (Transfers, HeadHash, LastDay) = (last?.Seq ?? 0, last is null ? "" : Convert.ToHexStringLower(last.Hash), last?.OccurredOn);
        using var key = SigningKey.Open(choice);
        KeyFingerprint = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    public async Task<IActionResult> OnGetPack(CancellationToken cancellationToken)
    {
        using var key = SigningKey.Open(choice);
        return await Written($"audit-pack-{County}-{Today:yyyyMMdd}.zip", "application/zip", async stream => await AuditPack.Write(stream, db.Database.GetDbConnection(), County, key, Clock, cancellationToken), cancellationToken);
    }

    public Task<IActionResult> OnGetJournal(CancellationToken cancellationToken) => Written($"journal-{County}.hledger", "text/plain; charset=utf-8", async stream =>
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await HledgerJournal.Write(writer, db.Database.GetDbConnection(), County, await BookChart.Read(db, County, cancellationToken), cancellationToken);
    }, cancellationToken);

    public Task<IActionResult> OnGetBalance(DateOnly? asOf, CancellationToken cancellationToken) => Written($"trial-balance-{County}-{asOf ?? Today:yyyyMMdd}.csv", "text/csv", async stream =>
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(true), leaveOpen: true);
        var balance = await TrialBalance.Read(db.Database.GetDbConnection(), County, asOf, cancellation: cancellationToken);
        await TrialBalanceCsv.Write(writer, balance, await BookChart.Read(db, County, cancellationToken));
    }, cancellationToken);

    public IActionResult OnGetKey()
    {
        using var key = SigningKey.Open(choice);
        return File(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n"), "application/x-pem-file", $"public-key-{County}.pem");
    }

    /// <summary>A county's book does not fit in memory: it is written to a file that goes away with the answer.</summary>
    private async Task<IActionResult> Written(string name, string mediaType, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var stream = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await write(stream);
        stream.Position = 0;
        return File(stream, mediaType, name);
    }
}
