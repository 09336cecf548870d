using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>
/// What the townships' funds of a year and of the year before hold, account by account, and what arrived in the hands of this year's: one query for one township or
/// for all. Only where money came back does a second one read every move, because it took the age of the money that had left.
/// </summary>
public sealed class FundHoldings
{
    /// <summary>An account; money in hands once for each sum that arrived in it.</summary>
    /// <param name="FirstDay">On which anything moved in it; not asked of money in hands, which no fund's first transfer reaches without another account's.</param>
    private sealed record Row(
        string TownshipCode, int Year, Guid Owner, Guid Fund, AccountKind Kind, string Party, string Unit, long Balance, DateOnly? FirstDay, HandsMove? Arrival)
    {
        public AccountKey Key => new(Owner, Fund, Kind, Party, Unit);
    }

    private sealed record Move(Guid Owner, Guid Fund, string Party, string Unit, HandsMove Hands);

    private readonly ILookup<Guid, Row> rows;
    private readonly Dictionary<Guid, FundPosition> positions;
    private readonly Dictionary<Guid, IReadOnlyList<MoneyLayer>> layers;

    private FundHoldings(ILookup<Guid, Row> rows, Dictionary<Guid, FundPosition> positions, Dictionary<Guid, IReadOnlyList<MoneyLayer>> layers) =>
        (this.rows, this.positions, this.layers) = (rows, positions, layers);

    /// <summary>Before its first money a fund has no accounts, and a position of nothing.</summary>
    public FundPosition Position(Guid fund) => positions.GetValueOrDefault(fund) ?? FundPosition.Of(fund, []);

    /// <summary>Of a fund of the year, the oldest first.</summary>
    public IReadOnlyList<MoneyLayer> Layers(Guid fund) => layers.GetValueOrDefault(fund) ?? [];

    public DateOnly? FirstDay(Guid fund) => rows[fund].Min(row => row.FirstDay);

    /// <summary>What of one township's fund of that year is still open (<see cref="FundPosition.Outstanding"/>), in fen; 0 if it had none.</summary>
    public long OutstandingFen(int year) => rows.Where(of => of.First().Year == year).Sum(of => Position(of.Key).Outstanding);

    /// <summary>The townships whose fund of the year has had money, the most idle first.</summary>
    public IReadOnlyList<IdleRank> Ranked(int year, DateOnly day) =>
        IdleMoney.Rank(rows.Where(of => of.First().Year == year).Select(of => (of.First().TownshipCode, Position(of.Key), Layers(of.Key))), day);

    /// <param name="township">Empty for all of the county.</param>
    public static async Task<FundHoldings> Read(JiujiDb db, string county, string township, int year, CancellationToken cancellationToken)
    {
        var rows = (await Held.In(db)(db, county, township, year).ToListAsync(cancellationToken)).ToLookup(row => row.Fund);
        var positions = rows.ToDictionary(of => of.Key, of => FundPosition.Of(of.Key, of.DistinctBy(row => row.Key).Select(row => (row.Key, row.Balance))));
        var current = rows.Where(of => of.First().Year == year).ToDictionary(of => of.Key, of => IdleMoney.LayersOfArrivals(
            positions[of.Key].InHands, of.Where(row => row.Arrival is not null).Select(row => row.Arrival!).OrderBy(arrival => arrival.Seq)));
        List<Guid> mixed = [.. current.Where(fund => fund.Value is null).Select(fund => fund.Key)];
        var moves = (mixed.Count == 0 ? [] : await Moves(db, county, mixed).ToListAsync(cancellationToken)).ToLookup(move => move.Fund);
        return new FundHoldings(rows, positions, current.ToDictionary(fund => fund.Key, fund => fund.Value ?? IdleMoney.Layers(fund.Key, HandsMoves.Transfers(
            moves[fund.Key].Select(move => (new AccountKey(move.Owner, move.Fund, AccountKind.InHands, move.Party, move.Unit), move.Hands))))));
    }

    private static readonly CompiledQuery<Func<JiujiDb, string, string, int, IAsyncEnumerable<Row>>> Held = new(() => EF.CompileAsyncQuery((JiujiDb db, string county, string township, int year) =>
        from fund in db.Set<ReserveFund>()
        where fund.CountyCode == county && (township == "" || fund.TownshipCode == township) && (fund.Year == year || fund.Year == year - 1)
        join account in db.Set<Account>() on new { fund.CountyCode, fund.Owner, Fund = fund.FundId } equals new { account.CountyCode, account.Owner, account.Fund }
        join e in db.Set<Entry>().Where(e => e.Amount > 0)
            on new { CountyCode = account.Kind == AccountKind.InHands && fund.Year == year ? county : "", account.Id } equals new { e.CountyCode, Id = e.AccountId } into entries
        from entry in entries.DefaultIfEmpty()
        join t in db.Set<TransferRow>().Where(t => t.CountyCode == county) on entry!.Seq equals t.Seq into transfers
        from transfer in transfers.DefaultIfEmpty()
        join o in db.Set<Account>().Where(o => o.CountyCode == county) on transfer!.FromAccount equals o.Id into origins
        from origin in origins.DefaultIfEmpty()
        select new Row(
            fund.TownshipCode, fund.Year, account.Owner, account.Fund, account.Kind, account.Party, account.Unit, account.Balance,
            account.Kind == AccountKind.InHands ? null : db.Set<AccountDay>().Where(d => d.CountyCode == county && d.AccountId == account.Id).Min(d => (DateOnly?)d.OccurredOn),
            transfer == null ? null : new HandsMove(entry!.Seq, entry.Amount, origin!.Kind, transfer.CaseReference, transfer.OccurredOn))));

    private static IQueryable<Move> Moves(JiujiDb db, string county, List<Guid> funds) =>
        from fund in db.Set<ReserveFund>()
        where fund.CountyCode == county && funds.Contains(fund.FundId)
        join account in db.Set<Account>().Where(a => a.Kind == AccountKind.InHands)
            on new { fund.CountyCode, fund.Owner, Fund = fund.FundId } equals new { account.CountyCode, account.Owner, account.Fund }
        join entry in db.Set<Entry>() on new { account.CountyCode, account.Id } equals new { entry.CountyCode, Id = entry.AccountId }
        join transfer in db.Set<TransferRow>() on new { entry.CountyCode, entry.Seq } equals new { transfer.CountyCode, transfer.Seq }
        join origin in db.Set<Account>() on new { transfer.CountyCode, Id = transfer.FromAccount } equals new { origin.CountyCode, origin.Id }
        select new Move(
            account.Owner, account.Fund, account.Party, account.Unit, new HandsMove(entry.Seq, entry.Amount, origin.Kind, transfer.CaseReference, transfer.OccurredOn));
}
