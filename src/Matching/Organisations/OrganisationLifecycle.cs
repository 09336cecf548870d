using Stateless;
using static Jiuji.Matching.MatchingRole;
using static Jiuji.Matching.Organisations.OrganisationState;
using static Jiuji.Matching.Organisations.OrganisationTrigger;

namespace Jiuji.Matching.Organisations;

/// <summary>Where an organisation stands.</summary>
public enum OrganisationState { Active, Suspended, Liquidating, Ended }

/// <summary>What moves an organisation.</summary>
public enum OrganisationTrigger { Suspend, Resume, Liquidate, End }

/// <summary>
/// A charity's life. When it ends its lots are withdrawn, holds released and needs open at their old place in the queue; restricted money
/// goes to a body of like purpose (Charity Law 18, 58).
/// </summary>
public static class OrganisationLifecycle
{
    public static Lifecycle<OrganisationState, OrganisationTrigger> Table { get; } =
        new("Organisation", Machine, new Dictionary<OrganisationTrigger, TriggerRule>
        {
            [Suspend] = TriggerRule.WithReason(CountyCivilAffairs, CityOperator),
            [Resume] = TriggerRule.WithReason(CountyCivilAffairs, CityOperator),
            [Liquidate] = TriggerRule.WithReason(CountyCivilAffairs, CityOperator),
            [End] = TriggerRule.WithReason(CountyCivilAffairs, CityOperator),
        });

    /// <summary>Only an active organisation may offer, receive personal data or take on a delivery.</summary>
    public static bool MayAct(this OrganisationState state) => state == Active;

    static StateMachine<OrganisationState, OrganisationTrigger> Machine(Func<OrganisationState> state, Action<OrganisationState> move)
    {
        var machine = new StateMachine<OrganisationState, OrganisationTrigger>(state, move);
        machine.Configure(Active).Permit(Suspend, Suspended).Permit(Liquidate, Liquidating);
        machine.Configure(Suspended).Permit(Resume, Active).Permit(Liquidate, Liquidating);
        machine.Configure(Liquidating).Permit(End, Ended);
        return machine;
    }
}
