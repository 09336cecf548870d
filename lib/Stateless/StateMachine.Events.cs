using System.Globalization;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    readonly List<Step> onTransitioned = [];
    readonly List<Step> onTransitionCompleted = [];
    Func<TState, TTrigger, ICollection<string>?, Task> onUnhandled = ThrowUnhandled;
    bool unhandledNeedsAwait;

    /// <summary>Called on every transition, after the exit actions and before the entry actions.</summary>
    public void OnTransitioned(Action<Transition> onTransitionAction) => Register(onTransitioned, onTransitionAction);

    /// <summary>Called on every transition, after the entry actions.</summary>
    public void OnTransitionCompleted(Action<Transition> onTransitionAction) => Register(onTransitionCompleted, onTransitionAction);

    /// <summary>As <see cref="OnTransitioned"/>; the machine must then be fired with FireAsync.</summary>
    public void OnTransitionedAsync(Func<Transition, Task> onTransitionAction) => Register(onTransitioned, onTransitionAction);

    /// <summary>As <see cref="OnTransitionCompleted"/>; the machine must then be fired with FireAsync.</summary>
    public void OnTransitionCompletedAsync(Func<Transition, Task> onTransitionAction)
        => Register(onTransitionCompleted, onTransitionAction);

    /// <summary>Replaces the exception that an undeclared trigger, or one with unmet guards, throws.</summary>
    public void OnUnhandledTrigger(Action<TState, TTrigger> unhandledTriggerAction)
    {
        ArgumentNullException.ThrowIfNull(unhandledTriggerAction);
        OnUnhandledTrigger((state, trigger, _) => unhandledTriggerAction(state, trigger));
    }

    /// <summary>As above; also told the unmet guards, or null when the trigger is not declared at all.</summary>
    public void OnUnhandledTrigger(Action<TState, TTrigger, ICollection<string>?> unhandledTriggerAction)
    {
        ArgumentNullException.ThrowIfNull(unhandledTriggerAction);
        unhandledNeedsAwait = false;
        onUnhandled = (state, trigger, unmetGuards) =>
        {
            unhandledTriggerAction(state, trigger, unmetGuards);
            return Task.CompletedTask;
        };
    }

    /// <summary>As <see cref="OnUnhandledTrigger(Action{TState, TTrigger})"/>; the machine must then be fired with FireAsync.</summary>
    public void OnUnhandledTriggerAsync(Func<TState, TTrigger, Task> unhandledTriggerAction)
    {
        ArgumentNullException.ThrowIfNull(unhandledTriggerAction);
        OnUnhandledTriggerAsync((state, trigger, _) => unhandledTriggerAction(state, trigger));
    }

    /// <summary>As above; also told the unmet guards, or null when the trigger is not declared at all.</summary>
    public void OnUnhandledTriggerAsync(Func<TState, TTrigger, ICollection<string>?, Task> unhandledTriggerAction)
    {
        ArgumentNullException.ThrowIfNull(unhandledTriggerAction);
        unhandledNeedsAwait = true;
        onUnhandled = unhandledTriggerAction;
    }

    static void Register(List<Step> callbacks, Action<Transition> onTransitionAction)
    {
        ArgumentNullException.ThrowIfNull(onTransitionAction);
        var lastSync = callbacks.FindLastIndex(step => !step.NeedsAwait);
        callbacks.Insert(lastSync + 1, Step.Sync((transition, _) => onTransitionAction(transition), onTransitionAction, null, CallbackPlace));
    }

    // Asynchronous callbacks come after all synchronous ones, in whichever order they were registered.
    static void Register(List<Step> callbacks, Func<Transition, Task> onTransitionAction)
    {
        ArgumentNullException.ThrowIfNull(onTransitionAction);
        callbacks.Add(Step.Async((transition, _) => onTransitionAction(transition), onTransitionAction, null, CallbackPlace));
    }

    const string CallbackPlace = "as OnTransitioned callback";

    static async Task Announce(List<Step> callbacks, Transition transition, Firing firing)
    {
        foreach (var callback in callbacks)
            await callback.Run(transition, firing).ConfigureAwait(false);
    }

    Task RefuseUnhandled(TState state, Firing firing, ICollection<string>? unmetGuards)
    {
        if (unhandledNeedsAwait && !firing.MayAwait)
            throw Step.CannotAwait("in OnUnhandledTrigger");
        return onUnhandled(state, firing.Trigger, unmetGuards);
    }

    static Task ThrowUnhandled(TState state, TTrigger trigger, ICollection<string>? unmetGuards)
        => throw new InvalidOperationException(unmetGuards is { Count: > 0 }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Trigger '{trigger}' is valid for transition from state '{state}' but a guard conditions are not met. Guard descriptions: '{string.Join(", ", unmetGuards)}'.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"No valid leaving transitions are permitted from state '{state}' for trigger '{trigger}'. Consider ignoring the trigger."));
}
