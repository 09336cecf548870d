using Stateless.Reflection;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    public partial class StateConfiguration
    {
        /// <summary>The trigger leads to another state.</summary>
        /// <exception cref="ArgumentException">The destination is this state.</exception>
        public StateConfiguration Permit(TTrigger trigger, TState destinationState) => Moving(trigger, destinationState);

        /// <summary>The trigger leads to another state while the guard is met; the description is what an unmet guard is reported as.</summary>
        public StateConfiguration PermitIf(TTrigger trigger, TState destinationState, Func<bool> guard, string? guardDescription = null)
            => Moving(trigger, destinationState, GuardOf(guard, guardDescription));

        /// <summary>The trigger leads to another state while every guard is met.</summary>
        public StateConfiguration PermitIf(TTrigger trigger, TState destinationState, params Tuple<Func<bool>, string>[] guards)
            => Moving(trigger, destinationState, Guards(guards));

        /// <summary>As above, with a guard that sees the argument.</summary>
        public StateConfiguration PermitIf<TArg0>(
            TriggerWithParameters<TArg0> trigger, TState destinationState, Func<TArg0, bool> guard, string? guardDescription = null)
            => Moving(TriggerOf(trigger), destinationState, GuardOf(guard, guardDescription));

        /// <summary>As above, with guards that see the argument.</summary>
        public StateConfiguration PermitIf<TArg0>(
            TriggerWithParameters<TArg0> trigger, TState destinationState, params Tuple<Func<TArg0, bool>, string>[] guards)
        {
            ArgumentNullException.ThrowIfNull(guards);
            return Moving(TriggerOf(trigger), destinationState, [.. guards.Select(guard => GuardOf(guard.Item1, guard.Item2))]);
        }

        /// <summary>As above, with a guard that sees the arguments.</summary>
        public StateConfiguration PermitIf<TArg0, TArg1>(
            TriggerWithParameters<TArg0, TArg1> trigger,
            TState destinationState,
            Func<TArg0, TArg1, bool> guard,
            string? guardDescription = null)
            => Moving(TriggerOf(trigger), destinationState, GuardOf(guard, guardDescription));

        /// <summary>As above, with a guard that sees the arguments.</summary>
        public StateConfiguration PermitIf<TArg0, TArg1, TArg2>(
            TriggerWithParameters<TArg0, TArg1, TArg2> trigger,
            TState destinationState,
            Func<TArg0, TArg1, TArg2, bool> guard,
            string? guardDescription = null)
            => Moving(TriggerOf(trigger), destinationState, GuardOf(guard, guardDescription));

        /// <summary>The trigger leads back to this state, through its exit and entry actions.</summary>
        public StateConfiguration PermitReentry(TTrigger trigger) => Add(new ReentryReaction(trigger, [], State));

        /// <summary>As <see cref="PermitReentry"/>, while the guard is met.</summary>
        public StateConfiguration PermitReentryIf(TTrigger trigger, Func<bool> guard, string? guardDescription = null)
            => Add(new ReentryReaction(trigger, [GuardOf(guard, guardDescription)], State));

        /// <summary>As <see cref="PermitReentry"/>, while every guard is met.</summary>
        public StateConfiguration PermitReentryIf(TTrigger trigger, params Tuple<Func<bool>, string>[] guards)
            => Add(new ReentryReaction(trigger, Guards(guards), State));

        /// <summary>The trigger is accepted and nothing happens, not even exit and entry actions.</summary>
        public StateConfiguration Ignore(TTrigger trigger) => Add(new IgnoredReaction(trigger, []));

        /// <summary>As <see cref="Ignore"/>, while the guard is met.</summary>
        public StateConfiguration IgnoreIf(TTrigger trigger, Func<bool> guard, string? guardDescription = null)
            => Add(new IgnoredReaction(trigger, [GuardOf(guard, guardDescription)]));

        /// <summary>As <see cref="Ignore"/>, while every guard is met.</summary>
        public StateConfiguration IgnoreIf(TTrigger trigger, params Tuple<Func<bool>, string>[] guards)
            => Add(new IgnoredReaction(trigger, Guards(guards)));

        /// <summary>The trigger leads to the state that the selector names; the possible destinations are for graphs only.</summary>
        public StateConfiguration PermitDynamic(
            TTrigger trigger,
            Func<TState> destinationStateSelector,
            string? destinationStateSelectorDescription = null,
            DynamicStateInfos? possibleDestinationStates = null)
        {
            ArgumentNullException.ThrowIfNull(destinationStateSelector);
            return Add(new DynamicReaction(
                trigger,
                [],
                _ => destinationStateSelector(),
                InvocationInfo.Of(destinationStateSelector, destinationStateSelectorDescription),
                possibleDestinationStates));
        }

        /// <summary>As above, with a selector that sees the argument.</summary>
        public StateConfiguration PermitDynamic<TArg0>(
            TriggerWithParameters<TArg0> trigger,
            Func<TArg0, TState> destinationStateSelector,
            string? destinationStateSelectorDescription = null,
            DynamicStateInfos? possibleDestinationStates = null)
        {
            ArgumentNullException.ThrowIfNull(destinationStateSelector);
            return Add(new DynamicReaction(
                TriggerOf(trigger),
                [],
                args => destinationStateSelector(ArgumentAt<TArg0>(args, 0)),
                InvocationInfo.Of(destinationStateSelector, destinationStateSelectorDescription),
                possibleDestinationStates));
        }

        StateConfiguration Moving(TTrigger trigger, TState destination, params Guard[] guards)
        {
            RefuseIdentity(destination);
            return Add(new FixedReaction(trigger, guards, destination));
        }
    }
}
