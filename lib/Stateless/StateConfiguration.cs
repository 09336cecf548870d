namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>What one state accepts, ignores and does. Every method returns the same object, so a state reads as one sentence.</summary>
    public partial class StateConfiguration
    {
        readonly StateNode node;
        readonly Func<TState, StateNode> nodeOf;

        internal StateConfiguration(StateMachine<TState, TTrigger> machine, StateNode node, Func<TState, StateNode> nodeOf)
        {
            Machine = machine;
            this.node = node;
            this.nodeOf = nodeOf;
        }

        /// <summary>The state that is configured.</summary>
        public TState State => node.State;

        /// <summary>The machine that is configured.</summary>
        public StateMachine<TState, TTrigger> Machine { get; }

        /// <summary>Makes this a substate: it inherits what the superstate accepts, and is within it for <see cref="IsInState"/>.</summary>
        /// <exception cref="ArgumentException">The state would become a superstate of itself.</exception>
        public StateConfiguration SubstateOf(TState superstate)
        {
            if (Same(State, superstate))
                throw new ArgumentException($"Configuring {State} as a substate of {superstate} creates an illegal cyclic configuration.");
            var above = nodeOf(superstate);
            if (above.IsIncludedIn(State))
                throw new ArgumentException($"Configuring {State} as a substate of {superstate} creates an illegal nested cyclic configuration.");
            node.Superstate = above;
            above.Substates.Add(node);
            return this;
        }

        StateConfiguration Add(Reaction reaction)
        {
            node.Add(reaction);
            return this;
        }

        void RefuseIdentity(TState destination)
        {
            if (Same(State, destination))
                throw new ArgumentException(
                    "Permit() (and PermitIf()) require that the destination state is not equal to the source state. "
                    + "To accept a trigger without changing state, use either Ignore() or PermitReentry().");
        }

        static bool Same(TState one, TState other) => EqualityComparer<TState>.Default.Equals(one, other);

        static TTrigger TriggerOf(TriggerWithParameters trigger)
        {
            ArgumentNullException.ThrowIfNull(trigger);
            return trigger.Trigger;
        }

        static Guard[] Guards(params Tuple<Func<bool>, string>[] guards)
        {
            ArgumentNullException.ThrowIfNull(guards);
            return [.. guards.Select(guard => GuardOf(guard.Item1, guard.Item2))];
        }

        static Guard GuardOf(Func<bool> guard, string? description) => Guard.Of(guard, description, _ => guard());

        static Guard GuardOf<TArg0>(Func<TArg0, bool> guard, string? description)
            => Guard.Of(guard, description, args => guard(ArgumentAt<TArg0>(args, 0)));

        static Guard GuardOf<TArg0, TArg1>(Func<TArg0, TArg1, bool> guard, string? description)
            => Guard.Of(guard, description, args => guard(ArgumentAt<TArg0>(args, 0), ArgumentAt<TArg1>(args, 1)));

        static Guard GuardOf<TArg0, TArg1, TArg2>(Func<TArg0, TArg1, TArg2, bool> guard, string? description)
            => Guard.Of(
                guard,
                description,
                args => guard(ArgumentAt<TArg0>(args, 0), ArgumentAt<TArg1>(args, 1), ArgumentAt<TArg2>(args, 2)));
    }
}
