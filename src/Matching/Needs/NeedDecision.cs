namespace Jiuji.Matching.Needs;

/// <summary>A need's next state and met quantity, and the row that remembers it.</summary>
public sealed record NeedOutcome(NeedState State, long MetQuantity, Move Move, string? MovedToCounty = null)
{
    /// <summary>Somebody has asked what is still missing (B14).</summary>
    public bool IsReview { get; init; }

    public void ApplyTo(Need need)
    {
        // Whatever came or went: somebody must look at what is still missing (B14).
        need.NeedsReview = !IsReview && (need.NeedsReview || need.MetQuantity != MetQuantity);
        (need.State, need.MetQuantity, need.MovedToCounty) = (State, MetQuantity, MovedToCounty ?? need.MovedToCounty);
        need.Version++;
    }
}

/// <summary>The bookkeeping of a need: what was delivered, what came back, what is still open (T17).</summary>
public static class NeedDecision
{
    /// <summary>Refuses QuantityNotPositive, NeedClosed, ExceedsNeed.</summary>
    public static Decision<NeedOutcome> Receive(Need need, long quantity, Act act)
    {
        if (quantity <= 0)
            return MatchingRefusal.QuantityNotPositive;
        if (!need.IsOpen)
            return MatchingRefusal.NeedClosed;
        if (quantity > need.OpenQuantity)
            return MatchingRefusal.ExceedsNeed;
        return Fire(need, quantity == need.OpenQuantity ? NeedTrigger.MeetWhole : NeedTrigger.MeetPart, need.MetQuantity + quantity, act);
    }

    /// <summary>
    /// What had been delivered came back: the need is open again, at its old place in the queue. Refuses QuantityNotPositive, ExceedsNeed.
    /// </summary>
    public static Decision<NeedOutcome> GiveBack(Need need, long quantity, Act act)
    {
        if (quantity <= 0)
            return MatchingRefusal.QuantityNotPositive;
        if (quantity > need.MetQuantity)
            return MatchingRefusal.ExceedsNeed;
        var trigger = quantity == need.MetQuantity ? NeedTrigger.ReturnWhole : NeedTrigger.ReturnPart;
        return Fire(need, trigger, need.MetQuantity - quantity, act);
    }

    public static Decision<NeedOutcome> Withdraw(Need need, Act act) => Fire(need, NeedTrigger.Withdraw, need.MetQuantity, act);

    /// <summary>
    /// Nobody needs it any more, or the deadline has passed. The clock may only lapse what is past its deadline: NotYetDue before.
    /// </summary>
    public static Decision<NeedOutcome> Lapse(Need need, Act act) =>
        act.Role == MatchingRole.Clock && !(need.Deadline < act.Today)
            ? MatchingRefusal.NotYetDue
            : Fire(need, NeedTrigger.Lapse, need.MetQuantity, act);

    public static Decision<NeedOutcome> MoveAway(Need need, string toCounty, Act act)
    {
        var fired = Fire(need, NeedTrigger.MoveAway, need.MetQuantity, act);
        return fired.Outcome is { } outcome ? outcome with { MovedToCounty = toCounty } : fired;
    }

    /// <summary>
    /// Somebody has asked what is still missing after aid (B14) and writes down the answer; what is, is entered as a need with
    /// <see cref="NeedReason.StillInNeed"/>. Refuses MoveNotAllowed (no review is due), WrongRole, ReasonMissing.
    /// </summary>
    public static Decision<NeedOutcome> Review(Need need, Act act)
    {
        if (!need.NeedsReview)
            return MatchingRefusal.MoveNotAllowed;
        if (!act.Role.HasDuty())
            return MatchingRefusal.WrongRole;
        if (!act.HasReason)
            return MatchingRefusal.ReasonMissing;
        return new NeedOutcome(need.State, need.MetQuantity, ReviewRow(need, act)) { IsReview = true };
    }

    static Move ReviewRow(Need need, Act act) => new()
    {
        CountyCode = need.CountyCode,
        ActId = act.Id,
        Noun = "Need",
        SubjectId = need.Id,
        FromState = need.State.ToString(),
        Trigger = "Review",
        ToState = need.State.ToString(),
        Actor = act.Actor,
        Role = act.Role,
        At = act.At,
        Reason = act.Reason,
    };

    static Decision<NeedOutcome> Fire(Need need, NeedTrigger trigger, long met, Act act)
    {
        var fired = NeedLifecycle.Table.Fire(need.CountyCode, need.Id, need.State, trigger, act);
        return fired.Outcome is { } step ? new NeedOutcome(step.State, met, step.Move) : fired.Refusal!.Value;
    }
}
