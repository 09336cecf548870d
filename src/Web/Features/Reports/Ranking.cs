using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Looks.Pictures;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Reports;

/// <summary>A township in the ranking of use, the least used first; one without a fund stands on top (F2).</summary>
public sealed record UseRow(string Code, string Name, bool HasFund, int UsedPercent, long InHandsFen, long SpentFen, long YuanDays, int OldestDays);

/// <summary>How far each township has used its fund against the target of the pack; the money that lies longest weighs most (F5).</summary>
[Authorize(Roles = $"{nameof(Role.CountyCivilAffairs)},{nameof(Role.CountyFinance)},{nameof(Role.Auditor)}")]
public sealed class RankingModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ReportPage(db, mediator, words, clock)
{
    private readonly JiujiDb data = db;

    public int Year { get; private set; }
    public int? TargetPercent { get; private set; }
    public IReadOnlyList<UseRow> Rows { get; private set; } = [];
    public int Below => Rows.Count(row => !row.HasFund || row.UsedPercent < TargetPercent);

    public IReadOnlyList<TargetRow> Bars => [.. Rows.Where(row => row.HasFund).Select(row => new TargetRow(row.Name, row.UsedPercent / 100.0, (TargetPercent ?? 0) / 100.0))];

    public Task OnGet(int? year, CancellationToken cancellationToken) => Load(year, cancellationToken);

    public async Task<IActionResult> OnGetCsv(int? year, CancellationToken cancellationToken)
    {
        await Load(year, cancellationToken);
        return Csv($"use-{Year}", Fields(), Rows);
    }

    public async Task<IActionResult> OnGetXlsx(int? year, CancellationToken cancellationToken)
    {
        await Load(year, cancellationToken);
        return Xlsx($"use-{Year}", T["report.ranking"], Fields(), Rows);
    }

    private SheetFields<UseRow> Fields() => new SheetFields<UseRow>()
        .Text(T["common.township"], row => row.Name)
        .YesNo(T["report.has_fund"], row => row.HasFund)
        .Whole(T["report.use_percent"], row => row.UsedPercent)
        .Yuan(T["fund.in_hands"], row => row.InHandsFen)
        .Yuan(T["report.spent_column"], row => row.SpentFen)
        .Whole(T["report.yuan_days"], row => row.YuanDays)
        .Whole(T["fund.oldest"], row => row.OldestDays);

    private async Task Load(int? year, CancellationToken cancellationToken)
    {
        Year = Math.Clamp(year ?? Today.Year, 2000, Today.Year);
        var pack = rules.Rules(County, Today);
        TargetPercent = Year < Today.Year ? pack.UseTargetPercentYear : IdleMoney.TargetPercent(pack, Today);
        var readings = await FundReadings.Read(data, rules, County, "", Year, Today, cancellationToken);
        var ranks = IdleMoney.Rank(readings.Where(r => r.Fund is not null).Select(r => (r.TownshipCode, r.Fund!.Position, r.Layers)), Today).ToDictionary(rank => rank.TownshipCode);
        Rows = [.. readings.Select(r => ranks.TryGetValue(r.TownshipCode, out var rank)
            ? new UseRow(r.TownshipCode, r.Name, true, rank.UsedPercent, rank.InHandsFen, rank.ExpenditureFen, rank.YuanDays, rank.OldestDays)
            : new UseRow(r.TownshipCode, r.Name, false, 0, 0, 0, 0, 0)).OrderBy(row => row.HasFund).ThenBy(row => row.UsedPercent).ThenByDescending(row => row.YuanDays).ThenBy(row => row.Code, StringComparer.Ordinal)];
    }
}

/// <summary>County money that is not yet where it should be: of a document, on the way, or a claim that waits.</summary>
public sealed record IdleRow(string Kind, string About, string Township, DateOnly Since, long AmountFen, string? Url)
{
    public int Days(DateOnly today) => Math.Max(0, today.DayNumber - Since.DayNumber);
}

/// <summary>The same meter over the county itself (X2): what was appropriated and not advanced, advanced and not received, claimed and not reviewed.</summary>
[Authorize(Roles = $"{nameof(Role.CountyCivilAffairs)},{nameof(Role.CountyFinance)},{nameof(Role.Auditor)}")]
public sealed class CountyIdleModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ReportPage(db, mediator, words, clock)
{
    private readonly JiujiDb data = db;

    public IReadOnlyList<IdleRow> Rows { get; private set; } = [];
    public long NotAdvancedFen => Rows.Where(row => row.Kind == "report.idle_not_advanced").Sum(row => row.AmountFen);
    public int OldestDays => Rows.Count == 0 ? 0 : Rows.Max(row => row.Days(Today));

    public Task OnGet(CancellationToken cancellationToken) => Load(cancellationToken);

    public async Task<IActionResult> OnGetCsv(CancellationToken cancellationToken)
    {
        await Load(cancellationToken);
        return Csv("county-idle", new SheetFields<IdleRow>()
            .Text(T["common.kind"], row => T[row.Kind])
            .Text(T["common.number"], row => row.About)
            .Text(T["common.township"], row => row.Township)
            .Day(T["report.since"], row => row.Since)
            .Whole(T["report.days"], row => row.Days(Today))
            .Yuan(T["common.amount_yuan"], row => row.AmountFen), Rows);
    }

    private async Task Load(CancellationToken cancellationToken)
    {
        await LoadPlaces(cancellationToken);
        var advances = await data.Set<Advance>().AsNoTracking().Where(a => a.CountyCode == County)
            .Join(data.Set<ReserveFund>().AsNoTracking(), a => new { a.CountyCode, Id = a.ReserveFundId }, f => new { f.CountyCode, f.Id }, (a, f) => new { a.Id, a.JointDocumentId, a.IssuedFen, a.ReceivedFen, a.DraftedOn, f.TownshipCode })
            .ToListAsync(cancellationToken);
        var documents = await data.Set<JointDocument>().AsNoTracking().Where(d => d.CountyCode == County).ToListAsync(cancellationToken);
        var numbers = documents.ToDictionary(d => d.Id, d => d.Number);
        var issued = advances.ToLookup(a => a.JointDocumentId, a => a.IssuedFen);
        var claims = await data.Set<ReimbursementClaim>().AsNoTracking().Where(c => c.CountyCode == County && (c.State == ReimbursementClaimState.Submitted || c.State == ReimbursementClaimState.UnderReview))
            .Select(c => new { c.Number, c.TownshipCode, c.SubmittedOn, Fen = c.Lines.Sum(line => line.AmountFen) }).ToListAsync(cancellationToken);
        Rows = [.. documents.Select(d => new IdleRow("report.idle_not_advanced", d.Number, "", d.IssuedOn, d.AmountFen - issued[d.Id].Sum(), null))
            .Concat(advances.Select(a => new IdleRow("report.idle_in_transit", numbers.GetValueOrDefault(a.JointDocumentId, ""), PlaceName(a.TownshipCode), a.DraftedOn, a.IssuedFen - a.ReceivedFen, $"/advances/{a.Id:D}")))
            .Concat(claims.Select(c => new IdleRow("report.idle_claim", c.Number, PlaceName(c.TownshipCode), c.SubmittedOn ?? Today, c.Fen, $"/claims/{c.Number}")))
            .Where(row => row.AmountFen > 0).OrderBy(row => row.Since).ThenBy(row => row.About, StringComparer.Ordinal)];
    }
}
