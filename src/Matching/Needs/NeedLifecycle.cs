using Stateless;
using static Jiuji.Matching.MatchingRole;
using static Jiuji.Matching.Needs.NeedState;
using static Jiuji.Matching.Needs.NeedTrigger;

namespace Jiuji.Matching.Needs;

/// <summary>Where a need stands.</summary>
public enum NeedState { Open, PartMet, Met, Withdrawn, Lapsed, Moved }

/// <summary>What moves a need.</summary>
public enum NeedTrigger { MeetPart, MeetWhole, ReturnPart, ReturnWhole, Withdraw, Lapse, MoveAway }

/// <summary>A need's life. What was delivered can come back, so a met need can open again.</summary>
public static class NeedLifecycle
{
    static readonly MatchingRole[] whoDelivers = [StationWorker, TownshipHandler, CharityStaff, SocietyTreasurer, SocietyCouncil];

    public static Lifecycle<NeedState, NeedTrigger> Table { get; } = new("Need", Machine, new Dictionary<NeedTrigger, TriggerRule>
    {
        [MeetPart] = TriggerRule.By(whoDelivers),
        [MeetWhole] = TriggerRule.By(whoDelivers),
        [ReturnPart] = TriggerRule.By(whoDelivers),
        [ReturnWhole] = TriggerRule.By(whoDelivers),
        [NeedTrigger.Withdraw] = TriggerRule.By(Household, StationWorker, TownshipHandler),
        [Lapse] = TriggerRule.WithReason(StationWorker, TownshipHandler, CountyCivilAffairs, Clock),
        [MoveAway] = TriggerRule.WithReason(StationWorker, TownshipHandler, CountyCivilAffairs),
    });

    static StateMachine<NeedState, NeedTrigger> Machine(Func<NeedState> state, Action<NeedState> move)
    {
        var machine = new StateMachine<NeedState, NeedTrigger>(state, move);
        machine.Configure(Open)
            .Permit(MeetPart, PartMet).Permit(MeetWhole, Met)
            .Permit(NeedTrigger.Withdraw, Withdrawn).Permit(Lapse, Lapsed).Permit(MoveAway, Moved);
        machine.Configure(PartMet)
            .PermitReentry(MeetPart).Permit(MeetWhole, Met).PermitReentry(ReturnPart).Permit(ReturnWhole, Open)
            .Permit(NeedTrigger.Withdraw, Withdrawn).Permit(Lapse, Lapsed).Permit(MoveAway, Moved);
        machine.Configure(Met).Permit(ReturnPart, PartMet).Permit(ReturnWhole, Open);
        return machine;
    }
}
