namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    readonly Queue<Firing> waiting = new();
    bool isFiring;

    /// <summary>Makes the move that the current state declares for the trigger.</summary>
    /// <exception cref="InvalidOperationException">The state does not declare the trigger, or its guards are not met.</exception>
    public void Fire(TTrigger trigger) => Complete(trigger, []);

    /// <summary>As above, with arguments that are checked against the declared types of the trigger.</summary>
    public void Fire(TriggerWithParameters trigger, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        Complete(trigger.Trigger, args);
    }

    /// <summary>As above, with one argument.</summary>
    public void Fire<TArg0>(TriggerWithParameters<TArg0> trigger, TArg0 arg0)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        Complete(trigger.Trigger, [arg0]);
    }

    /// <summary>As above, with two arguments.</summary>
    public void Fire<TArg0, TArg1>(TriggerWithParameters<TArg0, TArg1> trigger, TArg0 arg0, TArg1 arg1)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        Complete(trigger.Trigger, [arg0, arg1]);
    }

    /// <summary>As above, with three arguments.</summary>
    public void Fire<TArg0, TArg1, TArg2>(TriggerWithParameters<TArg0, TArg1, TArg2> trigger, TArg0 arg0, TArg1 arg1, TArg2 arg2)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        Complete(trigger.Trigger, [arg0, arg1, arg2]);
    }

    /// <summary>As <see cref="Fire(TTrigger)"/>, awaiting asynchronous actions.</summary>
    public Task FireAsync(TTrigger trigger) => Handle(new Firing(trigger, [], MayAwait: true));

    /// <summary>As above, with one argument.</summary>
    public Task FireAsync<TArg0>(TriggerWithParameters<TArg0> trigger, TArg0 arg0)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return Handle(new Firing(trigger.Trigger, [arg0], MayAwait: true));
    }

    /// <summary>As above, with two arguments.</summary>
    public Task FireAsync<TArg0, TArg1>(TriggerWithParameters<TArg0, TArg1> trigger, TArg0 arg0, TArg1 arg1)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return Handle(new Firing(trigger.Trigger, [arg0, arg1], MayAwait: true));
    }

    /// <summary>As above, with three arguments.</summary>
    public Task FireAsync<TArg0, TArg1, TArg2>(
        TriggerWithParameters<TArg0, TArg1, TArg2> trigger, TArg0 arg0, TArg1 arg1, TArg2 arg2)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return Handle(new Firing(trigger.Trigger, [arg0, arg1, arg2], MayAwait: true));
    }

    // A firing that may not await refuses asynchronous actions before it starts them, so its task is always complete by now.
    void Complete(TTrigger trigger, object?[] args) => Handle(new Firing(trigger, args, MayAwait: false)).GetAwaiter().GetResult();

    Task Handle(Firing firing)
        => firingMode switch
        {
            FiringMode.Immediate => Run(firing),
            FiringMode.Queued => RunInTurn(firing),
            _ => throw new InvalidOperationException("The firing mode has not been configured!"),
        };

    async Task RunInTurn(Firing firing)
    {
        waiting.Enqueue(firing);
        if (isFiring)
            return;

        isFiring = true;
        try
        {
            while (waiting.TryDequeue(out var next))
                await Run(next).ConfigureAwait(false);
        }
        finally
        {
            isFiring = false;
        }
    }

    async Task Run(Firing firing)
    {
        if (parameterised.TryGetValue(firing.Trigger, out var declared))
            declared.ValidateParameters(firing.Args);

        var node = CurrentNode;
        var decision = node.Decide(firing.Trigger, firing.Args);
        await (decision.Reaction switch
        {
            null => RefuseUnhandled(node.State, firing, decision.UnmetGuards),
            IgnoredReaction => Task.CompletedTask,
            InternalReaction inside => inside.Step.Run(firing.Moving(node.State, node.State), firing),
            ReentryReaction reentry => Reenter(node, reentry.Destination, firing),
            MovingReaction move => Move(node, move.DestinationFor(firing.Args), firing),
            _ => throw new InvalidOperationException("State machine configuration incorrect, no handler for trigger."),
        }).ConfigureAwait(false);
    }

    async Task Move(StateNode from, TState destination, Firing firing)
    {
        var transition = firing.Moving(from.State, destination);
        await from.Exit(transition, firing).ConfigureAwait(false);
        State = destination;
        await Announce(onTransitioned, transition, firing).ConfigureAwait(false);
        await NodeOf(destination).Enter(transition, firing).ConfigureAwait(false);
        await Announce(onTransitionCompleted, transition, firing).ConfigureAwait(false);
    }

    async Task Reenter(StateNode from, TState destination, Firing firing)
    {
        var transition = firing.Moving(from.State, destination);
        var node = NodeOf(destination);
        await from.Exit(transition, firing).ConfigureAwait(false);
        if (from != node)
        {
            // A superstate that permits reentry leaves the substate first and then itself.
            transition = firing.Moving(destination, destination);
            await node.Exit(transition, firing).ConfigureAwait(false);
        }

        await Announce(onTransitioned, transition, firing).ConfigureAwait(false);
        await node.Enter(transition, firing).ConfigureAwait(false);
        await Announce(onTransitionCompleted, transition, firing).ConfigureAwait(false);

        // In immediate mode an entry action may have moved the machine on by now; that move stands.
        if (firingMode == FiringMode.Queued)
            State = destination;
    }
}
