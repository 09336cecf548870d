using Jiuji.Ledger;
using Jiuji.Ledger.Announcements;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Reports;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Announcements;

/// <summary>Aids of one township and month that wait for their list, with the last day to post it.</summary>
public sealed record WaitingMonth(string TownshipCode, string Township, DateOnly Month, int Aids, long AmountFen, DateOnly DueOn, bool Provisional);

/// <summary>A list in the overview.</summary>
public sealed record AnnouncementRow(string Number, string Place, DateOnly Month, AnnouncementState State, DateOnly DueOn, DateOnly? PostedOn, DateOnly? RemoveOn, int Aids, int Corrections);

/// <summary>Who sees lists and duties.</summary>
public static class DisclosureViewers
{
    public const string Charities = $"{nameof(Role.CharityStaff)},{nameof(Role.SocietyTreasurer)},{nameof(Role.SocietyCouncil)},{nameof(Role.SocietySupervisor)}";
    public const string Offices = FundViewers.Cases;
    public const string CharitiesAndCounty = $"{Charities},{nameof(Role.CountyCivilAffairs)},{nameof(Role.Auditor)}";
    public const string All = $"{Offices},{Charities}";
}

/// <summary>公示: what waits to be posted until when, what hangs, what may come down.</summary>
[Authorize(Roles = DisclosureViewers.All)]
public sealed class AnnouncementListModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ReportPage(db, mediator, words, clock)
{
    private const int MostRows = 60;
    private readonly JiujiDb data = db;

    public IReadOnlyList<WaitingMonth> Waiting { get; private set; } = [];
    public IReadOnlyList<AnnouncementRow> Rows { get; private set; } = [];
    public IReadOnlyList<(string Code, string Name)> Villages { get; private set; } = [];
    public int Hanging => Rows.Count(row => row.State == AnnouncementState.Posted);
    public int Late => Waiting.Count(waiting => waiting.DueOn < Today);
    public bool MayDraft => Viewer.TownshipCode.Length > 0 && Is(Role.TownshipHandler, Role.StationWorker);

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (DisclosureViewers.Charities.Split(',').Contains(Viewer.Role.ToString()))
        {
            return Redirect("/disclosure/charity");
        }

        return await Load(cancellationToken);
    }

    public async Task<IActionResult> OnPostDraft(Guid commandId, DateOnly month, string? village, CancellationToken cancellationToken)
    {
        var drafted = await Sent(new DraftAnnouncement(commandId, Viewer, County, month, village ?? ""));
        return drafted is null ? await Load(cancellationToken) : Done($"/disclosure/{drafted.Value}", "notice.announcement_drafted");
    }

    private async Task<IActionResult> Load(CancellationToken cancellationToken)
    {
        await LoadPlaces(cancellationToken);
        var (county, township) = (County, Viewer.TownshipCode);
        var within = AnnouncementPack.Rules(rules.Rules(county, Today)).PostWithin;
        var thisYear = new DateOnly(Today.Year, 1, 1);
        var waiting = await Unannounced.Read(data, county, township, "", sameList: false, thisYear, Today, cancellationToken);
        Waiting = [.. waiting.GroupBy(aid => (aid.TownshipCode, Month: CountyDay.Month(aid.PaidOn))).Select(month =>
        {
            var due = rules.Calendar.After(month.Min(aid => aid.PaidOn), within);
            return new WaitingMonth(month.Key.TownshipCode, PlaceName(month.Key.TownshipCode), month.Key.Month, month.Count(), month.Sum(aid => aid.AmountFen), due.Day, due.Provisional);
        }).OrderBy(month => month.DueOn).ThenBy(month => month.TownshipCode, StringComparer.Ordinal)];
        Rows = [.. (await data.Set<Announcement>().AsNoTracking().Where(a => a.CountyCode == county && (township == "" || a.TownshipCode == township) && a.State != AnnouncementState.Discarded)
            .OrderByDescending(a => a.Month).ThenBy(a => a.Number).Take(MostRows)
            .Select(a => new { a.Number, a.TownshipCode, a.VillageCode, a.Month, a.State, a.DueOn, a.PostedOn, a.RemoveOn, Aids = a.Lines.Count, Corrections = a.Corrections.Count }).ToListAsync(cancellationToken))
            .Select(a => new AnnouncementRow(a.Number, PlaceName(a.VillageCode.Length > 0 ? a.VillageCode : a.TownshipCode), a.Month, a.State, a.DueOn, a.PostedOn, a.RemoveOn, a.Aids, a.Corrections))];
        Villages = !MayDraft ? [] : [.. (await data.Regions.AsNoTracking().Where(r => r.ParentCode == township && r.Kind == RegionKind.Village).OrderBy(r => r.Code).ToListAsync(cancellationToken))
            .Select(region => (region.Code, Named(region.NameZh, region.NameEn)))];
        return Page();
    }

    public int WorkingDaysLeft(DateOnly due) => WorkingDaysLeft(rules.Calendar, Today, due);

    public bool MayComeDown(AnnouncementRow row) => row.State == AnnouncementState.Posted && row.RemoveOn <= Today;
}
