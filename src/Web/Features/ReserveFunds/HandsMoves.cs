using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>
/// What came into the money in hands of a county's funds and what left it, in the order of the book: all that the ages of money are read from. A year has a thousand
/// payments for a dozen arrivals, so arrivals are read whole; of what left only the amount is, and its reference where money came back under it.
/// </summary>
public static class HandsMoves
{
    /// <summary>Stands for a reference that nothing came back under, and that no transfer has.</summary>
    private const string Unasked = "\0";

    private sealed record Arrival(long Seq, AccountKind From, string Reference, DateOnly OccurredOn);

    /// <param name="hands">The accounts of money in hands, of any funds of the county.</param>
    /// <returns>By fund; the transfers have no ids, and those that left have no day.</returns>
    public static async Task<ILookup<Guid, Transfer>> Read(JiujiDb db, string county, IReadOnlyDictionary<Guid, AccountKey> hands, CancellationToken cancellationToken)
    {
        var ids = hands.Keys.ToList();
        var entries = db.Set<Entry>().AsNoTracking().Where(entry => entry.CountyCode == county && ids.Contains(entry.AccountId));
        var moved = await entries.Select(entry => new { entry.AccountId, entry.Seq, entry.Amount }).ToListAsync(cancellationToken);
        var arrivals = (await (from entry in entries
                               where entry.Amount > 0
                               join row in db.Set<TransferRow>().AsNoTracking() on new { entry.CountyCode, entry.Seq } equals new { row.CountyCode, row.Seq }
                               join account in db.Set<Account>().AsNoTracking() on new { row.CountyCode, Id = row.FromAccount } equals new { account.CountyCode, account.Id }
                               select new Arrival(row.Seq, account.Kind, row.CaseReference, row.OccurredOn)).ToListAsync(cancellationToken)).ToDictionary(arrival => arrival.Seq);
        var left = await LeftUnder(db, entries, [.. arrivals.Values.Where(arrival => IdleMoney.ComesBack(arrival.From)).Select(arrival => arrival.Reference).Distinct()], cancellationToken);

        // Between two places of a fund money only changes its place: its arrival says so, and stands for both entries.
        return moved.Where(entry => entry.Amount > 0 || !arrivals.ContainsKey(entry.Seq)).OrderBy(entry => entry.Seq)
            .Select(entry => entry.Amount > 0 ? Came(hands[entry.AccountId], arrivals[entry.Seq], entry.Amount) : Left(hands[entry.AccountId], left.GetValueOrDefault(entry.Seq, Unasked), -entry.Amount))
            .ToLookup(transfer => transfer.To.Fund);
    }

    private static async Task<Dictionary<long, string>> LeftUnder(JiujiDb db, IQueryable<Entry> entries, List<string> references, CancellationToken cancellationToken) =>
        references.Count == 0 ? [] : await (
            from entry in entries
            where entry.Amount < 0
            join row in db.Set<TransferRow>().AsNoTracking() on new { entry.CountyCode, entry.Seq } equals new { row.CountyCode, row.Seq }
            where references.Contains(row.CaseReference)
            select new { row.Seq, row.CaseReference }).ToDictionaryAsync(row => row.Seq, row => row.CaseReference, cancellationToken);

    private static Transfer Came(AccountKey hands, Arrival arrival, long fen) => Moved(hands with { Kind = arrival.From, Party = "" }, hands, fen, arrival.Reference, arrival.OccurredOn);

    private static Transfer Left(AccountKey hands, string reference, long fen) => Moved(hands, hands with { Kind = AccountKind.AwaitingPapers, Party = "" }, fen, reference, default);

    private static Transfer Moved(AccountKey from, AccountKey to, long fen, string reference, DateOnly day) => new()
    {
        Id = Guid.Empty, From = from, To = to, Amount = fen, Reason = "", Purpose = "", CaseReference = reference, Actor = "", OccurredOn = day,
    };
}
