using Jiuji.Matching.Consents;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Solving;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Matches;

/// <summary>
/// The decisions about a match (design §4). Each first asks the lifecycle (MoveNotAllowed, WrongRole, ReasonMissing), then its own rules.
/// </summary>
public static class MatchDecision
{
    /// <summary>
    /// The station takes the proposal up and the quantity is held. Everything is checked again on the day: what was right when it was
    /// proposed may be wrong now. Refuses every rule of <see cref="LotFit"/>, SlotNotOpen, then the quantities.
    /// </summary>
    public static Decision<MatchOutcome> Accept(MatchFacts facts, MatchRoom room, DateTimeOffset holdUntil, Act act)
    {
        var fired = Fire(facts, MatchTrigger.Accept, act);
        if (fired.Outcome is not { } step)
            return fired.Refusal!.Value;
        if (Same(facts) is { } differs)
            return differs;
        if (!facts.Organisation.MayAct())
            return MatchingRefusal.OrganisationNotActive;
        if (LotFit.Check(facts.Lot, facts.Need, room.Household, act.Today) is { } forbidden)
            return forbidden;
        if (!SlotIsOpen(facts.Lot, room.SlotId, act.Today))
            return MatchingRefusal.SlotNotOpen;
        if (Room(facts, room) is { } tooMuch)
            return tooMuch;
        var hold = new HoldOrder(HoldStep.Take, facts.Match.Quantity, holdUntil);
        return new MatchOutcome(step.State, hold, step.Move) { SlotId = room.SlotId };
    }

    /// <summary>
    /// A person's own choice against the plan, with its cost. Refuses WrongRole, ReasonMissing, QuantityNotPositive, KindsDiffer, then what the plan
    /// says of the pair: NothingLeftToPlan, the hard rule that forbids it, ExceedsProviderLimit or ExceedsFreeQuantity (no room).
    /// </summary>
    /// <param name="whyNot">What the plan says of the pair; null where need or lot has nothing left.</param>
    public static Decision<MatchChosen> Choose(Guid id, Need need, SupplyLot lot, long quantity, WhyNot? whyNot, Act act)
    {
        if (act.Role is not (MatchingRole.StationWorker or MatchingRole.TownshipHandler))
            return MatchingRefusal.WrongRole;
        if (!act.HasReason)
            return MatchingRefusal.ReasonMissing;
        if (quantity <= 0)
            return MatchingRefusal.QuantityNotPositive;
        if (whyNot is null)
            return MatchingRefusal.NothingLeftToPlan;
        if (whyNot.Rule is { } rule)
            return LotFit.RefusalOf(rule);
        if (whyNot.Kind == WhyNotKind.NoRoom)
            return whyNot.Cap?.Kind == CapKind.Provider ? MatchingRefusal.ExceedsProviderLimit : MatchingRefusal.ExceedsFreeQuantity;
        if (quantity > need.OpenQuantity)
            return MatchingRefusal.ExceedsNeed;
        return new MatchChosen(Match.Propose(id, need, lot, quantity, act.At, null, CostOf(whyNot)), ChosenRow(need.CountyCode, id, act));
    }

    /// <summary>The plan's measure can be wider than a column; what does not fit is as dear as can be.</summary>
    static long CostOf(WhyNot whyNot) => (long)Int128.Min(whyNot.Cost, long.MaxValue);

    static Move ChosenRow(string county, Guid match, Act act) => new()
    {
        CountyCode = county,
        ActId = act.Id,
        Noun = "Match",
        SubjectId = match,
        FromState = MatchState.Proposed.ToString(),
        Trigger = "Choose",
        ToState = MatchState.Proposed.ToString(),
        Actor = act.Actor,
        Role = act.Role,
        At = act.At,
        Reason = act.Reason,
    };

    public static Decision<MatchOutcome> SetAside(MatchFacts facts, Act act) => Simple(facts, MatchTrigger.SetAside, HoldStep.None, act);

    /// <summary>
    /// The household is to be asked, with the lot held meanwhile. Refuses MoveNotAllowed also where no personal data would leave.
    /// </summary>
    public static Decision<MatchOutcome> AskConsent(MatchFacts facts, Act act) =>
        facts.Match.NeedsPersonalData ? Simple(facts, MatchTrigger.AskConsent, HoldStep.None, act) : MatchingRefusal.MoveNotAllowed;

    public static Decision<MatchOutcome> RefuseConsent(MatchFacts facts, Act act) =>
        Simple(facts, MatchTrigger.RefuseConsent, HoldStep.Release, act);

    /// <summary>The provider is told. Where it must know who and where, an active consent that names it comes first (D5).</summary>
    public static Decision<MatchOutcome> Offer(MatchFacts facts, Act act) => Consented(facts, MatchTrigger.Offer, act, HoldOrder.None);

    /// <summary>
    /// The provider says yes, and the hold is renewed for the time of delivery. Consent may have been withdrawn since the offer, and the
    /// lot recalled. Refuses LotNotPublished, LotExpired and ConsentMissing and its kin.
    /// </summary>
    public static Decision<MatchOutcome> AcceptAsProvider(MatchFacts facts, DateTimeOffset deliverBy, Act act) =>
        facts.Lot.State is not (LotState.Published or LotState.UsedUp)
            ? Checked(facts, MatchTrigger.AcceptAsProvider, act, MatchingRefusal.LotNotPublished)
        : act.Today > facts.Lot.ValidUntil ? Checked(facts, MatchTrigger.AcceptAsProvider, act, MatchingRefusal.LotExpired)
        : Consented(facts, MatchTrigger.AcceptAsProvider, act, new HoldOrder(HoldStep.Renew, facts.Match.Quantity, deliverBy));

    public static Decision<MatchOutcome> Decline(MatchFacts facts, Act act) => Simple(facts, MatchTrigger.Decline, HoldStep.Release, act);

    /// <summary>
    /// The whole or a part has been handed over. Of a part, the rest goes on as a match of its own under a new hold, or is released and the
    /// need stays open for it: it is never forgotten (T17). Refuses QuantityNotPositive, ExceedsMatch, ConsentWithdrawn (unless this
    /// delivery may finish).
    /// </summary>
    /// <param name="rest">Id and hold time of the match for the rest; null to release the rest.</param>
    public static Decision<MatchOutcome> Deliver(MatchFacts facts, long quantity, (Guid Id, DateTimeOffset HoldUntil)? rest, Act act)
    {
        var fired = Fire(facts, MatchTrigger.Deliver, act);
        if (fired.Outcome is not { } step)
            return fired.Refusal!.Value;
        if (quantity <= 0)
            return MatchingRefusal.QuantityNotPositive;
        if (IsStopped(facts, act.Today))
            return MatchingRefusal.ConsentWithdrawn;
        if (quantity > facts.Match.Quantity)
            return MatchingRefusal.ExceedsMatch;
        var received = NeedDecision.Receive(facts.Need, quantity, act);
        return received.Outcome is { } need ? Delivered(facts, quantity, rest, step, need) : received.Refusal!.Value;
    }

    /// <summary>
    /// It could not be handed over, or it came back: into stock again, and the need is open at its old place in the queue.
    /// </summary>
    public static Decision<MatchOutcome> FailDelivery(MatchFacts facts, Act act)
    {
        if (facts.Match.DeliveredQuantity == 0)
            return Simple(facts, MatchTrigger.FailDelivery, HoldStep.Release, act);
        var fired = Fire(facts, MatchTrigger.FailDelivery, act);
        if (fired.Outcome is not { } step)
            return fired.Refusal!.Value;
        var back = NeedDecision.GiveBack(facts.Need, facts.Match.DeliveredQuantity, act);
        return back.Outcome is { } need
            ? new MatchOutcome(step.State, new HoldOrder(HoldStep.TakeBack, facts.Match.DeliveredQuantity), step.Move) { Need = need }
            : back.Refusal!.Value;
    }

    /// <summary>
    /// The household says it has it: by its slip code, or at the station, where the worker writes down how. Refuses SlipCodeWrong,
    /// ReasonMissing.
    /// </summary>
    /// <param name="slipCodeFits">The result of <see cref="SlipCode.Matches"/>, computed before the lane; null when confirmed at the
    /// station.</param>
    public static Decision<MatchOutcome> Confirm(MatchFacts facts, bool? slipCodeFits, Act act)
    {
        var fired = Fire(facts, MatchTrigger.Confirm, act);
        if (fired.Outcome is not { } step)
            return fired.Refusal!.Value;
        if (slipCodeFits is null && act.Role == MatchingRole.Household || slipCodeFits == false)
            return MatchingRefusal.SlipCodeWrong;
        if (slipCodeFits is null && !act.HasReason)
            return MatchingRefusal.ReasonMissing;
        return new MatchOutcome(step.State, HoldOrder.None, step.Move)
        {
            ConfirmedBy = slipCodeFits == true ? ConfirmedBy.SlipCode : ConfirmedBy.Station,
        };
    }

    public static Decision<MatchOutcome> Dispute(MatchFacts facts, Act act) => Simple(facts, MatchTrigger.Dispute, HoldStep.None, act);

    /// <summary>Closed without the household's confirmation, with the reason in writing.</summary>
    public static Decision<MatchOutcome> Close(MatchFacts facts, Act act) => Simple(facts, MatchTrigger.Close, HoldStep.None, act);

    public static Decision<MatchOutcome> Withdraw(MatchFacts facts, Act act) => Simple(facts, MatchTrigger.Withdraw, Releasing(facts), act);

    /// <summary>The lot, the organisation or the need has ended.</summary>
    public static Decision<MatchOutcome> Cancel(MatchFacts facts, Act act) => Simple(facts, MatchTrigger.Cancel, Releasing(facts), act);

    /// <summary>The hold has run out. Refuses NotYetDue before.</summary>
    public static Decision<MatchOutcome> Expire(MatchFacts facts, Act act) =>
        facts.Match.HoldUntil is { } until && act.At < until
            ? MatchingRefusal.NotYetDue
            : Simple(facts, MatchTrigger.Expire, HoldStep.Expire, act);

    static HoldStep Releasing(MatchFacts facts) => facts.Match.State.IsUnderWay() ? HoldStep.Release : HoldStep.None;

    static MatchingRefusal? Same(MatchFacts facts) =>
        facts.Match.NeedId == facts.Need.Id && facts.Match.LotId == facts.Lot.Id && facts.Match.CountyCode == facts.Lot.CountyCode
            ? null
            : MatchingRefusal.SubjectsDiffer;

    /// <summary>A lot with slots is taken by the slot; one without has none to choose.</summary>
    static bool SlotIsOpen(SupplyLot lot, Guid? slot, DateOnly today) => lot.IsSlotted
        ? lot.Slots.Exists(each => each.Id == slot && !each.IsCancelled && each.Day >= today)
        : slot is null;

    static MatchingRefusal? Room(MatchFacts facts, MatchRoom room)
    {
        var quantity = facts.Match.Quantity;
        if (quantity <= 0)
            return MatchingRefusal.QuantityNotPositive;
        if (quantity > facts.Need.OpenQuantity - room.PromisedToNeed)
            return MatchingRefusal.ExceedsNeed;
        if (facts.Need.IsWhole && quantity < facts.Need.OpenQuantity)
            return MatchingRefusal.WholeNeedNotCovered;
        if (facts.Lot.LimitPerHousehold is { } limit && room.GivenToHousehold + quantity > limit)
            return MatchingRefusal.ExceedsLotLimitPerHousehold;
        if (quantity > room.LeftOfProvider)
            return MatchingRefusal.ExceedsProviderLimit;
        return quantity > room.Free ? MatchingRefusal.ExceedsFreeQuantity : null;
    }

    static Decision<MatchOutcome> Consented(MatchFacts facts, MatchTrigger trigger, Act act, HoldOrder hold)
    {
        var fired = Fire(facts, trigger, act);
        if (fired.Outcome is not { } step)
            return fired.Refusal!.Value;
        if (!facts.Organisation.MayAct())
            return MatchingRefusal.OrganisationNotActive;
        if (!facts.Match.NeedsPersonalData)
            return new MatchOutcome(step.State, hold, step.Move);
        var (consent, refusal) = Covering(facts, act.Today);
        return consent is null ? refusal!.Value : new MatchOutcome(step.State, hold, step.Move) { ConsentId = consent.Id };
    }

    static Decision<MatchOutcome> Checked(MatchFacts facts, MatchTrigger trigger, Act act, MatchingRefusal otherwise) =>
        MatchLifecycle.Table.Check(facts.Match.State, trigger, act) ?? otherwise;

    static (Consent?, MatchingRefusal?) Covering(MatchFacts facts, DateOnly today) =>
        ConsentCheck.Find(facts.Consents, facts.Lot.OrganisationId, ConsentPurpose.Aid, facts.Lot.FieldsNeeded, today);

    /// <summary>
    /// A consent withdrawn on the way stops the delivery, unless the household lets just this one finish. One that merely ran out does not:
    /// what was handed over must be put down.
    /// </summary>
    static bool IsStopped(MatchFacts facts, DateOnly today) =>
        facts.Consents.FirstOrDefault(consent => consent.Id == facts.Match.ConsentId)
            is { State: ConsentState.Withdrawn, WithdrawalScope: not WithdrawalScope.FinishThisDelivery }
        && Covering(facts, today) is (null, _);

    static MatchOutcome Delivered(
        MatchFacts facts, long quantity, (Guid Id, DateTimeOffset HoldUntil)? rest, Step<MatchState> step, NeedOutcome need)
    {
        var outcome = new MatchOutcome(step.State, new HoldOrder(HoldStep.Deliver, quantity), step.Move) { Need = need };
        var left = facts.Match.Quantity - quantity;
        return rest is { } next && left > 0
            ? outcome with
            {
                Rest = RestOf(facts.Match, next.Id, left, next.HoldUntil),
                RestHold = new HoldOrder(HoldStep.Take, left, next.HoldUntil),
            }
            : outcome;
    }

    static Match RestOf(Match match, Guid id, long left, DateTimeOffset holdUntil) => new()
    {
        CountyCode = match.CountyCode,
        Id = id,
        NeedId = match.NeedId,
        LotId = match.LotId,
        HouseholdId = match.HouseholdId,
        OrganisationId = match.OrganisationId,
        SlotId = match.SlotId,
        Quantity = left,
        State = MatchState.InDelivery,
        RunId = match.RunId,
        ChoiceCost = match.ChoiceCost,
        ContinuesMatchId = match.Id,
        HoldUntil = holdUntil,
        NeedsPersonalData = match.NeedsPersonalData,
        ConsentId = match.ConsentId,
        ProposedAt = match.ProposedAt,
        AcceptedAt = match.AcceptedAt,
        SlipCodeHash = match.SlipCodeHash,
    };

    static Decision<MatchOutcome> Simple(MatchFacts facts, MatchTrigger trigger, HoldStep hold, Act act)
    {
        var fired = Fire(facts, trigger, act);
        return fired.Outcome is { } step
            ? new MatchOutcome(step.State, hold == HoldStep.None ? HoldOrder.None : new HoldOrder(hold, facts.Match.Quantity), step.Move)
            : fired.Refusal!.Value;
    }

    static Decision<Step<MatchState>> Fire(MatchFacts facts, MatchTrigger trigger, Act act) =>
        MatchLifecycle.Table.Fire(facts.Match.CountyCode, facts.Match.Id, facts.Match.State, trigger, act);
}
