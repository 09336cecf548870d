using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Months;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Statements;

/// <summary>How far a township has come: the last month reconciled, and what of its statements is still to be worked.</summary>
public sealed record TownshipStanding(string Code, string Name, DateOnly? Reconciled, int Open, int Overdue, int InFlight, DateOnly? LastDay);

/// <summary>All townships of the county with what is left to reconcile; somebody of a township goes straight to their own desk.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class StatementListModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public IReadOnlyList<TownshipStanding> Rows { get; private set; } = [];
    public int Open => Rows.Sum(row => row.Open);

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (Viewer.TownshipCode.Length > 0)
        {
            return Redirect($"/statements/{Viewer.TownshipCode}");
        }

        var reconciled = await MonthDesk.LastReconciled(db, County, cancellationToken);
        var items = (await db.Set<UnmatchedItem>().AsNoTracking().Where(i => i.CountyCode == County && i.State != UnmatchedItemState.Closed)
            .Select(i => new { i.TownshipCode, i.State, i.DueOn }).ToListAsync(cancellationToken)).ToLookup(i => i.TownshipCode);
        var days = await db.Set<BankStatement>().AsNoTracking().Where(s => s.CountyCode == County).GroupBy(s => s.TownshipCode)
            .Select(of => new { of.Key, Last = of.Max(s => s.LastDay) }).ToDictionaryAsync(row => row.Key, row => row.Last, cancellationToken);
        var townships = await db.Set<ReserveFund>().AsNoTracking().Where(f => f.CountyCode == County).Select(f => f.TownshipCode).Distinct()
            .Join(db.Regions.AsNoTracking().Where(r => r.Kind == RegionKind.Township), code => code, region => region.Code, (code, region) => region).OrderBy(region => region.Code)
            .ToListAsync(cancellationToken);
        Rows = [.. townships.Select(region => new TownshipStanding(
                region.Code, Named(region.NameZh, region.NameEn), reconciled.TryGetValue(region.Code, out var month) ? month : null,
                items[region.Code].Count(i => i.State == UnmatchedItemState.Open), items[region.Code].Count(i => i.State == UnmatchedItemState.Open && i.DueOn < Today),
                items[region.Code].Count(i => i.State == UnmatchedItemState.InFlight), days.TryGetValue(region.Code, out var last) ? last : null))
            .OrderBy(row => row.Reconciled ?? DateOnly.MinValue).ThenByDescending(row => row.Open)];
        return Page();
    }
}
