using Jiuji.Matching.Matches;
using Jiuji.Matching.Organisations;

namespace Jiuji.Matching.Supply;

/// <summary>
/// A lot's next state and its history row; when a lot ends, the matches that end with it and the households that had received of it.
/// </summary>
public sealed record LotOutcome(LotState State, Move Move, IReadOnlyList<Guid> MatchesToEnd, IReadOnlyList<Guid> HouseholdsThatReceived)
{
    public void ApplyTo(SupplyLot lot)
    {
        lot.State = State;
        lot.Version++;
    }
}

/// <summary>Review, publication and the ends of a lot (D2, posting.md's SupplyLot).</summary>
public static class SupplyDecision
{
    /// <summary>
    /// Refuses MoveNotAllowed, WrongRole, ReasonMissing, QuantityNotPositive, OrganisationNotActive and LotExpired (when it is offered),
    /// ReviewerIsProvider (the county's reviewer acts for the offering organisation).
    /// </summary>
    /// <param name="matches">All matches of the lot.</param>
    /// <param name="actorsOrganisation">The organisation for which the actor also stands, if any.</param>
    public static Decision<LotOutcome> Move(
        SupplyLot lot, LotTrigger trigger, IReadOnlyCollection<Match> matches, Act act, Guid? actorsOrganisation = null,
        OrganisationState organisation = OrganisationState.Active)
    {
        var fired = SupplyLotLifecycle.Table.Fire(lot.CountyCode, lot.Id, lot.State, trigger, act);
        if (fired.Outcome is not { } step)
            return fired.Refusal!.Value;
        if (Blocks(lot, trigger, act, actorsOrganisation, organisation) is { } refusal)
            return refusal;
        return new LotOutcome(step.State, step.Move, Ending(step.State, matches), step.State == LotState.Recalled ? Received(matches) : []);
    }

    static MatchingRefusal? Blocks(
        SupplyLot lot, LotTrigger trigger, Act act, Guid? actorsOrganisation, OrganisationState organisation) => trigger switch
    {
        LotTrigger.Expire when act.Today <= lot.ValidUntil => MatchingRefusal.NotYetDue,
        LotTrigger.Submit or LotTrigger.Publish when lot.Quantity <= 0 => MatchingRefusal.QuantityNotPositive,
        LotTrigger.Submit or LotTrigger.Publish or LotTrigger.Resume when !organisation.MayAct() => MatchingRefusal.OrganisationNotActive,
        LotTrigger.Submit or LotTrigger.Publish or LotTrigger.Resume when act.Today > lot.ValidUntil => MatchingRefusal.LotExpired,
        LotTrigger.Publish when actorsOrganisation == lot.OrganisationId => MatchingRefusal.ReviewerIsProvider,
        _ => null,
    };

    /// <summary>A lot that is no longer offered takes its promises with it; a suspended one keeps them.</summary>
    static List<Guid> Ending(LotState state, IEnumerable<Match> matches) =>
        state is LotState.Recalled or LotState.Withdrawn or LotState.Expired
            ? [.. matches.Where(match => match.State.IsUnderWay()).Select(match => match.Id).Order()]
            : [];

    static List<Guid> Received(IEnumerable<Match> matches) =>
        [.. matches.Where(match => match.DeliveredQuantity > 0).Select(match => match.HouseholdId).Distinct().Order()];
}
