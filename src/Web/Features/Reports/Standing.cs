using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Reports;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Looks.Pictures;
using Jiuji.Web.Reference;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Reports;

/// <summary>Where the year's money stood at the end of a month, over the funds shown.</summary>
public sealed record StandingRow(DateOnly MonthEnd, IReadOnlyDictionary<AccountKind, long> Parts)
{
    public long SourcesFen => Parts[AccountKind.BroughtForward] + Parts[AccountKind.Advanced] + Parts[AccountKind.Lent];

    public long UsesFen => Parts.Values.Sum() - SourcesFen;
}

/// <summary>Where the money stands, month by month: one township or the whole county.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class StandingModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ReportPage(db, mediator, words, clock)
{
    private readonly JiujiDb data = db;

    /// <summary>The uses that have a column of their own; what is written off or carried forward is rare and stands in the files.</summary>
    public static readonly IReadOnlyList<AccountKind> Shown =
        [AccountKind.InTransit, AccountKind.InHands, AccountKind.AwaitingPapers, AccountKind.Approved, AccountKind.HandedBack, AccountKind.Recoverable, AccountKind.CarriedForward];

    public int Year { get; private set; }
    public string Township { get; private set; } = "";
    public IReadOnlyList<(string Code, string Name)> Townships { get; private set; } = [];
    public IReadOnlyList<StandingRow> Rows { get; private set; } = [];

    public IReadOnlyList<string> Steps => [.. Rows.Select(row => Days.Iso(row.MonthEnd)[..7])];

    public IReadOnlyList<TrendLine> Lines =>
    [
        new(T["fund.in_hands"], "hands", [.. Rows.Select(row => (long?)row.Parts[AccountKind.InHands])]),
        new(T["fund.approved"], "approved", [.. Rows.Select(row => (long?)row.Parts[AccountKind.Approved])]),
    ];

    public async Task<IActionResult> OnGet(int? year, string? township, CancellationToken cancellationToken) => await Load(year, township, cancellationToken) ?? Page();

    public async Task<IActionResult> OnGetCsv(int? year, string? township, CancellationToken cancellationToken) => await Load(year, township, cancellationToken) ?? Csv($"standing-{Year}", Fields(), Rows);

    public async Task<IActionResult> OnGetXlsx(int? year, string? township, CancellationToken cancellationToken) =>
        await Load(year, township, cancellationToken) ?? Xlsx($"standing-{Year}", T["report.standing"], Fields(), Rows);

    private SheetFields<StandingRow> Fields() => ReportFigures.Parts.Aggregate(
        new SheetFields<StandingRow>().Day(T["report.month_end"], row => row.MonthEnd), (fields, part) => fields.Yuan(T.Of(part), row => row.Parts[part]));

    private async Task<IActionResult?> Load(int? year, string? township, CancellationToken cancellationToken)
    {
        (Year, Township) = (Math.Clamp(year ?? Today.Year, 2000, Today.Year), Viewer.TownshipCode.Length > 0 ? Viewer.TownshipCode : township ?? "");
        if (!MaySee(Township))
        {
            return Forbid();
        }

        Townships = Viewer.TownshipCode.Length > 0 ? [] : [.. (await data.Regions.AsNoTracking().Where(r => r.CountyCode == County && r.Kind == RegionKind.Township).OrderBy(r => r.Code).ToListAsync(cancellationToken))
            .Select(region => (region.Code, Named(region.NameZh, region.NameEn)))];
        var funds = await FundMovements.Read(data, County, Township, Year, Year, Today, cancellationToken);
        Rows = [.. Enumerable.Range(1, Year < Today.Year ? 12 : Today.Month).Select(month => new DateOnly(Year, month, 1).AddMonths(1).AddDays(-1)).Select(end =>
        {
            var positions = funds.Select(fund => ReportFigures.Standing(fund.Fund.FundId, fund.Transfers, end)).ToList();
            return new StandingRow(end, ReportFigures.Parts.ToDictionary(part => part, part => positions.Sum(position => ReportFigures.Part(position, part))));
        })];
        return null;
    }

    public string MonthUrl(StandingRow row) => Township.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"/reports/balance/{Township}/{Year}?month={row.MonthEnd.Month}");
}
