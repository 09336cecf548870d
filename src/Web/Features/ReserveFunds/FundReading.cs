using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Web.Database;
using Jiuji.Web.Reference;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>A payment of the fund as its page lists it.</summary>
public sealed record FundPayment(Payment Payment, string CaseNumber, string Village);

/// <summary>A township in a year as pages show it: its fund with money and rules, the ages of what is in hands, and why advances are stopped.</summary>
/// <param name="Payments">All of the fund where one township was asked for; of a whole county those whose papers are open.</param>
public sealed record FundReading(
    string TownshipCode, string Name, FundContext? Fund, IReadOnlyList<MoneyLayer> Layers, IReadOnlyList<GateReason> Gate, RunOut RunOut,
    IReadOnlyList<FundPayment> Payments)
{
    public int UsedPercent => Fund is null ? 0 : IdleMoney.UsedPercent(Fund.Position);

    public int OldestDays(DateOnly today) => Layers.Count == 0 ? 0 : Layers.Max(layer => layer.AgeDays(today));

    /// <summary>Where each yuan is, in the order of the identity; nothing is left out, so the parts are all of it.</summary>
    public static IReadOnlyList<(string Word, string Colour, long Fen)> Parts(FundPosition position) =>
    [
        ("fund.in_transit", "transit", position.InTransit),
        ("fund.in_hands", "hands", position.InHands),
        ("fund.awaiting", "awaiting", position.AwaitingPapers),
        ("fund.approved", "approved", position.Approved),
        ("fund.handed_back", "returned", position.HandedBack),
        ("fund.recoverable", "recover", position.Recoverable),
        ("fund.lost", "lost", position.Lost),
        ("fund.carried_forward", "carried", position.CarriedForward),
    ];
}

/// <summary>
/// Reads the townships of a county in one year, one or all of them: the funds of this year and the one before, their accounts with the day of their first money,
/// what moved this year's money in hands, and the payments.
/// </summary>
public static class FundReadings
{
    private sealed record Row(string Code, string Zh, string En, ReserveFund? Fund, Fund? InBook);

    public static async Task<IReadOnlyList<FundReading>> Read(JiujiDb db, RuleShelf rules, string county, string township, int year, DateOnly day, CancellationToken cancellationToken)
    {
        var rows = await Rows(db, county, township, year).ToListAsync(cancellationToken);
        var owners = rows.Where(row => row.Fund is not null).Select(row => row.Fund!.FundId).ToList();
        var accounts = (await db.Set<Account>().AsNoTracking().Where(a => a.CountyCode == county && owners.Contains(a.Fund)).ToListAsync(cancellationToken)).ToLookup(a => a.Fund);
        var current = rows.Where(row => row.Fund?.Year == year).Select(row => row.Fund!).ToList();
        var hands = current.SelectMany(fund => accounts[fund.FundId]).Where(account => account.Kind == AccountKind.InHands).ToDictionary(account => account.Id, FundDesk.KeyOf);
        var moves = await HandsMoves.Read(db, county, hands, cancellationToken);
        var firstMoney = await FirstMoney(db, county, [.. current.Select(fund => fund.FundId)], cancellationToken);
        var ids = current.Select(fund => fund.Id).ToList();
        var spent = await Spent(db, county, ids, day, cancellationToken);
        var payments = await Payments(db, county, ids, onlyOpen: township is "", cancellationToken);
        var reconciled = await Months.MonthDesk.LastReconciled(db, county, cancellationToken);
        return [.. rows.GroupBy(row => row.Code).Select(of => Reading(of.ToList()))];

        FundReading Reading(List<Row> years)
        {
            var (place, earlier) = (years[0], years.Find(row => row.Fund?.Year == year - 1)?.Fund);
            var name = FundPage.Named(place.Zh, place.En);
            if (years.Find(row => row.Fund?.Year == year) is not { Fund: { } fund, InBook: { } inBook })
            {
                return new FundReading(place.Code, name, null, [], [], new RunOut(0, null), []);
            }

            var context = new FundContext(fund, inBook, Position(fund.FundId, accounts[fund.FundId]), rules.Rules(county, day), rules.Calendar);
            var layers = IdleMoney.Layers(fund.FundId, moves[fund.FundId]);
            var paid = payments[fund.Id].ToList();
            var runOut = RunOut.Forecast(FundDesk.LastMonths(spent[fund.Id], day), context.Position.InHands, day);
            var gate = GateDecision.Reasons(context, new GateFacts
            {
                OpenPayments = [.. paid.Select(p => p.Payment).Where(p => p.PapersAreOpen)],
                Layers = layers,
                MonthForecastFen = runOut.MonthFen,
                FirstMonth = firstMoney.TryGetValue(fund.FundId, out var first) ? CountyDay.Month(first) : null,
                ReconciledMonth = reconciled.TryGetValue(place.Code, out var month) ? month : null,
                PreviousYearOutstandingFen = earlier is null ? 0 : Position(earlier.FundId, accounts[earlier.FundId]).Outstanding,
            }, day);
            return new FundReading(place.Code, name, context, layers, gate, runOut, paid);
        }
    }

    private static IQueryable<Row> Rows(JiujiDb db, string county, string township, int year) =>
        from region in db.Regions.AsNoTracking()
        where region.CountyCode == county && region.Kind == RegionKind.Township && (township == "" || region.Code == township)
        join f in db.Set<ReserveFund>().AsNoTracking().Where(f => f.CountyCode == county && (f.Year == year || f.Year == year - 1)) on region.Code equals f.TownshipCode into funds
        from fund in funds.DefaultIfEmpty()
        join b in db.Set<Fund>().AsNoTracking().Where(b => b.CountyCode == county) on fund!.FundId equals b.Id into books
        from book in books.DefaultIfEmpty()
        orderby region.Code
        select new Row(region.Code, region.NameZh, region.NameEn, fund, book);

    private static FundPosition Position(Guid fund, IEnumerable<Account> accounts) =>
        FundPosition.Of(fund, accounts.Select(account => (FundDesk.KeyOf(account), account.Balance)));

    /// <summary>The first day on which anything moved in each fund; none where nothing has.</summary>
    private static async Task<Dictionary<Guid, DateOnly>> FirstMoney(JiujiDb db, string county, IReadOnlyList<Guid> funds, CancellationToken cancellationToken) =>
        (await db.Set<Account>().AsNoTracking().Where(account => account.CountyCode == county && funds.Contains(account.Fund))
            .Select(account => new { account.Fund, Day = db.Set<AccountDay>().Where(each => each.CountyCode == county && each.AccountId == account.Id).Min(each => (DateOnly?)each.OccurredOn) })
            .ToListAsync(cancellationToken))
        .Where(row => row.Day is not null).GroupBy(row => row.Fund).ToDictionary(rows => rows.Key, rows => rows.Min(row => row.Day!.Value));

    /// <summary>What was paid in the months that the forecast looks at.</summary>
    private static async Task<ILookup<Guid, (DateOnly On, long Fen)>> Spent(JiujiDb db, string county, IReadOnlyList<Guid> funds, DateOnly day, CancellationToken cancellationToken)
    {
        var (from, to) = FundDesk.MonthsBefore(day);
        return (await db.Set<Payment>().AsNoTracking().Where(p => p.CountyCode == county && funds.Contains(p.ReserveFundId) && p.PaidOn >= from && p.PaidOn < to)
            .Select(p => new { p.ReserveFundId, p.PaidOn, p.AmountFen }).ToListAsync(cancellationToken)).ToLookup(p => p.ReserveFundId, p => (p.PaidOn!.Value, p.AmountFen));
    }

    private static async Task<ILookup<Guid, FundPayment>> Payments(JiujiDb db, string county, IReadOnlyList<Guid> funds, bool onlyOpen, CancellationToken cancellationToken)
    {
        var wanted = db.Set<Payment>().AsNoTracking().Where(payment => payment.CountyCode == county && funds.Contains(payment.ReserveFundId));
        wanted = onlyOpen ? wanted.Where(p => p.State == PaymentState.Paid || p.State == PaymentState.PapersSubmitted || p.State == PaymentState.SentBack) : wanted;
        return (await (from payment in wanted
                       join aidCase in db.Set<AidCase>().AsNoTracking() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
                       join v in db.Regions.AsNoTracking() on aidCase.VillageCode equals v.Code into villages
                       from village in villages.DefaultIfEmpty()
                       select new { payment, aidCase.Number, Zh = village == null ? "" : village.NameZh, En = village == null ? "" : village.NameEn }).ToListAsync(cancellationToken))
            .ToLookup(row => row.payment.ReserveFundId, row => new FundPayment(row.payment, row.Number, FundPage.Named(row.Zh, row.En)));
    }
}
