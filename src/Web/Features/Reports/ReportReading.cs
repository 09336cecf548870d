using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Reports;
using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Web.Database;
using Jiuji.Web.Reference;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Reports;

/// <summary>Makes a report's figures from the book and the files, as of a day: money by the day it moved, cases and payments by their own days.</summary>
public sealed class ReportReading(JiujiDb db, RuleShelf rules)
{
    /// <param name="asOf">Nothing after this day counts; it is the period's end or, while the period runs, today.</param>
    public async Task<IReadOnlyList<ReportFigure>> Make(string county, ReportPeriod period, string areaCode, string townshipCode, DateOnly asOf, CancellationToken cancellationToken)
    {
        var to = asOf < period.To ? asOf : period.To;
        var counts = await Counts(county, period, areaCode, townshipCode, to, cancellationToken);
        return period.Kind == ReportKind.VillageMonthly ? counts : [.. await Money(county, period, townshipCode, to, cancellationToken), .. counts];
    }

    /// <summary>This year's fund, and last year's while anything of it still moves or stands open.</summary>
    private async Task<List<ReportFigure>> Money(string county, ReportPeriod period, string township, DateOnly to, CancellationToken cancellationToken)
    {
        var figures = new List<ReportFigure>();
        foreach (var (fund, transfers) in await FundMovements.Read(db, county, township, to.Year - 1, to.Year, to, cancellationToken))
        {
            var ofFund = ReportFigures.OfFund(fund.TownshipCode, fund.Year, fund.FundId, transfers, period.From, to);
            if (fund.Year == to.Year || ofFund.Any(figure => figure.Section == ReportSection.Flow) || ReportFigures.Standing(fund.FundId, transfers, to).Outstanding != 0)
            {
                figures.AddRange(ofFund);
            }
        }

        return figures;
    }

    private sealed record Happened(string Area, string Village, Guid Household, long AmountFen);

    private async Task<List<ReportFigure>> Counts(string county, ReportPeriod period, string areaCode, string township, DateOnly to, CancellationToken cancellationToken)
    {
        var village = period.Kind == ReportKind.VillageMonthly ? areaCode : "";
        var cases = db.Set<AidCase>().AsNoTracking().Where(c => c.CountyCode == county && (township == "" || c.TownshipCode == township) && (village == "" || c.VillageCode == village));
        var accepted = await cases.Where(c => c.AcceptedOn >= period.From && c.AcceptedOn <= to).Select(c => new Happened(c.TownshipCode, c.VillageCode, c.HouseholdId, c.AmountFen)).ToListAsync(cancellationToken);
        var paid = await db.Set<Payment>().AsNoTracking().Where(p => p.CountyCode == county && p.PaidOn >= period.From && p.PaidOn <= to)
            .Join(cases, p => new { p.CountyCode, Id = p.AidCaseId }, c => new { c.CountyCode, c.Id }, (p, c) => new Happened(c.TownshipCode, c.VillageCode, c.HouseholdId, p.AmountFen)).ToListAsync(cancellationToken);
        var overdue = await db.Set<Payment>().AsNoTracking()
            .Where(p => p.CountyCode == county && p.PapersDueOn < to && (p.State == PaymentState.Paid || p.State == PaymentState.PapersSubmitted || p.State == PaymentState.SentBack))
            .Join(cases, p => new { p.CountyCode, Id = p.AidCaseId }, c => new { c.CountyCode, c.Id }, (p, c) => new Happened(c.TownshipCode, c.VillageCode, c.HouseholdId, p.AmountFen)).ToListAsync(cancellationToken);
        var needs = await Needs(county, period.From, to, township, village, cancellationToken);
        var areas = period.Kind is ReportKind.CountyQuarterly or ReportKind.CountyHalfYearly ? await Townships(county, cancellationToken) : [areaCode];
        var figures = areas.SelectMany(area => OfArea(area, to.Year, Of(accepted, area), Of(paid, area), Of(overdue, area), [.. needs.Where(need => Within(need.Township, area, areaCode))])).ToList();
        return period.Kind == ReportKind.VillageMonthly ? figures : [.. figures, .. await Office(county, period, areaCode, township, to, cancellationToken)];

        List<Happened> Of(List<Happened> rows, string area) => rows.FindAll(row => Within(row.Area, area, areaCode));
    }

    /// <summary>A county's report is told apart by township; every other has one area.</summary>
    private static bool Within(string township, string area, string reported) => area == reported || township == area;

    private static IEnumerable<ReportFigure> OfArea(
        string area, int year, List<Happened> accepted, List<Happened> paid, List<Happened> overdue, List<(string Township, DiscoverySource Source)> needs) =>
    [
        Figure(area, year, ReportCount.CasesAccepted, accepted.Count, accepted.Sum(c => c.AmountFen)),
        Figure(area, year, ReportCount.PaymentsMade, paid.Count, paid.Sum(p => p.AmountFen)),
        Figure(area, year, ReportCount.HouseholdsAided, paid.Select(p => p.Household).Distinct().Count()),
        Figure(area, year, ReportCount.NeedsEntered, needs.Count),
        Figure(area, year, ReportCount.NeedsFound, needs.Count(need => need.Source.IsProactive())),
        Figure(area, year, ReportCount.PapersOverdue, overdue.Count, overdue.Sum(p => p.AmountFen)),
    ];

    /// <summary>What the office itself has to say: which villages reported, and how often an exception was made.</summary>
    private async Task<List<ReportFigure>> Office(string county, ReportPeriod period, string area, string township, DateOnly to, CancellationToken cancellationToken)
    {
        var figures = new List<ReportFigure>();
        if (period.Kind == ReportKind.TownshipMonthly)
        {
            var village = ReportCalendar.Of(ReportKind.VillageMonthly, period.From, ReportPack.Rules(rules.Rules(county, period.To)));
            var villages = await db.Regions.AsNoTracking().CountAsync(r => r.ParentCode == township && r.Kind == RegionKind.Village, cancellationToken);
            var reported = await db.Set<FundReport>().AsNoTracking().CountAsync(
                r => r.CountyCode == county && r.Kind == ReportKind.VillageMonthly && r.TownshipCode == township && r.PeriodFrom == village.From && r.SubmittedOn != null, cancellationToken);
            figures.Add(Figure(area, to.Year, ReportCount.VillagesReported, reported));
            figures.Add(Figure(area, to.Year, ReportCount.VillagesMissing, villages - reported));
        }

        var exceptions = await Exceptions.Read(db, county, township, period.From, to, cancellationToken);
        figures.Add(Figure(area, to.Year, ReportCount.EmergencyAdvances, exceptions.EmergencyAdvances, exceptions.EmergencyFen));
        figures.Add(Figure(area, to.Year, ReportCount.Overrides, exceptions.Overrides, exceptions.OverrideFen));
        return figures;
    }

    private async Task<List<(string Township, DiscoverySource Source)>> Needs(string county, DateOnly from, DateOnly to, string township, string village, CancellationToken cancellationToken)
    {
        var (begin, end) = (CountyDay.Start(from), CountyDay.Start(to.AddDays(1)));
        var rows = await db.Set<Need>().AsNoTracking().Where(need => need.CountyCode == county && need.QueuedAt >= begin && need.QueuedAt < end)
            .Join(db.Set<Household>().AsNoTracking(), need => new { need.CountyCode, Id = need.HouseholdId }, h => new { h.CountyCode, h.Id }, (need, h) => new { need.DiscoverySource, h.ResidenceTownship, h.ResidenceVillage })
            .Where(row => (township == "" || row.ResidenceTownship == township) && (village == "" || row.ResidenceVillage == village)).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.ResidenceTownship, row.DiscoverySource))];
    }

    private Task<List<string>> Townships(string county, CancellationToken cancellationToken) =>
        db.Regions.AsNoTracking().Where(r => r.CountyCode == county && r.Kind == RegionKind.Township).OrderBy(r => r.Code).Select(r => r.Code).ToListAsync(cancellationToken);

    private static ReportFigure Figure(string area, int year, ReportCount count, long number, long fen = 0) => new(ReportSection.Count, area, year, count.ToString(), "", number, fen);
}

/// <summary>How often the ordinary way was left: counted in public, so that an exception stays one (T10).</summary>
public sealed record Exceptions(int EmergencyAdvances, long EmergencyFen, int Overrides, long OverrideFen, int AidFirst)
{
    public static Exceptions Sum(IEnumerable<Exceptions> each) => each.Aggregate(new Exceptions(0, 0, 0, 0, 0), (sum, next) => new Exceptions(
        sum.EmergencyAdvances + next.EmergencyAdvances, sum.EmergencyFen + next.EmergencyFen, sum.Overrides + next.Overrides, sum.OverrideFen + next.OverrideFen, sum.AidFirst + next.AidFirst));

    public static async Task<Exceptions> Read(JiujiDb db, string county, string township, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var funds = db.Set<ReserveFund>().AsNoTracking().Where(f => f.CountyCode == county && (township == "" || f.TownshipCode == township));
        var emergency = await db.Set<Advance>().AsNoTracking()
            .Where(a => a.CountyCode == county && a.Kind == AdvanceKind.Emergency && a.IssuedFen > 0 && a.DraftedOn >= from && a.DraftedOn <= to)
            .Where(a => funds.Any(f => f.Id == a.ReserveFundId)).Select(a => a.IssuedFen).ToListAsync(cancellationToken);
        var marked = await db.Set<Ledger.Storage.TransferRow>().AsNoTracking()
            .Where(t => t.CountyCode == county && t.Mark == FundMarks.Override && t.OccurredOn >= from && t.OccurredOn <= to)
            .Where(t => funds.Any(f => f.FundId == t.Fund)).Select(t => t.Amount).ToListAsync(cancellationToken);
        var (begin, end) = (CountyDay.Start(from), CountyDay.Start(to.AddDays(1)));
        var first = await db.Set<AidFirst>().AsNoTracking().Where(a => a.CountyCode == county && a.RequestedAt >= begin && a.RequestedAt < end)
            .Where(a => db.Set<AidCase>().Any(c => c.CountyCode == county && c.Id == a.AidCaseId && (township == "" || c.TownshipCode == township))).CountAsync(cancellationToken);
        return new Exceptions(emergency.Count, emergency.Sum(), marked.Count, marked.Sum(), first);
    }
}
