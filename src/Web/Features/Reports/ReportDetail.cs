using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Reports;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Reports;

/// <summary>One part of the fund over the reported days.</summary>
public sealed record PartRow(AccountKind Part, long OpeningFen, long ClosingFen)
{
    public long ChangeFen => ClosingFen - OpeningFen;
}

/// <summary>One township in a county's report.</summary>
public sealed record TownshipRow(string Code, long SourcesFen, long InHandsFen, long AwaitingFen, long SpentFen, long UsedPercent);

/// <summary>A report with its kept figures; where the book says otherwise today, that stands beside them.</summary>
public abstract class ReportSheetPage(JiujiDb db, ReportReading reading, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ReportPage(db, mediator, words, clock)
{
    private readonly JiujiDb data = db;

    public FundReport Report { get; private set; } = default!;
    public IReadOnlyList<ReportFigure> Figures { get; private set; } = [];
    public IReadOnlyList<LifecycleMove> Moves { get; private set; } = [];

    /// <summary>Kept figure and what the book says now, where the two differ.</summary>
    public IReadOnlyList<(ReportFigure Kept, long NowFen)> Differences { get; private set; } = [];

    public string Area => PlaceName(Report.AreaCode);
    public string Period => PeriodWord(Report.Kind, Report.PeriodFrom, Report.PeriodTo);
    public bool HasMoney => Report.Kind != ReportKind.VillageMonthly;
    public long SpentFen => ReportFigures.ExpenditureFen(Figures);
    public IReadOnlyList<PartRow> Parts => [.. ReportFigures.Parts.Select(part => new PartRow(part, ReportFigures.Sum(Figures, ReportSection.Opening, part), ReportFigures.Sum(Figures, ReportSection.Closing, part)))
        .Where(row => row.OpeningFen != 0 || row.ClosingFen != 0)];
    public IEnumerable<ReportFigure> Flows => Figures.Where(figure => figure.Section == ReportSection.Flow);

    /// <summary>What was counted, over all areas of the report.</summary>
    public IReadOnlyList<ReportFigure> Counts => [.. Figures.Where(figure => figure.Section == ReportSection.Count).GroupBy(figure => figure.Key)
        .Select(same => same.First() with { Count = same.Sum(figure => figure.Count), AmountFen = same.Sum(figure => figure.AmountFen) })];

    public IReadOnlyList<TownshipRow> Townships => Report.TownshipCode.Length > 0 ? [] : [.. Figures.Where(figure => figure.Section is ReportSection.Opening or ReportSection.Closing).GroupBy(figure => figure.AreaCode)
        .Select(of => TownshipOf(of.Key, [.. of]))];

    protected async Task<IActionResult?> Load(Guid id, CancellationToken cancellationToken)
    {
        var report = await data.Set<FundReport>().AsNoTracking().Include(r => r.Approvals).Include(r => r.Notes).AsSplitQuery().FirstOrDefaultAsync(r => r.CountyCode == County && r.Id == id, cancellationToken);
        if (report is null)
        {
            return NotFound();
        }

        if (Viewer.TownshipCode.Length > 0 && Viewer.TownshipCode != report.TownshipCode)
        {
            return Forbid();
        }

        await LoadPlaces(cancellationToken);
        var lines = await data.Set<ReportLine>().AsNoTracking().Where(l => l.CountyCode == County && l.ReportId == id && l.Round == report.Round).OrderBy(l => l.Ordinal).ToListAsync(cancellationToken);
        (Report, Figures) = (report, [.. lines.Select(line => line.Figure)]);
        Moves = await data.Set<LifecycleMove>().AsNoTracking().Where(m => m.CountyCode == County && m.SubjectId == id && m.Refusal == null).OrderBy(m => m.At).ToListAsync(cancellationToken);
        Differences = HasMoney && report.SubmittedOn is not null ? await Compare(cancellationToken) : [];
        return null;
    }

    private async Task<IReadOnlyList<(ReportFigure, long)>> Compare(CancellationToken cancellationToken)
    {
        var period = new ReportPeriod(Report.Kind, Report.PeriodFrom, Report.PeriodTo, Report.DueOn);
        var now = (await reading.Make(County, period, Report.AreaCode, Report.TownshipCode, Report.AsOf, cancellationToken)).Where(IsMoney).ToDictionary(KeyOf);
        var kept = Figures.Where(IsMoney).ToDictionary(KeyOf);
        return [.. kept.Keys.Union(now.Keys).Select(key => (Figure: kept.GetValueOrDefault(key) ?? now[key] with { AmountFen = 0, Count = 0 }, Now: now.GetValueOrDefault(key)?.AmountFen ?? 0))
            .Where(pair => pair.Figure.AmountFen != pair.Now)];
    }

    private static bool IsMoney(ReportFigure figure) => figure.Section is ReportSection.Closing or ReportSection.Flow;

    private static (ReportSection, string, int, string, string) KeyOf(ReportFigure figure) => (figure.Section, figure.AreaCode, figure.FundYear, figure.Key, figure.Mark);

    private static TownshipRow TownshipOf(string code, List<ReportFigure> figures)
    {
        long Closing(AccountKind part) => ReportFigures.Sum(figures, ReportSection.Closing, part);
        var sources = Closing(AccountKind.BroughtForward) + Closing(AccountKind.Advanced) + Closing(AccountKind.Lent);
        var given = Closing(AccountKind.BroughtForward) + Closing(AccountKind.Advanced) - Closing(AccountKind.HandedBack);
        var used = Closing(AccountKind.Approved) + Closing(AccountKind.AwaitingPapers);
        return new TownshipRow(code, sources, Closing(AccountKind.InHands), Closing(AccountKind.AwaitingPapers), ReportFigures.ExpenditureFen(figures), given <= 0 ? 0 : used * 100 / given);
    }

    protected SheetFields<ReportFigure> Fields() => new SheetFields<ReportFigure>()
        .Text(T["report.section"], figure => T.Of(figure.Section))
        .Text(T["report.area"], figure => PlaceName(figure.AreaCode))
        .Whole(T["common.year"], figure => figure.FundYear)
        .Text(T["report.figure"], KeyWord, 28)
        .Text(T["common.remark"], figure => figure.Mark.Length == 0 ? "" : T[$"statement.mark.{figure.Mark}"])
        .Whole(T["common.count"], figure => figure.Section is ReportSection.Opening or ReportSection.Closing ? null : figure.Count)
        .Yuan(T["common.amount_yuan"], figure => figure.AmountFen);

    /// <summary>The transfers behind a part, where the report is about one fund-year; else the balance that leads to them. A county's parts are those of its townships, which have links of their own.</summary>
    public string PartUrl(PartRow row)
    {
        var years = Figures.Where(figure => figure.Section is ReportSection.Opening or ReportSection.Closing && figure.Key == row.Part.ToString()).Select(figure => figure.FundYear).Distinct().ToList();
        return Report.TownshipCode.Length == 0 ? ""
            : years.Count == 1 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/reports/transfers/{Report.TownshipCode}/{years[0]}?to={To:yyyy-MM-dd}&part={row.Part}")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/reports/balance/{Report.TownshipCode}/{Report.PeriodTo.Year}?month={Report.PeriodTo.Month}");
    }

    private DateOnly To => Report.AsOf < Report.PeriodTo ? Report.AsOf : Report.PeriodTo;

    /// <summary>The transfers behind a flow.</summary>
    public string FlowUrl(ReportFigure flow) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"/reports/transfers/{flow.AreaCode}/{flow.FundYear}?from={Report.PeriodFrom:yyyy-MM-dd}&to={To:yyyy-MM-dd}&happened={flow.Key}&mark={flow.Mark}");
}

/// <summary>A report's page: the figures, what was said and done about it, and the viewer's own next step.</summary>
[Authorize(Roles = FundViewers.Reports)]
public sealed class ReportDetailModel(JiujiDb db, ReportReading reading, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ReportSheetPage(db, reading, mediator, words, clock)
{
    private readonly JiujiDb data = db;

    public string Typed { get; private set; } = "";

    public bool MayFile => Files(Report.Kind) && Report.State is FundReportState.Drafted or FundReportState.Returned;

    public bool MayReceive => Report.State == FundReportState.Submitted && Viewer.Name != Report.PreparedBy && (Report.Kind switch
    {
        ReportKind.VillageMonthly => Is(Role.TownshipHandler, Role.OfficeHead),
        ReportKind.TownshipMonthly => Is(Role.CountyCivilAffairs),
        _ => Is(Role.CityOperator),
    });

    public bool MayNote => Report.SubmittedOn is not null && Report.State != FundReportState.Returned && Files(Report.Kind);

    public bool MayCoApprove(CoApprover bureau) => Report.Kind == ReportKind.CountyHalfYearly && Report.State == FundReportState.Drafted
        && Report.ApprovalsOfThisRound.All(approval => approval.Bureau != bureau) && Is(bureau == CoApprover.FinanceBureau ? Role.CountyFinance : Role.CountyCivilAffairs);

    public bool LacksCoApproval => Report.Kind == ReportKind.CountyHalfYearly && Report.ApprovalsOfThisRound.Count() < Enum.GetValues<CoApprover>().Length;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken) => await Load(id, cancellationToken) ?? Page();

    public async Task<IActionResult> OnGetCsv(Guid id, CancellationToken cancellationToken) => await Load(id, cancellationToken) ?? Csv($"report-{Report.AreaCode}-{Report.PeriodTo:yyyyMM}", Fields(), Figures);

    public async Task<IActionResult> OnGetXlsx(Guid id, CancellationToken cancellationToken) =>
        await Load(id, cancellationToken) ?? Xlsx($"report-{Report.AreaCode}-{Report.PeriodTo:yyyyMM}", T["report.title"], Fields(), Figures);

    public async Task<IActionResult> OnPostRemake(Guid id, Guid commandId, string? text, CancellationToken cancellationToken)
    {
        var report = await data.Set<FundReport>().AsNoTracking().FirstOrDefaultAsync(r => r.CountyCode == County && r.Id == id, cancellationToken);
        return report is null ? NotFound() : await Take(id, text, new PrepareReport(
            commandId, Viewer, County, report.Kind, report.PeriodTo, report.Kind == ReportKind.VillageMonthly ? report.AreaCode : "", (text ?? "").Trim()), "notice.report_made", cancellationToken);
    }

    public Task<IActionResult> OnPostSubmit(Guid id, Guid commandId, CancellationToken cancellationToken) =>
        Take(id, null, new SubmitReport(commandId, Viewer, County, id), "notice.report_submitted", cancellationToken);

    public Task<IActionResult> OnPostAccept(Guid id, Guid commandId, CancellationToken cancellationToken) =>
        Take(id, null, new AcceptReport(commandId, Viewer, County, id), "notice.done", cancellationToken);

    public Task<IActionResult> OnPostReturn(Guid id, Guid commandId, string? reason, CancellationToken cancellationToken) =>
        Take(id, reason, new ReturnReport(commandId, Viewer, County, id, (reason ?? "").Trim()), "notice.done", cancellationToken);

    public Task<IActionResult> OnPostNote(Guid id, Guid commandId, string? text, CancellationToken cancellationToken) =>
        Take(id, text, new NoteReport(commandId, Viewer, County, id, (text ?? "").Trim()), "notice.report_noted", cancellationToken);

    public async Task<IActionResult> OnPostCoApprove(Guid id, Guid commandId, CoApprover bureau, IFormFile? scan, CancellationToken cancellationToken)
    {
        var (name, content) = await FormScan.Of(scan, cancellationToken);
        return await Take(id, null, new CoApproveReport(commandId, Viewer, County, id, bureau, name, content), "notice.done", cancellationToken);
    }

    private async Task<IActionResult> Take<TAnswer>(Guid id, string? typed, ICommand<TAnswer> command, string notice, CancellationToken cancellationToken)
    {
        Typed = typed ?? "";
        return await Sent(command) is null ? await Load(id, cancellationToken) ?? Page() : Done($"/reports/{id:D}", notice);
    }
}

/// <summary>A report on paper, with its signature boxes.</summary>
[Authorize(Roles = FundViewers.Reports)]
public sealed class ReportPrintModel(JiujiDb db, ReportReading reading, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ReportSheetPage(db, reading, mediator, words, clock)
{
    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken) => await Load(id, cancellationToken) ?? Page();
}
