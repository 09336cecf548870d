using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Web.Database;
using Jiuji.Web.Reference;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>A payment of the fund as its page lists it.</summary>
public sealed record FundPayment(Payment Payment, string CaseNumber, string Village);

/// <summary>An advance of the fund with the document it rests on.</summary>
public sealed record FundAdvance(Guid Id, string DocumentNumber, DateOnly DraftedOn, AdvanceKind Kind, long AmountFen, long IssuedFen, AdvanceState State);

/// <summary>A township in a year as pages show it: its fund with money and rules, the ages of what is in hands, and why advances are stopped.</summary>
/// <param name="Payments">All of the fund where one township was asked for; of a whole county those whose papers are open, and those of the months that the forecast looks at.</param>
public sealed record FundReading(
    string TownshipCode, string Name, FundContext? Fund, IReadOnlyList<MoneyLayer> Layers, IReadOnlyList<GateReason> Gate, RunOut RunOut,
    IReadOnlyList<FundPayment> Payments)
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<FundAdvance> Advances { get; init; } = [];

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
/// Reads the townships of a county in one year, one or all of them, in three queries: the funds of this year and the one before with their advances; their accounts
/// with the day of their first money and what moved this year's money in hands; and the payments.
/// </summary>
public static class FundReadings
{
    private sealed record Row(string Code, string Zh, string En, ReserveFund? Fund, Fund? InBook, Advance? Advance, string? DocumentNumber, DateOnly? Reconciled);

    /// <summary>An account; one of this year's money in hands once for each of its entries.</summary>
    /// <param name="FirstDay">On which anything moved in it; not asked of money in hands, which no fund's first transfer leaves without another account's.</param>
    private sealed record Holding(Account Account, DateOnly? FirstDay, HandsMove? Move);

    public static async Task<IReadOnlyList<FundReading>> Read(JiujiDb db, RuleShelf rules, string county, string township, int year, DateOnly day, CancellationToken cancellationToken)
    {
        var rows = await Rows(db, county, township, year).ToListAsync(cancellationToken);
        var owners = rows.Where(row => row.Fund is not null).Select(row => row.Fund!.FundId).Distinct().ToList();
        var current = rows.Where(row => row.Fund?.Year == year).Select(row => row.Fund!).DistinctBy(fund => fund.Id).ToList();
        var holdings = await Holdings(db, county, owners, [.. current.Select(fund => fund.FundId)], cancellationToken);
        var accounts = holdings.Select(holding => holding.Account).DistinctBy(account => account.Id).ToLookup(account => account.Fund);
        var firstDays = holdings.ToLookup(holding => holding.Account.Fund, holding => holding.FirstDay);
        var moves = holdings.Where(holding => holding.Move is not null).ToLookup(holding => holding.Account.Fund, holding => (FundDesk.KeyOf(holding.Account), holding.Move!));
        var payments = await Payments(db, county, [.. current.Select(fund => fund.Id)], township is "" ? FundDesk.MonthsBefore(day).From : null, cancellationToken);
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
            var layers = IdleMoney.Layers(fund.FundId, HandsMoves.Transfers(moves[fund.FundId]));
            var paid = payments[fund.Id].ToList();
            var runOut = RunOut.Forecast(FundDesk.LastMonths(paid.Select(p => p.Payment), day), context.Position.InHands, day);
            var gate = GateDecision.Reasons(context, new GateFacts
            {
                OpenPayments = [.. paid.Select(p => p.Payment).Where(p => p.PapersAreOpen)],
                Layers = layers,
                MonthForecastFen = runOut.MonthFen,
                FirstMonth = firstDays[fund.FundId].Min() is { } first ? CountyDay.Month(first) : null,
                ReconciledMonth = place.Reconciled,
                PreviousYearOutstandingFen = earlier is null ? 0 : Position(earlier.FundId, accounts[earlier.FundId]).Outstanding,
            }, day);
            return new FundReading(place.Code, name, context, layers, gate, runOut, paid)
            {
                Advances = [.. years.Where(row => row.Fund?.Year == year && row.Advance is not null).Select(row => AdvanceOf(row.Advance!, row.DocumentNumber!)).OrderByDescending(a => a.DraftedOn).ThenByDescending(a => a.Id)],
            };
        }
    }

    private static IQueryable<Row> Rows(JiujiDb db, string county, string township, int year) =>
        from region in db.Regions.AsNoTracking()
        where region.CountyCode == county && region.Kind == RegionKind.Township && (township == "" || region.Code == township)
        join f in db.Set<ReserveFund>().AsNoTracking().Where(f => f.CountyCode == county && (f.Year == year || f.Year == year - 1)) on region.Code equals f.TownshipCode into funds
        from fund in funds.DefaultIfEmpty()
        join b in db.Set<Fund>().AsNoTracking().Where(b => b.CountyCode == county) on fund!.FundId equals b.Id into books
        from book in books.DefaultIfEmpty()
        join a in db.Set<Advance>().AsNoTracking().Where(a => a.CountyCode == county) on fund!.Id equals a.ReserveFundId into advances
        from advance in advances.DefaultIfEmpty()
        join d in db.Set<JointDocument>().AsNoTracking().Where(d => d.CountyCode == county) on advance!.JointDocumentId equals d.Id into documents
        from document in documents.DefaultIfEmpty()
        orderby region.Code
        select new Row(
            region.Code, region.NameZh, region.NameEn, fund, book, advance, document == null ? null : document.Number,
            db.Set<FundMonth>().Where(m => m.CountyCode == county && m.TownshipCode == region.Code).Max(m => (DateOnly?)m.Month));

    private static Task<List<Holding>> Holdings(JiujiDb db, string county, List<Guid> funds, List<Guid> current, CancellationToken cancellationToken) =>
        (from account in db.Set<Account>().AsNoTracking()
         where account.CountyCode == county && funds.Contains(account.Fund)
         join e in db.Set<Entry>().AsNoTracking()
             on new { CountyCode = account.Kind == AccountKind.InHands && current.Contains(account.Fund) ? county : "", account.Id } equals new { e.CountyCode, Id = e.AccountId } into entries
         from entry in entries.DefaultIfEmpty()
         join t in db.Set<TransferRow>().AsNoTracking().Where(t => t.CountyCode == county) on entry!.Seq equals t.Seq into transfers
         from row in transfers.DefaultIfEmpty()
         join o in db.Set<Account>().AsNoTracking().Where(o => o.CountyCode == county) on row!.FromAccount equals o.Id into origins
         from origin in origins.DefaultIfEmpty()
         select new Holding(
             account,
             account.Kind == AccountKind.InHands ? null : db.Set<AccountDay>().Where(d => d.CountyCode == county && d.AccountId == account.Id).Min(d => (DateOnly?)d.OccurredOn),
             row == null ? null : new HandsMove(entry!.Seq, entry.Amount, origin!.Kind, row.CaseReference, row.OccurredOn)))
        .ToListAsync(cancellationToken);

    private static FundPosition Position(Guid fund, IEnumerable<Account> accounts) =>
        FundPosition.Of(fund, accounts.Select(account => (FundDesk.KeyOf(account), account.Balance)));

    /// <param name="since">Only what was paid from this day on and what lacks its papers; null for all.</param>
    private static async Task<ILookup<Guid, FundPayment>> Payments(JiujiDb db, string county, IReadOnlyList<Guid> funds, DateOnly? since, CancellationToken cancellationToken) =>
        (await (from payment in db.Set<Payment>().AsNoTracking()
                where payment.CountyCode == county && funds.Contains(payment.ReserveFundId)
                where since == null || payment.PaidOn >= since
                    || payment.State == PaymentState.Paid || payment.State == PaymentState.PapersSubmitted || payment.State == PaymentState.SentBack
                join aidCase in db.Set<AidCase>().AsNoTracking() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
                join v in db.Regions.AsNoTracking() on aidCase.VillageCode equals v.Code into villages
                from village in villages.DefaultIfEmpty()
                select new { payment, aidCase.Number, Zh = village == null ? "" : village.NameZh, En = village == null ? "" : village.NameEn }).ToListAsync(cancellationToken))
        .ToLookup(row => row.payment.ReserveFundId, row => new FundPayment(row.payment, row.Number, FundPage.Named(row.Zh, row.En)));

    private static FundAdvance AdvanceOf(Advance advance, string number) => new(advance.Id, number, advance.DraftedOn, advance.Kind, advance.AmountFen, advance.IssuedFen, advance.State);
}
