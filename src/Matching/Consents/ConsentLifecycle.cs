using Stateless;
using static Jiuji.Matching.MatchingRole;

namespace Jiuji.Matching.Consents;

/// <summary>Where a consent stands.</summary>
public enum ConsentState { Asked, Given, Refused, Withdrawn, Expired, OrganisationEnded }

/// <summary>What moves a consent.</summary>
public enum ConsentTrigger { Give, Refuse, Withdraw, Expire, EndOrganisation }

/// <summary>A consent's life. Saying no is one step from every state in which something could still be disclosed (PIPL 15).</summary>
public static class ConsentLifecycle
{
    public static Lifecycle<ConsentState, ConsentTrigger> Table { get; } =
        new("Consent", Machine, new Dictionary<ConsentTrigger, TriggerRule>
    {
        // The station or the township records what the household says; the household can also say it itself with its slip code.
        [ConsentTrigger.Give] = TriggerRule.By(Household, StationWorker, TownshipHandler),
        [ConsentTrigger.Refuse] = TriggerRule.By(Household, StationWorker, TownshipHandler),
        [ConsentTrigger.Withdraw] = TriggerRule.By(Household, StationWorker, TownshipHandler, CountyCivilAffairs),
        [ConsentTrigger.Expire] = TriggerRule.By(Clock),
        [ConsentTrigger.EndOrganisation] = TriggerRule.By(CountyCivilAffairs, Clock),
    });

    static StateMachine<ConsentState, ConsentTrigger> Machine(Func<ConsentState> state, Action<ConsentState> move)
    {
        var machine = new StateMachine<ConsentState, ConsentTrigger>(state, move);
        machine.Configure(ConsentState.Asked)
            .Permit(ConsentTrigger.Give, ConsentState.Given)
            .Permit(ConsentTrigger.Refuse, ConsentState.Refused)
            .Permit(ConsentTrigger.Expire, ConsentState.Expired)
            .Permit(ConsentTrigger.EndOrganisation, ConsentState.OrganisationEnded);
        machine.Configure(ConsentState.Given)
            .Permit(ConsentTrigger.Withdraw, ConsentState.Withdrawn)
            .Permit(ConsentTrigger.Expire, ConsentState.Expired)
            .Permit(ConsentTrigger.EndOrganisation, ConsentState.OrganisationEnded);
        return machine;
    }
}
