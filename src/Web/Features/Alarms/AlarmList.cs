using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.PayLists;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Alarms;

/// <summary>What an alarm is about: a case by its number, or a transfer of the book.</summary>
public sealed record AlarmSubject(string Name, string Url);

/// <summary>The alarms of one kind in one township, with what they are about; of many only the first are named.</summary>
public sealed record AlarmRow(string TownshipCode, string Township, AlarmKind Kind, IReadOnlyList<AlarmSubject> About, int More, long AmountFen);

/// <summary>How often a rule stopped a payment of a township in the year, and how often a second person let one pass.</summary>
public sealed record StopRow(string Township, int Stopped, int Passed);

/// <summary>
/// What looks unusual in a county's year, for a person to judge (G1): it stops nothing. Beside it what was stopped, and what a second person let pass.
/// </summary>
[Authorize(Roles = $"{FundViewers.CountyOffices},{nameof(Role.Auditor)}")]
public sealed class AlarmListModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private const int MostNamed = 12;
    private const int ShownOfId = 8;

    public int Year { get; private set; }
    public IReadOnlyList<AlarmRow> Rows { get; private set; } = [];
    public IReadOnlyList<StopRow> Stops { get; private set; } = [];

    public async Task OnGet(int? year, CancellationToken cancellationToken)
    {
        Year = year ?? Today.Year;
        var county = County;
        var names = await db.Regions.AsNoTracking().Where(r => r.CountyCode == county).ToDictionaryAsync(r => r.Code, r => Named(r.NameZh, r.NameEn), cancellationToken);
        var funds = await db.Set<ReserveFund>().AsNoTracking().Where(f => f.CountyCode == county && f.Year == Year).OrderBy(f => f.TownshipCode).ToListAsync(cancellationToken);
        var pack = rules.Rules(county, Year < Today.Year ? new DateOnly(Year, 12, 31) : Today);
        var (paid, numbers) = await Paid(county, cancellationToken);
        var sent = await PayListSteps.WithTheBank(db, county, cancellationToken);
        var rows = new List<AlarmRow>();
        foreach (var fund in funds)
        {
            var transfers = await FundTransfers.Read(db, county, fund, cancellationToken);
            var alarms = Ledger.ReserveFunds.Alarms.Of([.. paid[fund.Id]], transfers, pack).Concat(Ledger.ReserveFunds.Alarms.Unanswered(sent[fund.Id], Now));
            foreach (var kind in alarms.GroupBy(alarm => alarm.Kind))
            {
                var subjects = kind.SelectMany(alarm => alarm.About).Select(about => Subject(fund, numbers.GetValueOrDefault(about, about))).Distinct().ToList();
                rows.Add(new AlarmRow(
                    fund.TownshipCode, names.GetValueOrDefault(fund.TownshipCode, ""), kind.Key, [.. subjects.Take(MostNamed)], Math.Max(0, subjects.Count - MostNamed),
                    kind.Sum(alarm => alarm.AmountFen)));
            }
        }

        Rows = [.. rows.OrderBy(row => row.Kind).ThenBy(row => row.TownshipCode, StringComparer.Ordinal).ThenByDescending(row => row.AmountFen)];
        Stops = await CountStops(county, names, cancellationToken);
    }

    /// <summary>A transfer has no page of its own; it stands in the fund's statement.</summary>
    private static AlarmSubject Subject(ReserveFund fund, string about) => Guid.TryParse(about, out _)
        ? new AlarmSubject(about[..ShownOfId], $"/funds/{fund.TownshipCode}/{fund.Year}/statement")
        : new AlarmSubject(about, $"/cases/{about}");

    /// <summary>The year's paid cases by fund, and the case number behind each payment's reference.</summary>
    private async Task<(ILookup<Guid, PaidCase> Paid, Dictionary<string, string> Numbers)> Paid(string county, CancellationToken cancellationToken)
    {
        var (firstDay, lastDay) = (new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31));
        var found = await (from payment in db.Set<Payment>().AsNoTracking()
                           where payment.CountyCode == county && payment.PaidOn >= firstDay && payment.PaidOn <= lastDay
                           join aidCase in db.Set<AidCase>().AsNoTracking() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
                           select new { payment.Id, payment.ReserveFundId, payment.AmountFen, payment.PaidOn, AidCaseId = aidCase.Id, aidCase.Number, aidCase.HouseholdId, aidCase.VillageCode, aidCase.People })
            .ToListAsync(cancellationToken);
        var standIns = (await db.Set<LifecycleMove>().AsNoTracking().Where(m => m.CountyCode == county && m.StandsInFor != "" && FundRoles.Signers.Contains(m.Role) && m.Refusal == null && m.OccurredOn >= firstDay && m.OccurredOn <= lastDay)
            .Select(m => new { m.SubjectId, m.Actor }).ToListAsync(cancellationToken)).ToLookup(m => m.SubjectId, m => m.Actor);
        return (
            found.ToLookup(p => p.ReserveFundId, p => new PaidCase(p.Number, p.HouseholdId, p.VillageCode, p.AmountFen, p.People, p.PaidOn!.Value) { StandIns = [.. standIns[p.AidCaseId]] }),
            found.ToDictionary(p => $"payment:{p.Id:D}", p => p.Number));
    }

    private async Task<IReadOnlyList<StopRow>> CountStops(string county, Dictionary<string, string> names, CancellationToken cancellationToken)
    {
        var (firstDay, lastDay) = (new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31));
        var stopped = await db.Set<LifecycleMove>().AsNoTracking()
            .Where(m => m.CountyCode == county && m.Noun == "Payment" && m.Refusal != null && m.OccurredOn >= firstDay && m.OccurredOn <= lastDay)
            .Join(db.Set<Payment>(), m => new { m.CountyCode, Id = m.SubjectId }, p => new { p.CountyCode, p.Id }, (_, p) => p)
            .Join(db.Set<AidCase>(), p => new { p.CountyCode, Id = p.AidCaseId }, c => new { c.CountyCode, c.Id }, (_, c) => c.TownshipCode)
            .GroupBy(township => township).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var passed = await db.Set<PaymentOverride>().AsNoTracking().Where(o => o.CountyCode == county)
            .Join(db.Set<AidCase>().Where(c => c.AcceptedOn >= firstDay && c.AcceptedOn <= lastDay), o => new { o.CountyCode, Id = o.AidCaseId }, c => new { c.CountyCode, c.Id }, (_, c) => c.TownshipCode)
            .GroupBy(township => township).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return [.. stopped.Keys.Union(passed.Keys).Order(StringComparer.Ordinal)
            .Select(code => new StopRow(names.GetValueOrDefault(code, ""), stopped.GetValueOrDefault(code), passed.GetValueOrDefault(code)))];
    }
}
