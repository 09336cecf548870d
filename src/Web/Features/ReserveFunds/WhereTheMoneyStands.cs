using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>Where one township's money stood at the end of one month.</summary>
/// <param name="Month">First day of the month; the position is that of its last day.</param>
public sealed record MonthStanding(string TownshipCode, string NameZh, string NameEn, DateOnly Month, FundPosition Position);

/// <summary>
/// A fund-year month by month, by the day on which things happened: the accounts' nets by day are added up, so that a later correction of an earlier month shows
/// where it belongs.
/// </summary>
public static class WhereTheMoneyStands
{
    /// <summary>Every township with a fund in the year, from January to the month of <paramref name="until"/>, at most December.</summary>
    public static async Task<IReadOnlyList<MonthStanding>> Read(JiujiDb db, string county, int year, DateOnly until, CancellationToken cancellationToken)
    {
        var funds = await db.Set<ReserveFund>().AsNoTracking().Where(f => f.CountyCode == county && f.Year == year)
            .Join(db.Regions.AsNoTracking(), f => f.TownshipCode, region => region.Code, (f, region) => new { f.TownshipCode, f.FundId, region.NameZh, region.NameEn })
            .OrderBy(fund => fund.TownshipCode).ToListAsync(cancellationToken);
        var ids = funds.Select(fund => fund.FundId).ToList();
        var accounts = await db.Set<Account>().AsNoTracking().Where(a => a.CountyCode == county && ids.Contains(a.Fund)).ToListAsync(cancellationToken);
        var own = accounts.Select(account => account.Id).ToList();
        var days = (await db.Set<AccountDay>().AsNoTracking().Where(d => d.CountyCode == county && own.Contains(d.AccountId)).ToListAsync(cancellationToken)).ToLookup(d => d.AccountId);
        var months = Enumerable.Range(1, until.Year > year ? 12 : until.Month).Select(month => new DateOnly(year, month, 1)).ToList();
        return
        [
            .. from fund in funds
               from month in months
               let last = month.AddMonths(1).AddDays(-1)
               let balances = accounts.Where(a => a.Fund == fund.FundId).Select(a => (FundDesk.KeyOf(a), days[a.Id].Where(d => d.OccurredOn <= last).Sum(d => d.Net)))
               select new MonthStanding(fund.TownshipCode, fund.NameZh, fund.NameEn, month, FundPosition.Of(fund.FundId, balances)),
        ];
    }
}
