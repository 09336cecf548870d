using Jiuji.Ledger;
using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Organisations;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>What a decision about a match answers.</summary>
public sealed record MatchDone(Guid Match, MatchState State, Guid? Rest = null);

/// <summary>A match with all that a decision about it looks at, tracked by the lane's context.</summary>
public sealed record MatchFile(MatchFacts Facts, Household Household)
{
    public Match Match => Facts.Match;
    public Need Need => Facts.Need;
    public SupplyLot Lot => Facts.Lot;
}

/// <summary>
/// Where every decision about a match is carried out the same way: load, ask whether the actor's area or organisation is concerned, decide, store the
/// outcome with its history, and hand to the book what must be held, delivered or released.
/// </summary>
public sealed class MatchDesk(JiujiDb db, Turn turn)
{
    public async Task<Result<MatchDone>> Decide(
        string county, Guid match, MatchTrigger trigger, Actor by, string reason, Func<MatchFile, Act, Decision<MatchOutcome>> decide, CancellationToken cancellationToken)
    {
        var (file, refused) = await Open(county, match, by, cancellationToken);
        if (file is null)
        {
            return refused!;
        }

        var act = turn.Act(by, reason);
        return await Carry(file, trigger, act, decide(file, act), by, cancellationToken);
    }

    /// <summary>The match, or why this person cannot act on it.</summary>
    public async Task<(MatchFile? File, Refused? Refused)> Open(string county, Guid match, Actor by, CancellationToken cancellationToken)
    {
        if (await Find(county, match, cancellationToken) is not { } file)
        {
            return (null, Refused.By(SiteRefusal.NotFound, ("what", "match")));
        }

        return IsConcerned(file, by) ? (file, null) : (null, Refused.By(SiteRefusal.NotYourArea, ("area", by.TownshipCode)));
    }

    public async Task<MatchFile?> Find(string county, Guid id, CancellationToken cancellationToken)
    {
        if (await db.Set<Match>().FirstOrDefaultAsync(match => match.CountyCode == county && match.Id == id, cancellationToken) is not { } match)
        {
            return null;
        }

        var need = await db.Set<Need>().FirstAsync(need => need.CountyCode == county && need.Id == match.NeedId, cancellationToken);
        var household = await db.Set<Household>().FirstAsync(household => household.CountyCode == county && household.Id == match.HouseholdId, cancellationToken);
        var lot = await db.Set<SupplyLot>().Include(lot => lot.Areas).Include(lot => lot.Categories).Include(lot => lot.Slots).AsSplitQuery()
            .FirstAsync(lot => lot.CountyCode == county && lot.Id == match.LotId, cancellationToken);
        var consents = await db.Set<Consent>().Where(consent => consent.CountyCode == county && consent.HouseholdId == match.HouseholdId).ToListAsync(cancellationToken);
        var standing = await OrganisationDesk.StateOf(db, county, match.OrganisationId, cancellationToken);
        return new MatchFile(new MatchFacts(match, need, lot) { Consents = consents, Organisation = standing }, household);
    }

    /// <summary>Stores an outcome; or answers the refusal, and that it was tried stays in the history.</summary>
    public async Task<Result<MatchDone>> Carry(
        MatchFile file, MatchTrigger trigger, Act act, Decision<MatchOutcome> decision, Actor by, CancellationToken cancellationToken)
    {
        if (decision.Outcome is not { } outcome)
        {
            var refusal = decision.Refusal!.Value;
            turn.Remember([MatchLifecycle.Table.Attempt(file.Match.CountyCode, file.Match.Id, file.Match.State, trigger, act, refusal)]);
            return Refused.By(refusal, ("match", file.Match.Id.ToString()));
        }

        await Post(file, outcome, by, cancellationToken);
        outcome.ApplyTo(file.Match, file.Need);
        db.Add(outcome.Move);
        if (outcome.Need is { } need)
        {
            db.Add(need.Move);
        }

        await TellTheAidChain(file, outcome, cancellationToken);
        return new MatchDone(file.Match.Id, file.Match.State, outcome.Rest?.Id);
    }

    /// <summary>Why the decision, or the book for what it asks of it, says no by itself; null where it can be carried out. For what must not stop the rest.</summary>
    public async Task<Enum?> WouldRefuse(MatchFile file, Decision<MatchOutcome> decision, Actor by, CancellationToken cancellationToken)
    {
        if (decision.Outcome is not { } outcome)
        {
            return decision.Refusal;
        }

        var postings = new LotPostings(file.Lot, by.Name, turn.Now).Of(outcome.Hold, file.Match, Guid.CreateVersion7(), await DeliveryOf(file.Match, outcome, cancellationToken));
        return await turn.WouldRefuse(file.Match.CountyCode, [.. postings], cancellationToken);
    }

    private static bool IsConcerned(MatchFile file, Actor by) => by.InMatching() switch
    {
        MatchingRole.Household => file.Match.HouseholdId == by.UserId,
        var role when role.IsProvider() => by.OrganisationId == file.Match.OrganisationId,
        _ => by.TownshipCode.Length == 0 || file.Household.TouchesArea(new HashSet<string> { by.TownshipCode }),
    };

    private async Task Post(MatchFile file, MatchOutcome outcome, Actor by, CancellationToken cancellationToken)
    {
        // A dated turn is held in its own account, so it is chosen before anything is posted.
        file.Match.SlotId = outcome.SlotId ?? file.Match.SlotId;
        var postings = new LotPostings(file.Lot, by.Name, turn.Now);
        var hold = Guid.CreateVersion7();
        turn.Post(postings.Of(outcome.Hold, file.Match, hold, await DeliveryOf(file.Match, outcome, cancellationToken)));
        if (outcome.Hold.Step is HoldStep.Take or HoldStep.Renew)
        {
            file.Match.HoldId = hold;
        }

        if (outcome.Rest is { } rest)
        {
            rest.HoldId = Guid.CreateVersion7();
            turn.Post(postings.Of(outcome.RestHold, rest, rest.HoldId.Value, null));
            db.Add(rest);
        }

        await UseUpOrRestock(file, outcome, by, cancellationToken);
    }

    /// <summary>The transfer that resolved the match's hold is the one that delivered it.</summary>
    private async Task<Guid?> DeliveryOf(Match match, MatchOutcome outcome, CancellationToken cancellationToken) => outcome.Hold.Step != HoldStep.TakeBack
        ? null
        : await db.Set<Hold>().AsNoTracking().Where(hold => hold.CountyCode == match.CountyCode && hold.Id == match.HoldId).Select(hold => hold.ResolvedBy)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>The book says when nothing is left of a lot, and when something came back.</summary>
    private async Task UseUpOrRestock(MatchFile file, MatchOutcome outcome, Actor by, CancellationToken cancellationToken)
    {
        if (outcome.Hold.Step is not (HoldStep.Deliver or HoldStep.TakeBack))
        {
            return;
        }

        var isLast = outcome.Hold.Step == HoldStep.Deliver
            && (await LotStock.Of(db, file.Lot.CountyCode, file.Lot.Id, cancellationToken)).InStock == outcome.Hold.Quantity;
        LotTrigger? trigger = (outcome.Hold.Step, file.Lot.State) switch
        {
            (HoldStep.Deliver, LotState.Published) when isLast => LotTrigger.UseUp,
            (HoldStep.TakeBack, LotState.UsedUp) => LotTrigger.Restock,
            _ => null,
        };
        if (trigger is { } move && SupplyDecision.Move(file.Lot, move, [], turn.ByItself(by)).Outcome is { } moved)
        {
            moved.ApplyTo(file.Lot);
            db.Add(moved.Move);
        }
    }

    /// <summary>One household, one aid chain: what was handed over enters it, what came back is struck from it and stays to be read (B3).</summary>
    private async Task TellTheAidChain(MatchFile file, MatchOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Hold.Step == HoldStep.Deliver)
        {
            var kind = await db.Organisations.AsNoTracking().Where(organisation => organisation.Id == file.Lot.OrganisationId)
                .Select(organisation => organisation.Kind).FirstAsync(cancellationToken);
            var source = kind is OrganisationKind.Society or OrganisationKind.Federation ? AidSource.Society : AidSource.Charity;
            db.Add(AidChain.FromMatch(Guid.CreateVersion7(), file.Match, file.Need, source, turn.Now));
        }
        else if (outcome.Hold.Step == HoldStep.TakeBack)
        {
            var reference = $"match:{file.Match.Id:D}";
            var given = await db.Set<AidChainItem>().AsNoTracking()
                .FirstAsync(item => item.CountyCode == file.Match.CountyCode && item.Reference == reference && item.Reverses == null, cancellationToken);
            db.Add(TakenBack(given));
        }
    }

    private AidChainItem TakenBack(AidChainItem given) => new()
    {
        CountyCode = given.CountyCode,
        Id = Guid.CreateVersion7(),
        HouseholdId = given.HouseholdId,
        PersonId = given.PersonId,
        Source = given.Source,
        GivenOn = CountyDay.Of(turn.Now),
        AmountFen = given.AmountFen,
        Given = given.Given,
        CauseCode = given.CauseCode,
        Reference = given.Reference,
        RecordedAt = turn.Now,
        Reverses = given.Id,
    };
}
