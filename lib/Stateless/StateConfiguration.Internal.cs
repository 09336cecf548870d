namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    public partial class StateConfiguration
    {
        /// <summary>The trigger runs an action and the state stays, without exit and entry actions.</summary>
        public StateConfiguration InternalTransition(TTrigger trigger, Action internalAction)
            => InternalTransitionIf(trigger, AlwaysMet, internalAction);

        /// <summary>As above; the action sees the transition.</summary>
        public StateConfiguration InternalTransition(TTrigger trigger, Action<Transition> internalAction)
            => InternalTransitionIf(trigger, AlwaysMet, internalAction);

        /// <summary>As above; the action also sees the argument.</summary>
        public StateConfiguration InternalTransition<TArg0>(TriggerWithParameters<TArg0> trigger, Action<TArg0, Transition> internalAction)
            => InternalTransitionIf(trigger, _ => true, internalAction);

        /// <summary>As <see cref="InternalTransition(TTrigger, Action)"/>, while the guard is met.</summary>
        public StateConfiguration InternalTransitionIf(
            TTrigger trigger, Func<object[], bool> guard, Action internalAction, string? guardDescription = null)
        {
            ArgumentNullException.ThrowIfNull(internalAction);
            return Inside(trigger, Guarding(guard, guardDescription), internalAction, (_, _) => internalAction());
        }

        /// <summary>As <see cref="InternalTransition(TTrigger, Action{Transition})"/>, while the guard is met.</summary>
        public StateConfiguration InternalTransitionIf(
            TTrigger trigger, Func<object[], bool> guard, Action<Transition> internalAction, string? guardDescription = null)
        {
            ArgumentNullException.ThrowIfNull(internalAction);
            return Inside(trigger, Guarding(guard, guardDescription), internalAction, (transition, _) => internalAction(transition));
        }

        /// <summary>As above, with a guard and an action that see the argument.</summary>
        public StateConfiguration InternalTransitionIf<TArg0>(
            TriggerWithParameters<TArg0> trigger,
            Func<TArg0, bool> guard,
            Action<TArg0, Transition> internalAction,
            string? guardDescription = null)
        {
            ArgumentNullException.ThrowIfNull(internalAction);
            return Inside(
                TriggerOf(trigger),
                GuardOf(guard, guardDescription),
                internalAction,
                (transition, args) => internalAction(ArgumentAt<TArg0>(args, 0), transition));
        }

        // The real package gives every internal transition a guard, and its graphs show it as [Function].
        static readonly Func<object[], bool> AlwaysMet = _ => true;

        static Guard Guarding(Func<object[], bool> guard, string? description) => Guard.Of(guard, description, args => guard(args!));

        StateConfiguration Inside(TTrigger trigger, Guard guard, Delegate given, Action<Transition, object?[]> action)
            => Add(new InternalReaction(trigger, [guard], Step.Sync(action, given, null, "in InternalTransition")));
    }
}
