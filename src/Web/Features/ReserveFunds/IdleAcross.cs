using System.Collections.Concurrent;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>A township among those of several counties.</summary>
public sealed record IdleTownship(string CountyCode, IdleRank Rank);

/// <summary>The townships of several counties, a prefecture's or a province's, in one ranking of idle money (F5): each county is read by itself, some beside each other.</summary>
public static class IdleAcross
{
    public static async Task<IReadOnlyList<IdleTownship>> Read(IServiceScopeFactory scopes, IEnumerable<string> counties, int year, DateOnly day, CancellationToken cancellationToken)
    {
        var found = new ConcurrentBag<IdleTownship>();
        await Parallel.ForEachAsync(counties, cancellationToken, async (county, cancelled) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
            db.Within = county;
            foreach (var rank in (await FundHoldings.Read(db, county, "", year, cancelled)).Ranked(year, day))
            {
                found.Add(new(county, rank));
            }
        });
        return [.. IdleMoney.MostIdleFirst(found, township => township.Rank)];
    }

    /// <summary>The counties under an area's code that have opened a fund in the year; 34 is a province, 3417 a prefecture, 341722 a county.</summary>
    public static async Task<IReadOnlyList<string>> Counties(JiujiDb db, string area, int year, CancellationToken cancellationToken) =>
        await db.Set<ReserveFund>().Where(fund => fund.CountyCode.StartsWith(area) && fund.Year == year).Select(fund => fund.CountyCode).Distinct().Order().ToListAsync(cancellationToken);
}
