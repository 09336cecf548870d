using Jiuji.Matching.Matches;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Solving;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Reference;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Organisations;

/// <summary>How much organisations with a limit have promised and not yet handed over, and what they can still take on.</summary>
public static class ProviderRoom
{
    /// <summary>Those who offer anything: charities, societies and their federations.</summary>
    public static IQueryable<Organisation> Providers(JiujiDb db) => db.Organisations.AsNoTracking()
        .Where(each => each.Kind == OrganisationKind.Charity || each.Kind == OrganisationKind.Society || each.Kind == OrganisationKind.Federation);

    public static async Task<IReadOnlyDictionary<ProviderKind, long>> Left(JiujiDb db, string county, CancellationToken cancellationToken)
    {
        var limits = await db.Set<ProviderLimit>().AsNoTracking().Where(limit => limit.CountyCode == county).ToListAsync(cancellationToken);
        if (limits.Count == 0)
        {
            return new Dictionary<ProviderKind, long>();
        }

        var promised = await Promised(db, county, [.. limits.Select(limit => limit.OrganisationId)], cancellationToken);
        return limits.Select(limit => (Key: new ProviderKind(limit.OrganisationId, limit.KindCode), limit))
            .ToDictionary(each => each.Key, each => each.limit.Left(promised.GetValueOrDefault(each.Key)));
    }

    /// <summary>Null: the organisation has said no limit for the kind.</summary>
    public static async Task<long?> Left(JiujiDb db, string county, Guid organisation, string kind, CancellationToken cancellationToken)
    {
        var limit = await db.Set<ProviderLimit>().AsNoTracking()
            .FirstOrDefaultAsync(each => each.CountyCode == county && each.OrganisationId == organisation && each.KindCode == kind, cancellationToken);
        return limit?.Left((await Promised(db, county, [organisation], cancellationToken)).GetValueOrDefault(new ProviderKind(organisation, kind)));
    }

    /// <summary>Held for somebody and not yet handed over, by organisation and kind.</summary>
    public static async Task<IReadOnlyDictionary<ProviderKind, long>> Promised(JiujiDb db, string county, IReadOnlyCollection<Guid> organisations, CancellationToken cancellationToken) => (await (
        from match in db.Set<Match>().AsNoTracking()
        join lot in db.Set<SupplyLot>() on new { match.CountyCode, Id = match.LotId } equals new { lot.CountyCode, lot.Id }
        where match.CountyCode == county && match.HoldUntil != null && organisations.Contains(match.OrganisationId)
        group match by new { match.OrganisationId, lot.NeedKindCode } into held
        select new { held.Key.OrganisationId, held.Key.NeedKindCode, Units = held.Sum(match => match.Quantity) }).ToListAsync(cancellationToken))
        .ToDictionary(held => new ProviderKind(held.OrganisationId, held.NeedKindCode), held => held.Units);
}
