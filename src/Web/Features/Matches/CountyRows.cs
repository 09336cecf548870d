using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Organisations;
using Jiuji.Web.Features.Supply;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>Reads what a match run looks at: open needs and their households, published lots with what is free of them by the book, promises, refusals.</summary>
public static class CountyRows
{
    public static Task<RunRows> Read(JiujiDb db, string county, DateOnly today, CancellationToken cancellationToken) => Read(db, county, today, null, cancellationToken);

    /// <summary>The rows of the one kind of help that a need asks for, with the need itself among them, which need not be stored yet.</summary>
    public static Task<RunRows> ReadKindOf(JiujiDb db, Need need, DateOnly today, CancellationToken cancellationToken) => Read(db, need.CountyCode, today, need, cancellationToken);

    private static async Task<RunRows> Read(JiujiDb db, string county, DateOnly today, Need? added, CancellationToken cancellationToken)
    {
        var (openNeeds, offered) = (Open(db, county), Offered(db, county));
        if (added is not null)
        {
            (openNeeds, offered) = (openNeeds.Where(need => need.KindCode == added.KindCode && need.Id != added.Id), offered.Where(lot => lot.NeedKindCode == added.KindCode));
        }

        var lots = await offered.Include(lot => lot.Areas).Include(lot => lot.Categories).Include(lot => lot.Slots).AsSplitQuery().ToListAsync(cancellationToken);
        if (added is not null && lots.Count == 0)
        {
            return new RunRows { Lots = [], Free = new Dictionary<Guid, long>(), Needs = [], Households = [], Persons = [] };
        }

        var needs = await openNeeds.ToListAsync(cancellationToken);
        var (open, one) = (openNeeds.Select(need => need.HouseholdId), added?.HouseholdId ?? Guid.Empty);
        var limited = offered.Where(lot => lot.LimitPerHousehold != null).Select(lot => lot.Id);
        // A turn that is over or called off still stands in the book, and nobody can be sent to it.
        var turns = await LotStock.OpenTurns(db, county, today, cancellationToken);
        var stock = await LotStock.Of(db, county, added is null ? null : [.. lots.Select(lot => lot.Id)], cancellationToken);
        return new RunRows
        {
            Needs = added is null ? needs : [.. needs, added],
            Lots = lots,
            Free = stock.ToDictionary(lot => lot.Key, lot => turns.TryGetValue(lot.Key, out var open) ? open.Free : lot.Value.Free),
            LargestTurn = turns.ToDictionary(lot => lot.Key, lot => lot.Value.Largest),
            Households = await db.Set<Household>().AsNoTracking()
                .Where(household => household.CountyCode == county && (household.Id == one || open.Contains(household.Id))).ToListAsync(cancellationToken),
            Persons = await db.Set<Person>().AsNoTracking()
                .Where(person => person.CountyCode == county && (person.HouseholdId == one || open.Contains(person.HouseholdId))).ToListAsync(cancellationToken),
            Ties = await db.Set<RelatedParty>().AsNoTracking().Where(tie => tie.CountyCode == county).ToListAsync(cancellationToken),
            Consents = await db.Set<Consent>().AsNoTracking()
                .Where(consent => consent.CountyCode == county && (consent.HouseholdId == one || open.Contains(consent.HouseholdId))).ToListAsync(cancellationToken),
            Matches = await db.Set<Match>().AsNoTracking()
                .Where(match => match.CountyCode == county && (match.HoldUntil != null || (match.DeliveredQuantity > 0 && limited.Contains(match.LotId))))
                .ToListAsync(cancellationToken),
            ProviderCaps = await ProviderRoom.Left(db, county, cancellationToken),
            CausesAided = await CausesAided.Of(db, county, today, null, cancellationToken),
        };
    }

    private static IQueryable<Need> Open(JiujiDb db, string county) => db.Set<Need>().AsNoTracking()
        .Where(need => need.CountyCode == county && (need.State == NeedState.Open || need.State == NeedState.PartMet));

    /// <summary>Who may not act for the time being, or is winding up, is offered nobody.</summary>
    private static IQueryable<SupplyLot> Offered(JiujiDb db, string county) => db.Set<SupplyLot>().AsNoTracking()
        .Where(lot => lot.CountyCode == county && lot.State == LotState.Published && !db.Set<OrganisationStanding>().Any(
            standing => standing.CountyCode == county && standing.OrganisationId == lot.OrganisationId && standing.State != OrganisationState.Active));
}
