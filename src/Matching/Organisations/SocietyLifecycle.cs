using Stateless;
using static Jiuji.Matching.MatchingRole;
using static Jiuji.Matching.Organisations.SocietyState;
using static Jiuji.Matching.Organisations.SocietyTrigger;

namespace Jiuji.Matching.Organisations;

/// <summary>Where a mutual-aid society stands.</summary>
public enum SocietyState { Active, Paused, Closing, Audited, ResidueMoved, Closed }

/// <summary>What moves a society.</summary>
public enum SocietyTrigger { Pause, Resume, BeginClosing, Audit, MoveResidue, Close }

/// <summary>
/// A mutual-aid society's life: it closes only after an audit, and what is left moves by the source it came from (fiscal, collective,
/// donation).
/// </summary>
public static class SocietyLifecycle
{
    public static Lifecycle<SocietyState, SocietyTrigger> Table { get; } =
        new("Society", Machine, new Dictionary<SocietyTrigger, TriggerRule>
    {
        [Pause] = TriggerRule.WithReason(SocietyCouncil, CountyCivilAffairs),
        [Resume] = TriggerRule.By(SocietyCouncil, CountyCivilAffairs),
        [BeginClosing] = TriggerRule.WithReason(SocietyCouncil, CountyCivilAffairs),
        // Whoever kept the money does not say that it was kept well.
        [SocietyTrigger.Audit] = TriggerRule.WithReason(Auditor, CountyCivilAffairs),
        [MoveResidue] = TriggerRule.WithReason(CountyCivilAffairs),
        [Close] = TriggerRule.By(CountyCivilAffairs),
    });

    /// <summary>The same in the words of any organisation, by which its lots are offered and its people may see anything.</summary>
    public static OrganisationState AsOrganisation(this SocietyState state) => state switch
    {
        SocietyState.Active => OrganisationState.Active,
        SocietyState.Paused => OrganisationState.Suspended,
        SocietyState.Closing or SocietyState.Audited or SocietyState.ResidueMoved => OrganisationState.Liquidating,
        SocietyState.Closed => OrganisationState.Ended,
    };

    static StateMachine<SocietyState, SocietyTrigger> Machine(Func<SocietyState> state, Action<SocietyState> move)
    {
        var machine = new StateMachine<SocietyState, SocietyTrigger>(state, move);
        machine.Configure(Active).Permit(Pause, Paused).Permit(BeginClosing, Closing);
        machine.Configure(Paused).Permit(Resume, Active).Permit(BeginClosing, Closing);
        machine.Configure(Closing).Permit(SocietyTrigger.Audit, Audited);
        machine.Configure(Audited).Permit(MoveResidue, ResidueMoved);
        machine.Configure(ResidueMoved).Permit(Close, Closed);
        return machine;
    }
}
