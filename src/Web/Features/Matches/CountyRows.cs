using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Supply;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>Reads what a match run looks at: open needs and their households, published lots with what is free of them by the book, promises, refusals.</summary>
public static class CountyRows
{
    public static async Task<RunRows> Read(JiujiDb db, string county, DateOnly today, CancellationToken cancellationToken)
    {
        var needs = await db.Set<Need>().AsNoTracking()
            .Where(need => need.CountyCode == county && (need.State == NeedState.Open || need.State == NeedState.PartMet)).ToListAsync(cancellationToken);
        var open = db.Set<Need>().Where(need => need.CountyCode == county && (need.State == NeedState.Open || need.State == NeedState.PartMet)).Select(need => need.HouseholdId);
        var limited = db.Set<SupplyLot>().Where(lot => lot.CountyCode == county && lot.State == LotState.Published && lot.LimitPerHousehold != null).Select(lot => lot.Id);
        // A turn that is over or called off still stands in the book, and nobody can be sent to it.
        var turns = await LotStock.OpenTurns(db, county, today, cancellationToken);
        var free = (await LotStock.Of(db, county, null, cancellationToken)).ToDictionary(lot => lot.Key, lot => turns.TryGetValue(lot.Key, out var open) ? open.Free : lot.Value.Free);
        return new RunRows
        {
            Needs = needs,
            Lots = await db.Set<SupplyLot>().AsNoTracking().Include(lot => lot.Areas).Include(lot => lot.Categories).Include(lot => lot.Slots).AsSplitQuery()
                .Where(lot => lot.CountyCode == county && lot.State == LotState.Published).ToListAsync(cancellationToken),
            Free = free,
            LargestTurn = turns.ToDictionary(lot => lot.Key, lot => lot.Value.Largest),
            Households = await db.Set<Household>().AsNoTracking()
                .Where(household => household.CountyCode == county && open.Contains(household.Id)).ToListAsync(cancellationToken),
            Persons = await db.Set<Person>().AsNoTracking()
                .Where(person => person.CountyCode == county && open.Contains(person.HouseholdId)).ToListAsync(cancellationToken),
            Ties = await db.Set<RelatedParty>().AsNoTracking().Where(tie => tie.CountyCode == county).ToListAsync(cancellationToken),
            Consents = await db.Set<Consent>().AsNoTracking()
                .Where(consent => consent.CountyCode == county && open.Contains(consent.HouseholdId)).ToListAsync(cancellationToken),
            Matches = await db.Set<Match>().AsNoTracking()
                .Where(match => match.CountyCode == county && (match.HoldUntil != null || (match.DeliveredQuantity > 0 && limited.Contains(match.LotId))))
                .ToListAsync(cancellationToken),
            CausesAided = await CausesAided.Of(db, county, today, null, cancellationToken),
        };
    }
}
