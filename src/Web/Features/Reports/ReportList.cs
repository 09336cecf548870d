using Jiuji.Ledger.Reports;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Reports;

/// <summary>One report that is due, whether it was made or not.</summary>
public sealed record DueReport(string AreaCode, string AreaName, ReportPeriod Period, Guid? Id, FundReportState? State, bool IsNil, DateOnly? SubmittedOn)
{
    public bool IsHandedIn => State is FundReportState.Submitted or FundReportState.Accepted;

    public bool IsLate(DateOnly today) => !IsHandedIn && Period.IsOverdue(today);
}

/// <summary>The calendar of reports for whoever looks: what is due when, what is there, what is late. A report that nobody made stands on it all the same.</summary>
[Authorize(Roles = FundViewers.Reports)]
public sealed class ReportListModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ReportPage(db, mediator, words, clock)
{
    private const int MonthsBack = 6;
    private readonly JiujiDb data = db;

    public ReportKind Kind { get; private set; }
    public DateOnly Month { get; private set; }
    public bool IsAsked { get; private set; }

    /// <summary>A month is chosen where one page shows many places; one place shows its last months.</summary>
    public bool ByMonth => Kind == ReportKind.VillageMonthly || (Kind == ReportKind.TownshipMonthly && Viewer.TownshipCode.Length == 0);
    public IReadOnlyList<DueReport> Rows { get; private set; } = [];
    public int Late => Rows.Count(row => row.IsLate(Today));
    public int Missing => Rows.Count(row => !row.IsHandedIn);

    public Task<IActionResult> OnGet(ReportKind? kind, DateOnly? month, CancellationToken cancellationToken) => Load(kind, month, cancellationToken);

    public async Task<IActionResult> OnPostPrepare(Guid commandId, ReportKind kind, DateOnly month, string? area, CancellationToken cancellationToken)
    {
        var made = await Sent(new PrepareReport(commandId, Viewer, County, kind, month, kind == ReportKind.VillageMonthly ? area ?? "" : ""));
        return made is null ? await Load(kind, month, cancellationToken) : Done($"/reports/{made.Value:D}", "notice.report_made");
    }

    private async Task<IActionResult> Load(ReportKind? kind, DateOnly? month, CancellationToken cancellationToken)
    {
        Kind = kind is { } asked && Kinds.Contains(asked) ? asked : Kinds[0];
        var reportRules = ReportPack.Rules(rules.Rules(County, Today));
        IsAsked = ReportCalendar.IsAsked(Kind, reportRules);
        var current = ReportCalendar.Of(Kind, Today, reportRules);

        // After its due day a village is already in the next period; what is due next is shown first.
        Month = month ?? (Kind == ReportKind.VillageMonthly && current.To < Today ? current.From : new DateOnly(Today.Year, Today.Month, 1));
        await LoadPlaces(cancellationToken);
        var periods = ByMonth ? [ReportCalendar.Of(Kind, Month, reportRules)] : ReportCalendar.Begun(Kind, Today, MonthsBack, reportRules).ToList();
        var areas = await Areas(cancellationToken);
        var earliest = periods.Min(period => period.From);
        var made = (await data.Set<FundReport>().AsNoTracking().Where(r => r.CountyCode == County && r.Kind == Kind && areas.Contains(r.AreaCode) && r.PeriodFrom >= earliest).ToListAsync(cancellationToken))
            .ToDictionary(r => (r.AreaCode, r.PeriodFrom));
        Rows = [.. periods.SelectMany(period => areas.Select(area => made.TryGetValue((area, period.From), out var report)
            ? new DueReport(area, PlaceName(area), period, report.Id, report.State, report.IsNil, report.SubmittedOn)
            : new DueReport(area, PlaceName(area), period, null, null, false, null)))];
        return Page();
    }

    private async Task<List<string>> Areas(CancellationToken cancellationToken) => Kind switch
    {
        ReportKind.VillageMonthly => await data.Regions.AsNoTracking().Where(r => r.ParentCode == Viewer.TownshipCode && r.Kind == RegionKind.Village)
            .OrderBy(r => r.Code).Select(r => r.Code).ToListAsync(cancellationToken),
        ReportKind.TownshipMonthly when Viewer.TownshipCode.Length > 0 => [Viewer.TownshipCode],
        ReportKind.TownshipMonthly => await data.Regions.AsNoTracking().Where(r => r.CountyCode == County && r.Kind == RegionKind.Township)
            .OrderBy(r => r.Code).Select(r => r.Code).ToListAsync(cancellationToken),
        _ => [County],
    };

    public bool MayPrepare(DueReport row) => Files(Kind) && row.Id is null && row.Period.From <= Today;

    public int WorkingDaysLeft(DateOnly due) => WorkingDaysLeft(rules.Calendar, Today, due);
}
