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
