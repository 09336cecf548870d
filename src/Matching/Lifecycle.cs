using Stateless;

namespace Jiuji.Matching;

/// <summary>What a trigger asks for besides the right state: the roles that may pull it, and whether a written reason is needed.</summary>
public sealed record TriggerRule(bool ReasonNeeded, IReadOnlyList<MatchingRole> Roles)
{
    public static TriggerRule By(params MatchingRole[] roles) => new(false, roles);

    public static TriggerRule WithReason(params MatchingRole[] roles) => new(true, roles);
}

/// <summary>
/// A noun's states and moves as one table. <see cref="Check"/> answers without changing anything; <see cref="Fire"/> answers with the
/// history row. An undeclared move is refused by name, never ignored and never an exception.
/// </summary>
public sealed class Lifecycle<TState, TTrigger>
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    readonly Lazy<Dictionary<(TState State, TTrigger Trigger), TState>> moves;

    public Lifecycle(
        string noun,
        Func<Func<TState>, Action<TState>, StateMachine<TState, TTrigger>> machine,
        IReadOnlyDictionary<TTrigger, TriggerRule> rules)
    {
        (Noun, Rules) = (noun, rules);
        moves = new(() => Moves(machine));
    }

    public string Noun { get; }
    public IReadOnlyDictionary<TTrigger, TriggerRule> Rules { get; }

    /// <summary>Null when the move may be made. Refuses MoveNotAllowed, WrongRole, ReasonMissing, in this order.</summary>
    public MatchingRefusal? Check(TState state, TTrigger trigger, Act act)
    {
        if (Next(state, trigger) is null)
            return MatchingRefusal.MoveNotAllowed;
        var rule = Rules[trigger];
        if (!rule.Roles.Contains(act.Role))
            return MatchingRefusal.WrongRole;
        return rule.ReasonNeeded && !act.HasReason ? MatchingRefusal.ReasonMissing : null;
    }

    /// <summary>Where the trigger leads from the state, or null where it is not declared.</summary>
    public TState? Next(TState state, TTrigger trigger) => moves.Value.TryGetValue((state, trigger), out var next) ? next : null;

    /// <summary>The move and its history row, or why not.</summary>
    public Decision<Step<TState>> Fire(string county, Guid subject, TState state, TTrigger trigger, Act act)
    {
        if (Check(state, trigger, act) is { } refusal)
            return refusal;
        var next = Next(state, trigger)!.Value;
        return new Step<TState>(next, Row(county, subject, state, trigger, next, act, null));
    }

    /// <summary>The history row of an attempt that was refused.</summary>
    public Move Attempt(string county, Guid subject, TState state, TTrigger trigger, Act act, MatchingRefusal refusal) =>
        Row(county, subject, state, trigger, state, act, refusal);

    Move Row(string county, Guid subject, TState from, TTrigger trigger, TState to, Act act, MatchingRefusal? refusal) => new()
    {
        CountyCode = county,
        ActId = act.Id,
        Noun = Noun,
        SubjectId = subject,
        FromState = from.ToString(),
        Trigger = trigger.ToString(),
        ToState = to.ToString(),
        Actor = act.Actor,
        Role = act.Role,
        At = act.At,
        Reason = act.Reason,
        Refusal = refusal,
    };

    /// <summary>Every declared move, found by asking one machine in every state; none of ours has a guard, so they do not change.</summary>
    static Dictionary<(TState, TTrigger), TState> Moves(Func<Func<TState>, Action<TState>, StateMachine<TState, TTrigger>> machine)
    {
        var current = default(TState);
        var asked = machine(() => current, next => current = next);
        var found = new Dictionary<(TState, TTrigger), TState>();
        foreach (var state in Enum.GetValues<TState>())
            foreach (var trigger in Enum.GetValues<TTrigger>())
            {
                current = state;
                if (!asked.CanFire(trigger))
                    continue;
                asked.Fire(trigger);
                found.Add((state, trigger), current);
            }
        return found;
    }
}

/// <summary>An accepted move: the state it leads to and the row that remembers it.</summary>
public sealed record Step<TState>(TState State, Move Move)
    where TState : struct, Enum;
