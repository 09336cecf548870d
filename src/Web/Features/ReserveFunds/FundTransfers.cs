using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>The transfers of one fund in the order of the book, as the layers of idle money and a fund's statement read them.</summary>
public static class FundTransfers
{
    public static async Task<IReadOnlyList<Transfer>> Read(JiujiDb db, string county, ReserveFund fund, CancellationToken cancellationToken)
    {
        var accounts = await db.Set<Account>().AsNoTracking()
            .Where(account => account.CountyCode == county && account.Owner == fund.Owner && account.Fund == fund.FundId)
            .ToDictionaryAsync(account => account.Id, FundDesk.KeyOf, cancellationToken);
        var ids = accounts.Keys.ToList();

        // Both sides of a fund's transfer lie in the fund, so the entries of its accounts name every one of them.
        var rows = await db.Set<Entry>().AsNoTracking()
            .Where(entry => entry.CountyCode == county && ids.Contains(entry.AccountId) && entry.Amount > 0)
            .Join(db.Set<TransferRow>().AsNoTracking(), entry => new { entry.CountyCode, entry.Seq }, row => new { row.CountyCode, row.Seq }, (entry, row) => row)
            .OrderBy(row => row.Seq)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new Transfer
        {
            Id = row.Id, Kind = row.Kind, From = accounts[row.FromAccount], To = accounts[row.ToAccount], Amount = row.Amount, Reason = row.Reason,
            Purpose = row.Purpose, CaseReference = row.CaseReference, Actor = row.Actor, OccurredOn = row.OccurredOn, Reverses = row.Reverses,
            Hold = row.Hold, ExpiresAt = row.ExpiresAt, Mark = row.Mark, Note = row.Note,
        })];
    }
}
