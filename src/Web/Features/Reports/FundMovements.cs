using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Reports;

/// <summary>A fund-year with all that has moved in it up to a day.</summary>
public sealed record FundMovement(ReserveFund Fund, IReadOnlyList<Transfer> Transfers);

/// <summary>Reads the fund-years of a township or a whole county with their transfers, in three queries.</summary>
public static class FundMovements
{
    /// <param name="township">Empty for all of the county.</param>
    public static async Task<IReadOnlyList<FundMovement>> Read(JiujiDb db, string county, string township, int fromYear, int toYear, DateOnly until, CancellationToken cancellationToken)
    {
        var funds = await db.Set<ReserveFund>().AsNoTracking()
            .Where(f => f.CountyCode == county && (township == "" || f.TownshipCode == township) && f.Year >= fromYear && f.Year <= toYear)
            .OrderBy(f => f.TownshipCode).ThenBy(f => f.Year).ToListAsync(cancellationToken);
        var ids = funds.Select(fund => fund.FundId).ToList();
        var accounts = (await db.Set<Account>().AsNoTracking().Where(a => a.CountyCode == county && ids.Contains(a.Fund)).ToListAsync(cancellationToken)).ToDictionary(a => a.Id, FundDesk.KeyOf);
        var rows = (await db.Set<TransferRow>().AsNoTracking().Where(t => t.CountyCode == county && ids.Contains(t.Fund) && t.OccurredOn <= until).OrderBy(t => t.Seq).ToListAsync(cancellationToken))
            .Where(t => accounts.ContainsKey(t.FromAccount) && accounts.ContainsKey(t.ToAccount)).ToLookup(t => t.Fund);
        return [.. funds.Select(fund => new FundMovement(fund, [.. rows[fund.FundId].Select(t => TransferOf(t, accounts))]))];
    }

    private static Transfer TransferOf(TransferRow row, Dictionary<Guid, AccountKey> accounts) => new()
    {
        Id = row.Id, Kind = row.Kind, From = accounts[row.FromAccount], To = accounts[row.ToAccount], Amount = row.Amount, Reason = row.Reason, Purpose = row.Purpose,
        CaseReference = row.CaseReference, Actor = row.Actor, OccurredOn = row.OccurredOn, Reverses = row.Reverses, Mark = row.Mark, Note = row.Note,
    };
}
