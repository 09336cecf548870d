using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// Whether a match run is due. A need entered by itself is placed at once; those of a list are many, and one run of a second serves them better than each by itself
/// (docs/performance.md), so whoever brought them in is told and has the button.
/// </summary>
public static class RunDue
{
    /// <summary>Open needs that came since the county's last run, of kinds that somebody offers, for which nothing was ever proposed.</summary>
    public static async Task<int> Count(JiujiDb db, string county, CancellationToken cancellationToken)
    {
        var last = await db.Set<MatchRunRecord>().AsNoTracking().Where(run => run.CountyCode == county && run.PlacedNeedId == null)
            .OrderByDescending(run => run.RanAt).Select(run => (DateTimeOffset?)run.RanAt).FirstOrDefaultAsync(cancellationToken) ?? DateTimeOffset.UnixEpoch;
        return await db.Set<Need>().AsNoTracking().CountAsync(
            need => need.CountyCode == county && need.State == NeedState.Open && need.QueuedAt > last
                && db.Set<SupplyLot>().Any(lot => lot.CountyCode == county && lot.NeedKindCode == need.KindCode && lot.State == LotState.Published)
                && !db.Set<Match>().Any(match => match.CountyCode == county && match.NeedId == need.Id),
            cancellationToken);
    }
}
