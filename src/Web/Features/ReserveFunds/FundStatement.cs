using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>One line of a fund's statement: what moved, from where to where, and what was in hands after it.</summary>
public sealed record StatementLine(DateOnly Day, string Event, string From, string To, string CaseNumber, long AmountFen, long InHandsFen, string Mark);

/// <summary>A fund's transfers in the order of the book, with the running balance in hands; by month, and as a file for whoever checks it elsewhere.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class FundStatementModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public string Name { get; private set; } = "";
    public string Township { get; private set; } = "";
    public int Year { get; private set; }
    public int? Month { get; private set; }
    public IReadOnlyList<StatementLine> Lines { get; private set; } = [];
    public IReadOnlyList<DateOnly> Months { get; private set; } = [];
    public long OpeningFen { get; private set; }
    public long ClosingFen => Lines.Count == 0 ? OpeningFen : Lines[^1].InHandsFen;

    public async Task<IActionResult> OnGet(string township, int year, int? month, CancellationToken cancellationToken) =>
        await Load(township, year, month, cancellationToken) ?? Page();

    public async Task<IActionResult> OnGetCsv(string township, int year, int? month, CancellationToken cancellationToken) =>
        await Load(township, year, month, cancellationToken) ?? Written(stream => SheetWriter.Csv(stream, Fields(), Lines), "csv", "text/csv");

    public async Task<IActionResult> OnGetXlsx(string township, int year, int? month, CancellationToken cancellationToken) =>
        await Load(township, year, month, cancellationToken)
        ?? Written(stream => SheetWriter.Xlsx(stream, T["fund.flow"], Fields(), Lines), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private FileContentResult Written(Action<Stream> write, string ending, string mediaType)
    {
        using var stream = new MemoryStream();
        write(stream);
        return File(stream.ToArray(), mediaType, $"{Township}-{Year}{(Month is { } month ? $"-{month:00}" : "")}.{ending}");
    }

    private SheetFields<StatementLine> Fields() => new SheetFields<StatementLine>()
        .Day(T["common.date"], line => line.Day)
        .Text(T["statement.event"], line => line.Event)
        .Text(T["common.from"], line => line.From)
        .Text(T["common.to"], line => line.To)
        .Text(T["common.number"], line => line.CaseNumber)
        .Yuan(T["common.amount_yuan"], line => line.AmountFen)
        .Yuan(T["fund.in_hands"], line => line.InHandsFen)
        .Text(T["common.remark"], line => line.Mark);

    private async Task<IActionResult?> Load(string township, int year, int? month, CancellationToken cancellationToken)
    {
        if (!MaySee(township))
        {
            return Forbid();
        }

        (Township, Year, Month) = (township, year, month);
        var found = await (from fund in db.Set<ReserveFund>().AsNoTracking()
                           where fund.CountyCode == County && fund.TownshipCode == township && fund.Year == year
                           join region in db.Regions.AsNoTracking() on fund.TownshipCode equals region.Code
                           select new { fund, region.NameZh, region.NameEn }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return NotFound();
        }

        Name = Named(found.NameZh, found.NameEn);
        var transfers = await FundTransfers.Read(db, County, found.fund, cancellationToken);
        var cases = await db.Set<Payment>().AsNoTracking().Where(p => p.CountyCode == County && p.ReserveFundId == found.fund.Id)
            .Join(db.Set<AidCase>().AsNoTracking(), p => new { p.CountyCode, Id = p.AidCaseId }, c => new { c.CountyCode, c.Id }, (p, c) => new { p.Id, c.Number })
            .ToDictionaryAsync(pair => $"payment:{pair.Id:D}", pair => pair.Number, cancellationToken);
        var all = Running(transfers, cases).ToList();
        Months = [.. all.Select(line => CountyDay.Month(line.Day)).Distinct().Order()];
        Lines = month is null ? all : all.FindAll(line => line.Day.Month == month && line.Day.Year == year);
        var first = Lines.Count == 0 ? -1 : all.IndexOf(Lines[0]);
        OpeningFen = first > 0 ? all[first - 1].InHandsFen : 0;
        return null;
    }

    /// <summary>Only what moved: a hold moves nothing, so it is not on a statement.</summary>
    private IEnumerable<StatementLine> Running(IEnumerable<Transfer> transfers, Dictionary<string, string> cases)
    {
        var inHands = 0L;
        foreach (var transfer in transfers.Where(t => t.Kind is TransferKind.Post or TransferKind.PostHold))
        {
            inHands += (transfer.To.Kind == AccountKind.InHands ? transfer.Amount : 0) - (transfer.From.Kind == AccountKind.InHands ? transfer.Amount : 0);
            yield return new StatementLine(
                transfer.OccurredOn, T[$"kind.FundEvent.{transfer.Reason}"], AccountWords.Of(T, transfer.From), AccountWords.Of(T, transfer.To), Reference(transfer.CaseReference, cases), transfer.Amount, inHands, transfer.Mark);
        }
    }

    /// <summary>A case by its number, a document by its own; ids of our own say nothing to a reader.</summary>
    private static string Reference(string reference, Dictionary<string, string> cases) =>
        cases.TryGetValue(reference, out var number) ? number : reference.Contains(':', StringComparison.Ordinal) ? "" : reference;

    public string MonthWord(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
