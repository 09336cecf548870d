using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Advances;

/// <summary>How much an emergency advance may still come to: the case it is for, or ten days' forecast, less what went that way before.</summary>
public static class EmergencyCap
{
    private const int Days = 10;

    public static async Task<long> Of(JiujiDb db, Advance advance, ReserveFund fund, DateOnly day, CancellationToken cancellationToken)
    {
        if (advance.Kind != AdvanceKind.Emergency)
        {
            return 0;
        }

        var county = fund.CountyCode;
        var aidCase = advance.AidCaseId is { } id ? await db.Set<AidCase>().AsNoTracking().SingleAsync(c => c.CountyCode == county && c.Id == id, cancellationToken) : null;
        var others = await db.Set<Advance>().AsNoTracking()
            .Where(a => a.CountyCode == county && a.ReserveFundId == fund.Id && a.Kind == AdvanceKind.Emergency && a.Id != advance.Id && a.AidCaseId == advance.AidCaseId)
            .ToListAsync(cancellationToken);
        var before = others.Where(a => aidCase is not null || a.DraftedOn > day.AddDays(-Days)).Sum(a => a.IssuedFen) + advance.IssuedFen;
        return AdvanceDecision.EmergencyCapFen(aidCase, await Forecast(db, fund, day, cancellationToken), before);
    }

    private static async Task<RunOut> Forecast(JiujiDb db, ReserveFund fund, DateOnly day, CancellationToken cancellationToken)
    {
        var payments = await db.Set<Payment>().AsNoTracking().Where(p => p.CountyCode == fund.CountyCode && p.ReserveFundId == fund.Id && p.PaidOn != null).ToListAsync(cancellationToken);
        return RunOut.Forecast(FundDesk.LastMonths(payments, day), 0, day);
    }
}
