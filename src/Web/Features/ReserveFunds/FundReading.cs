using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Web.Database;
using Jiuji.Web.Reference;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>A payment of the fund as its page lists it.</summary>
public sealed record FundPayment(DateOnly? PaidOn, PapersClock Papers, bool PapersDueProvisional, string CaseNumber, string Village)
{
    public long AmountFen => Papers.AmountFen;
}

/// <summary>An advance of the fund with the document it rests on.</summary>
public sealed record FundAdvance(Guid Id, string DocumentNumber, DateOnly DraftedOn, AdvanceKind Kind, long AmountFen, long IssuedFen, AdvanceState State);

/// <summary>A township in a year as pages show it: its fund with money and rules, the ages of what is in hands, and why advances are stopped.</summary>
/// <param name="Payments">All that were paid where one township was asked for; of a whole county those whose papers are open, and those of the months that the forecast looks at.</param>
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
/// Reads the townships of a county in one year, one or all of them, in three queries: the funds of this year and the one before with their advances; what they hold
/// (<see cref="FundHoldings"/>); and the payments.
/// </summary>
public static class FundReadings
{
    private sealed record Row(string Code, string Zh, string En, ReserveFund? Fund, Fund? InBook, Advance? Advance, string? DocumentNumber, DateOnly? Reconciled);

    private sealed record PaymentRow(Guid Fund, DateOnly? PaidOn, PaymentState State, DateOnly? DueOn, long AmountFen, bool Provisional, string CaseNumber, string? Zh, string? En);

    public static async Task<IReadOnlyList<FundReading>> Read(JiujiDb db, RuleShelf rules, string county, string township, int year, DateOnly day, CancellationToken cancellationToken)
    {
        var rows = await Places.In(db)(db, county, township, year).ToListAsync(cancellationToken);
        var holdings = await FundHoldings.Read(db, county, township, year, cancellationToken);
        var payments = await Payments(db, county, township, year, township is "" ? FundDesk.MonthsBefore(day).From : DateOnly.MinValue, cancellationToken);
        return [.. rows.GroupBy(row => row.Code).Select(of => Reading(of.ToList()))];

        FundReading Reading(List<Row> years)
        {
            var (place, earlier) = (years[0], years.Find(row => row.Fund?.Year == year - 1)?.Fund);
            var name = FundPage.Named(place.Zh, place.En);
            if (years.Find(row => row.Fund?.Year == year) is not { Fund: { } fund, InBook: { } inBook })
            {
                return new FundReading(place.Code, name, null, [], [], new RunOut(0, null), []);
            }

            var context = new FundContext(fund, inBook, holdings.Position(fund.FundId), rules.Rules(county, day), rules.Calendar);
            var (layers, paid) = (holdings.Layers(fund.FundId), payments[fund.Id].ToList());
            var runOut = RunOut.Forecast(FundDesk.LastMonths(paid.Where(p => p.PaidOn is not null).Select(p => (p.PaidOn!.Value, p.AmountFen)), day), context.Position.InHands, day);
            var gate = GateDecision.Reasons(context, new GateFacts
            {
                Papers = [.. paid.Select(p => p.Papers)],
                Layers = layers,
                MonthForecastFen = runOut.MonthFen,
                FirstMonth = holdings.FirstDay(fund.FundId) is { } first ? CountyDay.Month(first) : null,
                ReconciledMonth = place.Reconciled,
                PreviousYearOutstandingFen = earlier is null ? 0 : holdings.Position(earlier.FundId).Outstanding,
            }, day);
            return new FundReading(place.Code, name, context, layers, gate, runOut, paid)
            {
                Advances = [.. years.Where(row => row.Fund?.Year == year && row.Advance is not null).Select(row => AdvanceOf(row.Advance!, row.DocumentNumber!)).OrderByDescending(a => a.DraftedOn).ThenByDescending(a => a.Id)],
            };
        }
    }

    private static readonly CompiledQuery<Func<JiujiDb, string, string, int, IAsyncEnumerable<Row>>> Places = new(() => EF.CompileAsyncQuery((JiujiDb db, string county, string township, int year) =>
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
            db.Set<FundMonth>().Where(m => m.CountyCode == county && m.TownshipCode == region.Code).Max(m => (DateOnly?)m.Month))));

    /// <param name="since">Only what was paid from this day on and what lacks its papers.</param>
    private static async Task<ILookup<Guid, FundPayment>> Payments(JiujiDb db, string county, string township, int year, DateOnly since, CancellationToken cancellationToken) =>
        (await Paid.In(db)(db, county, township, year, since).ToListAsync(cancellationToken)).ToLookup(row => row.Fund, row => new FundPayment(
            row.PaidOn, new PapersClock(row.State, row.DueOn, row.AmountFen), row.Provisional, row.CaseNumber, FundPage.Named(row.Zh ?? "", row.En ?? "")));

    private static readonly CompiledQuery<Func<JiujiDb, string, string, int, DateOnly, IAsyncEnumerable<PaymentRow>>> Paid = new(() => EF.CompileAsyncQuery((JiujiDb db, string county, string township, int year, DateOnly since) =>
        from fund in db.Set<ReserveFund>()
        where fund.CountyCode == county && fund.Year == year && (township == "" || fund.TownshipCode == township)
        join payment in db.Set<Payment>() on new { fund.CountyCode, fund.Id } equals new { payment.CountyCode, Id = payment.ReserveFundId }
        where payment.PaidOn >= since || payment.State == PaymentState.Paid || payment.State == PaymentState.PapersSubmitted || payment.State == PaymentState.SentBack
        join aidCase in db.Set<AidCase>() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
        join v in db.Regions on aidCase.VillageCode equals v.Code into villages
        from village in villages.DefaultIfEmpty()
        select new PaymentRow(
            payment.ReserveFundId, payment.PaidOn, payment.State, payment.PapersDueOn, payment.AmountFen, payment.PapersDueProvisional, aidCase.Number,
            village == null ? null : village.NameZh, village == null ? null : village.NameEn)));

    private static FundAdvance AdvanceOf(Advance advance, string number) => new(advance.Id, number, advance.DraftedOn, advance.Kind, advance.AmountFen, advance.IssuedFen, advance.State);
}
