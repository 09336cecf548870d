using Stateless;
using static Jiuji.Matching.Matches.MatchState;
using static Jiuji.Matching.Matches.MatchTrigger;
using static Jiuji.Matching.MatchingRole;

namespace Jiuji.Matching.Matches;

/// <summary>Where a match stands.</summary>
public enum MatchState
{
    Proposed, SetAside, Accepted, ConsentAsked, ConsentRefused, Offered, Declined, InDelivery,
    NotDelivered, Delivered, Disputed, Confirmed, Closed, Withdrawn, Expired, Cancelled,
}

/// <summary>What moves a match.</summary>
public enum MatchTrigger
{
    Accept, SetAside, AskConsent, RefuseConsent, Offer, AcceptAsProvider, Decline, Deliver, FailDelivery,
    Confirm, Dispute, Close, Withdraw, Expire, Cancel,
}

/// <summary>
/// A match's life (design §4). The station decides, then the household where its data must leave, then the provider; the household has the
/// last word.
/// </summary>
public static class MatchLifecycle
{
    static readonly MatchingRole[] station = [StationWorker, TownshipHandler];
    static readonly MatchingRole[] provider = [CharityStaff, SocietyTreasurer, SocietyCouncil];

    public static Lifecycle<MatchState, MatchTrigger> Table { get; } = new("Match", Machine, new Dictionary<MatchTrigger, TriggerRule>
    {
        [Accept] = TriggerRule.By(station),
        [MatchTrigger.SetAside] = TriggerRule.WithReason(station),
        [AskConsent] = TriggerRule.By(station),
        [RefuseConsent] = TriggerRule.By([Household, .. station]),
        [Offer] = TriggerRule.By(station),
        [AcceptAsProvider] = TriggerRule.By(provider),
        [Decline] = TriggerRule.WithReason(provider),
        [Deliver] = TriggerRule.By([.. provider, .. station]),
        [FailDelivery] = TriggerRule.WithReason([.. provider, .. station]),
        [Confirm] = TriggerRule.By([Household, .. station]),
        [Dispute] = TriggerRule.WithReason([Household, .. station]),
        [Close] = TriggerRule.WithReason(station),
        // The household says no and owes nobody a reason.
        [Withdraw] = TriggerRule.By([Household, .. station]),
        [Expire] = TriggerRule.By(Clock),
        [Cancel] = TriggerRule.WithReason([CountyCivilAffairs, Clock, .. provider, .. station]),
    });

    /// <summary>Something is held or promised for it.</summary>
    public static bool IsUnderWay(this MatchState state) => state is Accepted or ConsentAsked or Offered or InDelivery;

    /// <summary>Goods or hours have changed hands and nobody has said they came back.</summary>
    public static bool HasArrived(this MatchState state) => state is Delivered or Disputed or Confirmed or Closed;

    static StateMachine<MatchState, MatchTrigger> Machine(Func<MatchState> state, Action<MatchState> move)
    {
        var machine = new StateMachine<MatchState, MatchTrigger>(state, move);
        machine.Configure(Proposed)
            .Permit(Accept, Accepted).Permit(MatchTrigger.SetAside, MatchState.SetAside)
            .Permit(Withdraw, Withdrawn).Permit(Cancel, Cancelled);
        machine.Configure(Accepted).Permit(AskConsent, ConsentAsked).Permit(Offer, Offered);
        machine.Configure(ConsentAsked).Permit(Offer, Offered).Permit(RefuseConsent, ConsentRefused);
        machine.Configure(Offered).Permit(AcceptAsProvider, InDelivery).Permit(Decline, Declined);
        machine.Configure(InDelivery).Permit(Deliver, Delivered).Permit(FailDelivery, NotDelivered);
        foreach (var underWay in new[] { Accepted, ConsentAsked, Offered, InDelivery })
            machine.Configure(underWay).Permit(Withdraw, Withdrawn).Permit(Expire, Expired).Permit(Cancel, Cancelled);
        machine.Configure(Delivered).Permit(Confirm, Confirmed).Permit(Dispute, Disputed).Permit(Close, Closed);
        machine.Configure(Disputed).Permit(Confirm, Confirmed).Permit(Close, Closed).Permit(FailDelivery, NotDelivered);
        return machine;
    }
}
