using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Users;

/// <summary>Posts of stand-ins (A/B 角). A stand-in's record and the post under which they work have one id and the same days.</summary>
public static class StandInPosts
{
    /// <summary>Posts that people hold in their own name.</summary>
    public static IQueryable<Appointment> InOwnName(this IQueryable<Appointment> posts) => posts.Where(post => post.StandsInFor == "");

    /// <summary>Everything that somebody who stands in was appointed to stand in for in their township, whatever its days; nothing for who acts for themselves.</summary>
    public static async Task<IReadOnlyList<StandIn>> Of(JiujiDb db, Actor by, CancellationToken cancellationToken) => by.StandsInFor.Length == 0 ? [] :
        await db.Set<StandIn>().AsNoTracking().Where(s => s.CountyCode == by.CountyCode && s.TownshipCode == by.TownshipCode && s.Actor == by.Name).ToListAsync(cancellationToken);
}
