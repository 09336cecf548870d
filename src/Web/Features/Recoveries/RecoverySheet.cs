using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Recoveries;

/// <summary>A recovery as its pages show it: the debt, the township and year of its fund, the case it came from, and everything that was done.</summary>
public sealed record RecoverySheet(RecoveryCase Debt, string TownshipCode, string Township, int Year, string CaseNumber, IReadOnlyList<LifecycleMove> Moves)
{
    /// <summary>To a household it is money to be returned (退回款), never a pursuit.</summary>
    public bool IsHousehold => Debt.DebtorKind == DebtorKind.Household;

    public static async Task<RecoverySheet?> Read(JiujiDb db, string county, string number, CancellationToken cancellationToken)
    {
        var found = await (from debt in db.Set<RecoveryCase>().AsNoTracking()
                           where debt.CountyCode == county && debt.Number == number
                           join fund in db.Set<ReserveFund>().AsNoTracking() on new { debt.CountyCode, Id = debt.ReserveFundId } equals new { fund.CountyCode, fund.Id }
                           join township in db.Regions.AsNoTracking() on fund.TownshipCode equals township.Code
                           select new { debt, fund.TownshipCode, fund.Year, township.NameZh, township.NameEn }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var moves = await db.Set<LifecycleMove>().AsNoTracking().Where(move => move.CountyCode == county && move.SubjectId == found.debt.Id)
            .OrderBy(move => move.At).ThenBy(move => move.Id).ToListAsync(cancellationToken);
        var caseNumber = found.debt.PaymentId is not { } payment ? null : await db.Set<Payment>().Where(p => p.CountyCode == county && p.Id == payment)
            .Join(db.Set<AidCase>(), p => new { p.CountyCode, Id = p.AidCaseId }, c => new { c.CountyCode, c.Id }, (_, c) => c.Number).FirstOrDefaultAsync(cancellationToken);
        return new RecoverySheet(found.debt, found.TownshipCode, FundPage.Named(found.NameZh, found.NameEn), found.Year, caseNumber ?? "", moves);
    }
}
