using Stateless;
using static Jiuji.Matching.MatchingRole;
using static Jiuji.Matching.Supply.LotState;
using static Jiuji.Matching.Supply.LotTrigger;

namespace Jiuji.Matching.Supply;

/// <summary>Where a lot stands.</summary>
public enum LotState { Draft, UnderReview, Returned, Published, Suspended, Recalled, Withdrawn, Expired, UsedUp }

/// <summary>What moves a lot.</summary>
public enum LotTrigger { Submit, ReturnForCorrection, Publish, Suspend, Resume, Recall, Withdraw, Expire, UseUp, Restock }

/// <summary>A lot's life: the county reviews before anything is published (D2); recall lists the households that received it.</summary>
public static class SupplyLotLifecycle
{
    public static Lifecycle<LotState, LotTrigger> Table { get; } = new("SupplyLot", Machine, new Dictionary<LotTrigger, TriggerRule>
    {
        [Submit] = TriggerRule.By(CharityStaff, SocietyTreasurer, SocietyCouncil, CountyCivilAffairs),
        [ReturnForCorrection] = TriggerRule.WithReason(CountyCivilAffairs),
        [Publish] = TriggerRule.By(CountyCivilAffairs),
        [Suspend] = TriggerRule.WithReason(CharityStaff, SocietyCouncil, CountyCivilAffairs),
        [Resume] = TriggerRule.By(CharityStaff, SocietyCouncil, CountyCivilAffairs),
        [Recall] = TriggerRule.WithReason(CharityStaff, SocietyCouncil, CountyCivilAffairs),
        [LotTrigger.Withdraw] = TriggerRule.WithReason(CharityStaff, SocietyCouncil, CountyCivilAffairs),
        [Expire] = TriggerRule.By(Clock),
        // The book says when nothing is left, and when something came back.
        [UseUp] = TriggerRule.By(Clock, StationWorker, CharityStaff),
        [Restock] = TriggerRule.By(Clock, StationWorker, CharityStaff),
    });

    static StateMachine<LotState, LotTrigger> Machine(Func<LotState> state, Action<LotState> move)
    {
        var machine = new StateMachine<LotState, LotTrigger>(state, move);
        machine.Configure(Draft).Permit(Submit, UnderReview).Permit(LotTrigger.Withdraw, Withdrawn);
        machine.Configure(UnderReview)
            .Permit(ReturnForCorrection, Returned).Permit(Publish, Published)
            .Permit(LotTrigger.Withdraw, Withdrawn).Permit(Expire, Expired);
        machine.Configure(Returned).Permit(Submit, UnderReview).Permit(LotTrigger.Withdraw, Withdrawn).Permit(Expire, Expired);
        machine.Configure(Published)
            .Permit(Suspend, Suspended).Permit(Recall, Recalled).Permit(UseUp, UsedUp)
            .Permit(LotTrigger.Withdraw, Withdrawn).Permit(Expire, Expired);
        machine.Configure(Suspended)
            .Permit(Resume, Published).Permit(Recall, Recalled).Permit(LotTrigger.Withdraw, Withdrawn).Permit(Expire, Expired);
        // Goods that were given out can still turn out to be unsafe, and goods can come back.
        machine.Configure(UsedUp).Permit(Restock, Published).Permit(Recall, Recalled).Permit(Expire, Expired);
        machine.Configure(Expired).Permit(Recall, Recalled);
        machine.Configure(Withdrawn).Permit(Recall, Recalled);
        return machine;
    }
}
