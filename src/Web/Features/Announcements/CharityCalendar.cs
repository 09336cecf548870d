using Jiuji.Ledger.Announcements;
using Jiuji.Ledger.Storage;
using Jiuji.Ledger;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Reports;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Lanes;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Announcements;

/// <summary>A duty with the organisation it belongs to.</summary>
public sealed record DutyRow(DisclosureDuty Duty, string Organisation);

/// <summary>A lot whose use can be followed.</summary>
public sealed record UsedLot(Guid Id, string Number, string Name);

/// <summary>What a charity must make public until when, and what it made public; the county and the auditor see all of them.</summary>
[Authorize(Roles = DisclosureViewers.CharitiesAndCounty)]
public sealed class CharityCalendarModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ReportPage(db, mediator, words, clock)
{
    private readonly JiujiDb data = db;

    public IReadOnlyList<DutyRow> Open { get; private set; } = [];
    public IReadOnlyList<DutyRow> Published { get; private set; } = [];
    public IReadOnlyList<UsedLot> Lots { get; private set; } = [];
    public string Typed { get; private set; } = "";
    public int Late => Open.Count(row => row.Duty.DueOn < Today);
    public bool MayAct => Is(Role.CharityStaff, Role.SocietyTreasurer);

    public Task<IActionResult> OnGet(CancellationToken cancellationToken) => Load(cancellationToken);

    public Task<IActionResult> OnPostRegister(Guid commandId, DutyKind kind, string? subject, DateOnly formedOn, CancellationToken cancellationToken) =>
        Take(subject, new RegisterDuty(commandId, Viewer, County, kind, (subject ?? "").Trim(), formedOn), cancellationToken);

    public async Task<IActionResult> OnPostPublish(Guid commandId, Guid duty, string? place, DateOnly? day, IFormFile? scan, CancellationToken cancellationToken)
    {
        var (name, content) = await FormScan.Of(scan, cancellationToken);
        return await Take(place, new PublishDuty(commandId, Viewer, County, duty, (place ?? "").Trim(), name, content, day), cancellationToken);
    }

    public Task<IActionResult> OnPostEnd(Guid commandId, Guid duty, DateOnly day, CancellationToken cancellationToken) =>
        Take(null, new EndProject(commandId, Viewer, County, duty, day), cancellationToken);

    public Task<IActionResult> OnPostCorrect(Guid commandId, Guid duty, string? text, CancellationToken cancellationToken) =>
        Take(text, new CorrectDuty(commandId, Viewer, County, duty, (text ?? "").Trim()), cancellationToken);

    private async Task<IActionResult> Take<TAnswer>(string? typed, ICommand<TAnswer> command, CancellationToken cancellationToken)
    {
        Typed = typed ?? "";
        return await Sent(command) is null ? await Load(cancellationToken) : Done("/disclosure/charity");
    }

    private async Task<IActionResult> Load(CancellationToken cancellationToken)
    {
        var (county, own) = (County, Viewer.OrganisationId);
        var duties = await data.Set<DisclosureDuty>().AsNoTracking().Include(d => d.Corrections).Where(d => d.CountyCode == county && (own == null || d.OrganisationId == own)).ToListAsync(cancellationToken);
        var names = (await data.Organisations.AsNoTracking().Where(o => o.CountyCode == county).ToListAsync(cancellationToken)).ToDictionary(o => o.Id, o => Named(o.NameZh, o.NameEn));
        var rows = duties.Select(duty => new DutyRow(duty, names.GetValueOrDefault(duty.OrganisationId, ""))).ToList();
        Open = [.. rows.Where(row => row.Duty.IsOpen).OrderBy(row => row.Duty.DueOn)];
        Published = [.. rows.Where(row => row.Duty.PublishedOn is not null).OrderByDescending(row => row.Duty.PublishedOn)];
        Lots = own is null ? [] : await data.Set<SupplyLot>().AsNoTracking().Where(lot => lot.CountyCode == county && lot.OrganisationId == own && lot.State != LotState.Draft)
            .OrderBy(lot => lot.Number).Select(lot => new UsedLot(lot.Id, lot.Number, lot.Name)).ToListAsync(cancellationToken);
        return Page();
    }

    /// <summary>The law counts calendar days here.</summary>
    public int DaysLeft(DisclosureDuty duty) => duty.DueOn.DayNumber - Today.DayNumber;
}

/// <summary>So much of a gift, where it is: in stock, or with one household that is not named.</summary>
public sealed record UseLine(string Where, int? Household, string Township, DateOnly? On, long Quantity);

/// <summary>
/// A use report for the donor of a lot (Charity Law 42, 80): everything that came in and where each part of it is, from the book itself. Households are
/// numbered, never named, and told apart by township only.
/// </summary>
[Authorize(Roles = DisclosureViewers.CharitiesAndCounty)]
public sealed class UseReportModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ReportPage(db, mediator, words, clock)
{
    private readonly JiujiDb data = db;

    public SupplyLot Lot { get; private set; } = default!;
    public string Organisation { get; private set; } = "";
    public string UnitWord { get; private set; } = "";
    public IReadOnlyList<Origin> Origins { get; private set; } = [];
    public IReadOnlyList<UseLine> Lines { get; private set; } = [];
    public long GivenQuantity => Origins.Sum(origin => origin.Amount);
    public long ReachedQuantity => Lines.Where(line => line.Household is not null).Sum(line => line.Quantity);
    public int Households => Lines.Count(line => line.Household is not null);

    /// <summary>Fen where the gift is money, else the lot's own unit.</summary>
    public string Amount(long quantity) => Lot.Unit == AccountKey.Yuan ? Figures.Yuan(quantity) : Figures.Count(quantity);

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken) => await Load(id, cancellationToken) ?? Page();

    public async Task<IActionResult> OnGetCsv(Guid id, CancellationToken cancellationToken) => await Load(id, cancellationToken) ?? Csv($"use-{Lot.Number}", new SheetFields<UseLine>()
        .Text(T["use.where"], line => line.Where)
        .Text(T["use.household"], line => line.Household is { } number ? T["use.household_number", number] : "")
        .Text(T["common.township"], line => line.Township)
        .Day(T["common.date"], line => line.On)
        .Text(T["common.quantity"], line => Amount(line.Quantity)), Lines);

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancellationToken)
    {
        var lot = await data.Set<SupplyLot>().AsNoTracking().FirstOrDefaultAsync(l => l.CountyCode == County && l.Id == id, cancellationToken);
        if (lot is null)
        {
            return NotFound();
        }

        if (Viewer.OrganisationId is { } own && own != lot.OrganisationId)
        {
            return Forbid();
        }

        await LoadPlaces(cancellationToken);
        Lot = lot;
        var organisation = await data.Organisations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == lot.OrganisationId, cancellationToken);
        Organisation = organisation is null ? "" : Named(organisation.NameZh, organisation.NameEn);
        var unit = await data.Codes.AsNoTracking().FirstOrDefaultAsync(c => c.List == "unit" && c.Code == lot.Unit, cancellationToken);
        UnitWord = unit is null ? lot.Unit : Named(unit.Zh, unit.En);
        await data.Database.OpenConnectionAsync(cancellationToken);
        var provenance = await Provenance.OfFund(data.Database.GetDbConnection(), County, lot.Id, cancellation: cancellationToken);
        Origins = provenance.Origins;
        var reached = Origins.SelectMany(origin => provenance.ReachedBy(origin.Transfer)).GroupBy(part => (part.Where, Case: part.Where == AccountKind.Delivered ? part.CaseReference : ""))
            .Select(part => (part.Key.Where, part.Key.Case, Quantity: part.Sum(piece => piece.Amount))).ToList();
        Lines = await Masked(reached, cancellationToken);
        return null;
    }

    private async Task<IReadOnlyList<UseLine>> Masked(List<(AccountKind Where, string Case, long Quantity)> reached, CancellationToken cancellationToken)
    {
        var matches = await data.Set<Match>().AsNoTracking().Where(m => m.CountyCode == County && m.LotId == Lot.Id)
            .Join(data.Set<Matching.Households.Household>().AsNoTracking(), m => new { m.CountyCode, Id = m.HouseholdId }, h => new { h.CountyCode, h.Id }, (m, h) => new { m.Id, h.ResidenceTownship })
            .ToDictionaryAsync(pair => $"match:{pair.Id:D}", pair => pair.ResidenceTownship, cancellationToken);
        var days = (await data.Set<TransferRow>().AsNoTracking().Where(t => t.CountyCode == County && t.Fund == Lot.Id && t.Reason == LotReasons.Delivered)
            .Select(t => new { t.CaseReference, t.OccurredOn }).ToListAsync(cancellationToken)).GroupBy(t => t.CaseReference).ToDictionary(t => t.Key, t => t.Max(row => row.OccurredOn));
        var number = 0;
        return [.. reached.OrderBy(part => part.Where != AccountKind.Delivered).ThenBy(part => days.GetValueOrDefault(part.Case)).ThenBy(part => part.Case, StringComparer.Ordinal)
            .Select(part => part.Where == AccountKind.Delivered
                ? new UseLine(T.Of(part.Where), ++number, PlaceName(matches.GetValueOrDefault(part.Case, "")), days.TryGetValue(part.Case, out var day) ? day : null, part.Quantity)
                : new UseLine(T.Of(part.Where), null, "", null, part.Quantity))];
    }
}
