using Jiuji.Ledger.Reports;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Reports;

/// <summary>What the pages of reports share: names of places, files, and how a period is written.</summary>
public abstract class ReportPage(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private Dictionary<string, string>? places;

    protected async Task LoadPlaces(CancellationToken cancellationToken) => places ??= (await db.Regions.AsNoTracking().Where(r => r.CountyCode == County || r.Code == County)
        .Select(r => new { r.Code, r.NameZh, r.NameEn }).ToListAsync(cancellationToken)).ToDictionary(r => r.Code, r => Named(r.NameZh, r.NameEn));

    public string PlaceName(string code) => places?.GetValueOrDefault(code, code) ?? code;

    /// <summary>"2026-11" for a calendar month, else both days.</summary>
    public static string PeriodWord(ReportKind kind, DateOnly from, DateOnly to) => kind == ReportKind.TownshipMonthly ? Days.Iso(from)[..7] : $"{Days.Iso(from)} – {Days.Iso(to)}";

    /// <summary>The kinds that the viewer files or receives.</summary>
    public IReadOnlyList<ReportKind> Kinds => Is(Role.CityOperator) ? [ReportKind.CountyHalfYearly, ReportKind.CountyQuarterly] : Viewer.TownshipCode.Length > 0 || Is(Role.StationWorker)
        ? Is(Role.StationWorker) ? [ReportKind.VillageMonthly] : [ReportKind.TownshipMonthly, ReportKind.VillageMonthly]
        : [ReportKind.TownshipMonthly, ReportKind.CountyQuarterly, ReportKind.CountyHalfYearly];

    public bool Files(ReportKind kind) => Capacity is { } capacity && ReportDecision.FilersOf(kind).Contains(capacity);

    /// <summary>A figure's key in words: a part of the fund, an event, or what was counted.</summary>
    public string KeyWord(ReportFigure figure) => figure.Section switch
    {
        ReportSection.Opening or ReportSection.Closing => T[$"kind.AccountKind.{figure.Key}"],
        ReportSection.Flow => T[$"kind.FundEvent.{figure.Key}"],
        ReportSection.Count => T[$"kind.ReportCount.{figure.Key}"],
        _ => figure.Key,
    };

    protected FileContentResult Csv<TRow>(string name, SheetFields<TRow> fields, IEnumerable<TRow> rows) => Written(stream => SheetWriter.Csv(stream, fields, rows), $"{name}.csv", "text/csv");

    protected FileContentResult Xlsx<TRow>(string name, string sheet, SheetFields<TRow> fields, IEnumerable<TRow> rows) =>
        Written(stream => SheetWriter.Xlsx(stream, sheet, fields, rows), $"{name}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private FileContentResult Written(Action<Stream> write, string name, string mediaType)
    {
        using var stream = new MemoryStream();
        write(stream);
        return File(stream.ToArray(), mediaType, name);
    }
}
