namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>True when the current state accepts the trigger and its guards are met. Parameterised guards see default values.</summary>
    public bool CanFire(TTrigger trigger) => CanFire(trigger, [], out _);

    /// <summary>As above, with the argument that the guards shall see.</summary>
    public bool CanFire<TArg0>(TriggerWithParameters<TArg0> trigger, TArg0 arg0) => CanFire(trigger, arg0, out _);

    /// <summary>As above, with the arguments that the guards shall see.</summary>
    public bool CanFire<TArg0, TArg1>(TriggerWithParameters<TArg0, TArg1> trigger, TArg0 arg0, TArg1 arg1)
        => CanFire(trigger, arg0, arg1, out _);

    /// <summary>As above, with the arguments that the guards shall see.</summary>
    public bool CanFire<TArg0, TArg1, TArg2>(TriggerWithParameters<TArg0, TArg1, TArg2> trigger, TArg0 arg0, TArg1 arg1, TArg2 arg2)
        => CanFire(trigger, arg0, arg1, arg2, out _);

    /// <summary>
    /// Also says why not: the descriptions of the unmet guards. They are null when the current state does not declare the trigger at
    /// all, and empty when it can be fired.
    /// </summary>
    public bool CanFire(TTrigger trigger, out ICollection<string>? unmetGuards) => CanFire(trigger, [], out unmetGuards);

    /// <summary>As above, with the argument that the guards shall see.</summary>
    public bool CanFire<TArg0>(TriggerWithParameters<TArg0> trigger, TArg0 arg0, out ICollection<string>? unmetGuards)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return CanFire(trigger.Trigger, [arg0], out unmetGuards);
    }

    /// <summary>As above, with the arguments that the guards shall see.</summary>
    public bool CanFire<TArg0, TArg1>(
        TriggerWithParameters<TArg0, TArg1> trigger, TArg0 arg0, TArg1 arg1, out ICollection<string>? unmetGuards)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return CanFire(trigger.Trigger, [arg0, arg1], out unmetGuards);
    }

    /// <summary>As above, with the arguments that the guards shall see.</summary>
    public bool CanFire<TArg0, TArg1, TArg2>(
        TriggerWithParameters<TArg0, TArg1, TArg2> trigger,
        TArg0 arg0,
        TArg1 arg1,
        TArg2 arg2,
        out ICollection<string>? unmetGuards)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return CanFire(trigger.Trigger, [arg0, arg1, arg2], out unmetGuards);
    }

    bool CanFire(TTrigger trigger, object?[] args, out ICollection<string>? unmetGuards)
    {
        var decision = CurrentNode.Decide(trigger, args);
        unmetGuards = decision.UnmetGuards;
        return decision.Reaction is not null;
    }
}
