using Jiuji.Matching.Needs;

namespace Jiuji.Matching.Matches;

/// <summary>A proposal that a person made, and the row that remembers why.</summary>
public sealed record MatchChosen(Match Match, Move Move);

/// <summary>
/// What one decision changes: the match's state, the order to the book, the need's bookkeeping, the match for an undelivered rest.
/// All of it is stored in one transaction, or none.
/// </summary>
public sealed record MatchOutcome(MatchState State, HoldOrder Hold, Move Move)
{
    public NeedOutcome? Need { get; init; }

    /// <summary>The undelivered rest, still on its way under a hold of its own (<see cref="RestHold"/>).</summary>
    public Match? Rest { get; init; }
    public HoldOrder RestHold { get; init; } = HoldOrder.None;
    public Guid? ConsentId { get; init; }
    public Guid? SlotId { get; init; }
    public ConfirmedBy? ConfirmedBy { get; init; }

    public void ApplyTo(Match match, Need need)
    {
        match.State = State;
        match.Version++;
        ApplyHold(match);
        (match.ConsentId, match.SlotId) = (ConsentId ?? match.ConsentId, SlotId ?? match.SlotId);
        ApplyAnswer(match);
        Need?.ApplyTo(need);
    }

    void ApplyHold(Match match)
    {
        switch (Hold.Step)
        {
            case HoldStep.Take or HoldStep.Renew:
                match.HoldUntil = Hold.Until;
                break;
            case HoldStep.Deliver:
                (match.DeliveredQuantity, match.DeliveredOn, match.HoldUntil) = (Hold.Quantity, ChinaDay.Of(Move.At), null);
                break;
            case HoldStep.TakeBack:
                (match.DeliveredQuantity, match.DeliveredOn) = (0, null);
                break;
            case HoldStep.Release or HoldStep.Expire:
                match.HoldUntil = null;
                break;
        }
    }

    void ApplyAnswer(Match match)
    {
        switch (State)
        {
            case MatchState.Accepted:
                match.AcceptedAt = Move.At;
                break;
            case MatchState.Declined:
                match.DeclineReason = Move.Reason;
                break;
            case MatchState.Closed:
                match.ClosingReason = Move.Reason;
                break;
            case MatchState.Confirmed:
                (match.ConfirmedAt, match.ConfirmedBy) = (Move.At, ConfirmedBy);
                break;
        }
    }
}
