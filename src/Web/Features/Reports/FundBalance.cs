using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Reports;

/// <summary>One account of the fund over some days: what it held, what came in and went out, what it holds.</summary>
public sealed record BalanceRow(AccountKey Account, long OpeningFen, long InFen, long OutFen)
{
    public long ClosingFen => OpeningFen + InFen - OutFen;
}

/// <summary>What both pages below read: one township's fund-year and its transfers.</summary>
public abstract class FundBookPage(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ReportPage(db, mediator, words, clock)
{
    private readonly JiujiDb data = db;

    public string Township { get; private set; } = "";
    public string Name { get; private set; } = "";
    public int Year { get; private set; }
    protected IReadOnlyList<Transfer> Moved { get; private set; } = [];

    protected async Task<IActionResult?> LoadFund(string township, int year, DateOnly until, CancellationToken cancellationToken)
    {
        if (!MaySee(township))
        {
            return Forbid();
        }

        await LoadPlaces(cancellationToken);
        (Township, Year, Name) = (township, year, PlaceName(township));
        var found = await FundMovements.Read(data, County, township, year, year, until, cancellationToken);
        if (found.Count == 0)
        {
            return NotFound();
        }

        Moved = [.. found[0].Transfers.Where(t => t.Kind is TransferKind.Post or TransferKind.PostHold)];
        return null;
    }
}

/// <summary>A fund's trial balance for a month or its whole life; the sum of all accounts is nothing, or the book is wrong.</summary>
[Authorize(Roles = $"{FundViewers.Money},{nameof(Role.CityOperator)}")]
public sealed class FundBalanceModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundBookPage(db, mediator, words, clock)
{
    public int? Month { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public IReadOnlyList<BalanceRow> Rows { get; private set; } = [];
    public long SumFen => Rows.Sum(row => row.ClosingFen);
    public IEnumerable<int> Months => Enumerable.Range(1, Year < Today.Year ? 12 : Today.Month);

    public async Task<IActionResult> OnGet(string township, int year, int? month, CancellationToken cancellationToken) => await Load(township, year, month, cancellationToken) ?? Page();

    public async Task<IActionResult> OnGetCsv(string township, int year, int? month, CancellationToken cancellationToken) => await Load(township, year, month, cancellationToken) ?? Csv(FileName, Fields(), Rows);

    public async Task<IActionResult> OnGetXlsx(string township, int year, int? month, CancellationToken cancellationToken) =>
        await Load(township, year, month, cancellationToken) ?? Xlsx(FileName, T["report.balance"], Fields(), Rows);

    private string FileName => string.Create(CultureInfo.InvariantCulture, $"balance-{Township}-{Year}{(Month is { } month ? $"-{month:00}" : "")}");

    private SheetFields<BalanceRow> Fields() => new SheetFields<BalanceRow>()
        .Text(T["report.account"], row => T.Account(row.Account), 30)
        .Yuan(T["report.opening"], row => row.OpeningFen)
        .Yuan(T["report.in"], row => row.InFen)
        .Yuan(T["report.out"], row => row.OutFen)
        .Yuan(T["report.closing"], row => row.ClosingFen);

    private async Task<IActionResult?> Load(string township, int year, int? month, CancellationToken cancellationToken)
    {
        if (year is < 2000 or > 2100 || month is < 1 or > 12)
        {
            return NotFound();
        }

        Month = month;
        From = month is { } one ? new DateOnly(year, one, 1) : new DateOnly(year - 1, 1, 1);
        To = month is null ? Today : From.AddMonths(1).AddDays(-1);
        if (await LoadFund(township, year, To, cancellationToken) is { } refused)
        {
            return refused;
        }

        Rows = [.. Moved.SelectMany(t => new[] { (Account: t.To, t.OccurredOn, In: t.Amount, Out: 0L), (Account: t.From, t.OccurredOn, In: 0L, Out: t.Amount) })
            .GroupBy(side => side.Account).OrderBy(account => account.Key.Kind).ThenBy(account => account.Key.Party, StringComparer.Ordinal)
            .Select(account => new BalanceRow(
                account.Key, account.Where(s => s.OccurredOn < From).Sum(s => s.In - s.Out), account.Where(s => s.OccurredOn >= From).Sum(s => s.In), account.Where(s => s.OccurredOn >= From).Sum(s => s.Out)))];
        return null;
    }

    public string TransfersUrl(BalanceRow row) => string.Create(CultureInfo.InvariantCulture, $"/reports/transfers/{Township}/{Year}?from={From:yyyy-MM-dd}&to={To:yyyy-MM-dd}&part={row.Account.Kind}");
}

/// <summary>One transfer behind a figure.</summary>
public sealed record BehindRow(DateOnly Day, string Event, string From, string To, string Number, long AmountFen, string Actor, string Mark);

/// <summary>The transfers behind a figure: by event, by mark, by account, between two days. Their sum is the figure.</summary>
[Authorize(Roles = $"{FundViewers.Money},{nameof(Role.CityOperator)}")]
public sealed class BehindFigureModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundBookPage(db, mediator, words, clock)
{
    private readonly JiujiDb data = db;

    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public FundEvent? Happened { get; private set; }
    public AccountKind? Part { get; private set; }
    public string Mark { get; private set; } = "";
    public IReadOnlyList<BehindRow> Rows { get; private set; } = [];

    public string About => Happened is { } happened ? T.Of(happened) : Part is { } part ? T.Of(part) : T["fund.flow"];

    public string Query => string.Create(CultureInfo.InvariantCulture, $"from={From:yyyy-MM-dd}&to={To:yyyy-MM-dd}&happened={Happened}&mark={Mark}&part={Part}");

    public async Task<IActionResult> OnGet(string township, int year, DateOnly? from, DateOnly? to, FundEvent? happened, string? mark, AccountKind? part, CancellationToken cancellationToken) =>
        await Load(township, year, from, to, happened, mark, part, cancellationToken) ?? Page();

    public async Task<IActionResult> OnGetCsv(string township, int year, DateOnly? from, DateOnly? to, FundEvent? happened, string? mark, AccountKind? part, CancellationToken cancellationToken) =>
        await Load(township, year, from, to, happened, mark, part, cancellationToken) ?? Csv($"transfers-{Township}-{Year}", new SheetFields<BehindRow>()
            .Day(T["common.date"], row => row.Day)
            .Text(T["statement.event"], row => row.Event)
            .Text(T["common.from"], row => row.From)
            .Text(T["common.to"], row => row.To)
            .Text(T["common.number"], row => row.Number)
            .Yuan(T["common.amount_yuan"], row => row.AmountFen)
            .Text(T["common.by"], row => row.Actor)
            .Text(T["common.remark"], row => row.Mark), Rows);

    private async Task<IActionResult?> Load(string township, int year, DateOnly? from, DateOnly? to, FundEvent? happened, string? mark, AccountKind? part, CancellationToken cancellationToken)
    {
        (From, To, Happened, Part, Mark) = (from ?? new DateOnly(Math.Clamp(year, 2000, 2100), 1, 1), to ?? Today, happened, part, mark ?? "");
        if (await LoadFund(township, year, To, cancellationToken) is { } refused)
        {
            return refused;
        }

        var numbers = await data.Set<Payment>().AsNoTracking().Where(p => p.CountyCode == County)
            .Join(data.Set<AidCase>().AsNoTracking().Where(c => c.TownshipCode == township), p => new { p.CountyCode, Id = p.AidCaseId }, c => new { c.CountyCode, c.Id }, (p, c) => new { p.Id, c.Number })
            .ToDictionaryAsync(pair => $"payment:{pair.Id:D}", pair => pair.Number, cancellationToken);
        var reason = Happened?.ToString();
        Rows = [.. Moved.Where(t => t.OccurredOn >= From && (reason is null || (t.Reason == reason && t.Mark == Mark)) && (Part is null || t.From.Kind == Part || t.To.Kind == Part))
            .Select(t => new BehindRow(t.OccurredOn, T[$"kind.FundEvent.{t.Reason}"], T.Account(t.From), T.Account(t.To), NumberOf(t.CaseReference, numbers), t.Amount, t.Actor, t.Mark))];
        return null;
    }

    /// <summary>A case by its number, a document by its own; ids of our own say nothing to a reader.</summary>
    private static string NumberOf(string reference, Dictionary<string, string> numbers) =>
        numbers.GetValueOrDefault(reference) ?? (reference.Contains(':', StringComparison.Ordinal) ? "" : reference);
}
