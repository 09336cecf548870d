using System.Globalization;
using System.Runtime.CompilerServices;
using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.Reports;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Reports;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Home;

/// <summary>What waits at the desks of reconciling and reporting: exceptions that somebody answers for, months to sign, reports to hand in and to receive.</summary>
public sealed class DeskQueue(JiujiDb db, RuleShelf rules)
{
    private const int DaysAhead = 7;
    private const int UsualClosingDay = 10;

    public async IAsyncEnumerable<QueueItem> Waiting(Actor actor, DateOnly today, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var work = actor.Role switch
        {
            Role.TownshipHandler => [.. await Exceptions(actor, cancellationToken), .. await TownshipReport(actor, today, cancellationToken), .. await Villages(actor, today, cancellationToken)],
            Role.Bookkeeper or Role.Cashier or Role.OfficeHead or Role.LeaderAffairs or Role.LeaderFinance => await Exceptions(actor, cancellationToken),
            Role.CountyFinance => [.. await Exceptions(actor, cancellationToken), .. await Months(actor, MonthRecord.Finance, cancellationToken)],
            Role.CountyCivilAffairs =>
                [.. await Months(actor, MonthRecord.CivilAffairs, cancellationToken), .. await Received(actor, [ReportKind.TownshipMonthly], cancellationToken), .. await CountyReports(actor, today, cancellationToken)],
            Role.CityOperator => await Received(actor, [ReportKind.CountyQuarterly, ReportKind.CountyHalfYearly], cancellationToken),
            _ => Array.Empty<QueueItem>(),
        };
        foreach (var item in work)
        {
            yield return item;
        }
    }

    /// <summary>A bookkeeper sees all of the township, everybody else what was given to them.</summary>
    private async Task<IReadOnlyList<QueueItem>> Exceptions(Actor actor, CancellationToken cancellationToken)
    {
        var all = actor.Role == Role.Bookkeeper;
        var items = await db.Set<UnmatchedItem>().AsNoTracking()
            .Where(i => i.CountyCode == actor.CountyCode && i.State == UnmatchedItemState.Open && (i.Owner == actor.Name || (all && i.TownshipCode == actor.TownshipCode)))
            .OrderBy(i => i.DueOn).ThenBy(i => i.Day).Select(i => new { i.Id, i.TownshipCode, i.Day, i.DueOn, i.AmountFen }).ToListAsync(cancellationToken);
        return [.. items.Select(i => new QueueItem("queue.exception", Days.Iso(i.Day), $"/statements/items/{i.Id}?township={i.TownshipCode}", i.DueOn, i.AmountFen))];
    }

    private async Task<IReadOnlyList<QueueItem>> Months(Actor actor, MonthRecord record, CancellationToken cancellationToken)
    {
        // Finance signs last: what civil affairs has not signed does not wait for it yet.
        var state = record == MonthRecord.Finance ? FundMonthState.Agreed : FundMonthState.Held;
        var months = await db.Set<FundMonth>().AsNoTracking().Where(m => m.CountyCode == actor.CountyCode && m.State == state)
            .Join(db.Regions, m => m.TownshipCode, region => region.Code, (m, region) => new { m.TownshipCode, m.Month, region.NameZh }).OrderBy(m => m.Month).ToListAsync(cancellationToken);
        return [.. months.Select(m => new QueueItem(
            "queue.month_to_sign", $"{m.NameZh} {Days.Iso(m.Month)[..7]}", $"/months/{m.TownshipCode}/{Days.Iso(m.Month)[..7]}", m.Month.AddMonths(1).AddDays(ClosingDay(actor.CountyCode, m.Month) - 1)))];
    }

    private int ClosingDay(string county, DateOnly month) => rules.Rules(county, month).ClosingDay ?? UsualClosingDay;

    private async Task<IReadOnlyList<QueueItem>> Received(Actor actor, ReportKind[] kinds, CancellationToken cancellationToken)
    {
        var reports = await db.Set<FundReport>().AsNoTracking()
            .Where(r => r.CountyCode == actor.CountyCode && kinds.Contains(r.Kind) && r.State == FundReportState.Submitted && r.PreparedBy != actor.Name)
            .Join(db.Regions, r => r.AreaCode, region => region.Code, (r, region) => new { r.Id, r.PeriodTo, r.DueOn, region.NameZh }).ToListAsync(cancellationToken);
        return [.. reports.Select(r => new QueueItem("queue.report_to_receive", $"{r.NameZh} {Days.Iso(r.PeriodTo)[..7]}", $"/reports/{r.Id:D}", r.DueOn))];
    }

    private async Task<IReadOnlyList<QueueItem>> TownshipReport(Actor actor, DateOnly today, CancellationToken cancellationToken) =>
        await NotHandedIn(actor, ReportKind.TownshipMonthly, actor.TownshipCode, today, cancellationToken);

    private async Task<IReadOnlyList<QueueItem>> CountyReports(Actor actor, DateOnly today, CancellationToken cancellationToken) =>
    [
        .. await NotHandedIn(actor, ReportKind.CountyQuarterly, actor.CountyCode, today, cancellationToken),
        .. await NotHandedIn(actor, ReportKind.CountyHalfYearly, actor.CountyCode, today, cancellationToken),
    ];

    /// <summary>This period's and the one before, once they fall due within the week.</summary>
    private async Task<IReadOnlyList<QueueItem>> NotHandedIn(Actor actor, ReportKind kind, string area, DateOnly today, CancellationToken cancellationToken)
    {
        var pack = ReportPack.Rules(rules.Rules(actor.CountyCode, today));
        var due = ReportCalendar.IsAsked(kind, pack)
            ? ReportCalendar.Begun(kind, today, kind == ReportKind.TownshipMonthly ? 1 : 6, pack).Take(2).Where(period => period.DueOn <= today.AddDays(DaysAhead)).ToList() : [];
        if (due.Count == 0)
        {
            return [];
        }

        var first = due.Min(period => period.From);
        var there = (await db.Set<FundReport>().AsNoTracking().Where(r => r.CountyCode == actor.CountyCode && r.Kind == kind && r.AreaCode == area && r.PeriodFrom >= first)
            .Select(r => new { r.PeriodFrom, r.Id, r.State }).ToListAsync(cancellationToken)).ToDictionary(r => r.PeriodFrom);
        return [.. due.Where(period => there.GetValueOrDefault(period.From)?.State is not (FundReportState.Submitted or FundReportState.Accepted)).Select(period => new QueueItem(
            "queue.report_due", Days.Iso(period.To)[..7], there.TryGetValue(period.From, out var made) ? $"/reports/{made.Id:D}" : $"/reports?kind={kind}", period.DueOn))];
    }

    private async Task<IReadOnlyList<QueueItem>> Villages(Actor actor, DateOnly today, CancellationToken cancellationToken)
    {
        var period = ReportCalendar.Of(ReportKind.VillageMonthly, today, ReportPack.Rules(rules.Rules(actor.CountyCode, today)));
        if (period.DueOn > today.AddDays(DaysAhead))
        {
            return [];
        }

        var villages = await db.Regions.CountAsync(r => r.ParentCode == actor.TownshipCode && r.Kind == RegionKind.Village, cancellationToken);
        var handedIn = await db.Set<FundReport>().CountAsync(
            r => r.CountyCode == actor.CountyCode && r.TownshipCode == actor.TownshipCode && r.Kind == ReportKind.VillageMonthly && r.PeriodFrom == period.From
                && (r.State == FundReportState.Submitted || r.State == FundReportState.Accepted), cancellationToken);
        return villages <= handedIn ? [] : [new QueueItem(
            "queue.villages_due", string.Create(CultureInfo.InvariantCulture, $"{villages - handedIn}/{villages}"), $"/reports?kind={ReportKind.VillageMonthly}", period.DueOn)];
    }
}
