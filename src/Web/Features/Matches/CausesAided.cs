using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>Which hardships have been answered already this calendar year, by household and over every source (R10).</summary>
public static class CausesAided
{
    public static IReadOnlySet<string> None { get; } = new HashSet<string>();

    /// <param name="households">Null for the whole county.</param>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlySet<string>>> Of(
        JiujiDb db, string county, DateOnly today, IReadOnlyCollection<Guid>? households, CancellationToken cancellationToken)
    {
        var (from, to) = AidChain.YearOf(today);
        var items = db.Set<AidChainItem>().AsNoTracking().Where(item => item.CountyCode == county && item.GivenOn >= from && item.GivenOn <= to && item.CauseCode != "");
        if (households is not null)
        {
            items = items.Where(item => households.Contains(item.HouseholdId));
        }

        var given = await items.ToListAsync(cancellationToken);
        return given.GroupBy(item => item.HouseholdId).ToDictionary(household => household.Key, IReadOnlySet<string> (household) => Standing(household, from, to));
    }

    private static HashSet<string> Standing(IEnumerable<AidChainItem> items, DateOnly from, DateOnly to)
    {
        var chain = new AidChain(items);
        return chain.Items.Select(item => item.CauseCode).Distinct().Where(cause => chain.SameCause(cause, null, from, to).Count > 0).ToHashSet();
    }
}
