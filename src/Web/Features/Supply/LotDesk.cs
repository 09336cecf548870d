using Jiuji.Matching;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Organisations;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Supply;

/// <summary>What a decision about a lot answers.</summary>
public sealed record LotDone(string Lot, LotState State, int MatchesEnded = 0, int HouseholdsThatReceived = 0);

/// <summary>Where every decision about a lot is carried out the same way: its move, the matches that end with it, and its stock in the book.</summary>
public sealed class LotDesk(JiujiDb db, Turn turn)
{
    public async Task<Result<LotDone>> Move(string county, string number, LotTrigger trigger, Actor by, string reason, CancellationToken cancellationToken)
    {
        if (await Find(county, number, cancellationToken) is not { } lot)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "lot"), ("number", number));
        }

        if (!by.StandsFor(lot.OrganisationId))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", number));
        }

        var matches = await db.Set<Match>().AsNoTracking().Where(match => match.CountyCode == county && match.LotId == lot.Id).ToListAsync(cancellationToken);
        var act = turn.Act(by, reason);
        var standing = await OrganisationDesk.StateOf(db, county, lot.OrganisationId, cancellationToken);
        var decision = SupplyDecision.Move(lot, trigger, matches, act, by.OrganisationId, standing);
        if (decision.Outcome is { } outcome)
        {
            return await Carry(lot, trigger, outcome, by, reason, cancellationToken);
        }

        turn.Remember([SupplyLotLifecycle.Table.Attempt(county, lot.Id, lot.State, trigger, act, decision.Refusal!.Value)]);
        return Refused.By(decision.Refusal!.Value, ("lot", number));
    }

    private Task<SupplyLot?> Find(string county, string number, CancellationToken cancellationToken) => db.Set<SupplyLot>()
        .Include(lot => lot.Areas).Include(lot => lot.Categories).Include(lot => lot.Slots).AsSplitQuery()
        .FirstOrDefaultAsync(lot => lot.CountyCode == county && lot.Number == number, cancellationToken);

    private async Task<Result<LotDone>> Carry(SupplyLot lot, LotTrigger trigger, LotOutcome outcome, Actor by, string reason, CancellationToken cancellationToken)
    {
        var wasInTheBook = lot.State is LotState.Published or LotState.Suspended or LotState.UsedUp;
        outcome.ApplyTo(lot);
        db.Add(outcome.Move);
        if (trigger == LotTrigger.Publish)
        {
            Stock(lot, by);
        }

        foreach (var match in outcome.MatchesToEnd)
        {
            if (await End(lot, match, by, reason, cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        if (wasInTheBook && lot.State is LotState.Withdrawn or LotState.Recalled or LotState.Expired)
        {
            await TakeOut(lot, by, reason, cancellationToken);
        }

        return new LotDone(lot.Number, lot.State, outcome.MatchesToEnd.Count, outcome.HouseholdsThatReceived.Count);
    }

    private void Stock(SupplyLot lot, Actor by)
    {
        var postings = new LotPostings(lot, by.Name, turn.Now);
        turn.Open(postings.Fund(), by.Name);
        turn.Post(postings.Stock());
    }

    private async Task<Refused?> End(SupplyLot lot, Guid match, Actor by, string reason, CancellationToken cancellationToken)
    {
        var desk = new MatchDesk(db, turn);
        var file = await desk.Find(lot.CountyCode, match, cancellationToken) ?? throw new InvalidOperationException($"Match {match} has left the county.");
        var act = turn.ByItself(by, $"{lot.State}: {reason}");
        return (await desk.Carry(file, MatchTrigger.Cancel, act, MatchDecision.Cancel(file.Facts, act), by, cancellationToken)).Refused;
    }

    /// <summary>What is still in stock once the holds are released, slot by slot.</summary>
    private async Task TakeOut(SupplyLot lot, Actor by, string reason, CancellationToken cancellationToken)
    {
        var postings = new LotPostings(lot, by.Name, turn.Now);
        foreach (var (slot, inStock) in await LotStock.BySlot(db, lot.CountyCode, lot.Id, cancellationToken))
        {
            if (inStock > 0)
            {
                turn.Post(postings.TakeOut(inStock, slot, reason));
            }
        }
    }
}
