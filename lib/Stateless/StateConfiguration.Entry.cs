namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    public partial class StateConfiguration
    {
        /// <summary>Runs whenever the state is entered from outside, or re-entered.</summary>
        public StateConfiguration OnEntry(Action entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return Entering((_, _) => entryAction(), entryAction, entryActionDescription);
        }

        /// <summary>As above; the action sees the transition.</summary>
        public StateConfiguration OnEntry(Action<Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return Entering((transition, _) => entryAction(transition), entryAction, entryActionDescription);
        }

        /// <summary>Runs when the state is entered by this trigger.</summary>
        public StateConfiguration OnEntryFrom(TTrigger trigger, Action entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EnteringFrom(trigger, (_, _) => entryAction(), entryAction, entryActionDescription);
        }

        /// <summary>As above; the action sees the transition.</summary>
        public StateConfiguration OnEntryFrom(TTrigger trigger, Action<Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EnteringFrom(trigger, (transition, _) => entryAction(transition), entryAction, entryActionDescription);
        }

        /// <summary>As above; the action sees the argument.</summary>
        public StateConfiguration OnEntryFrom<TArg0>(
            TriggerWithParameters<TArg0> trigger, Action<TArg0> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EnteringFrom(
                TriggerOf(trigger), (_, args) => entryAction(ArgumentAt<TArg0>(args, 0)), entryAction, entryActionDescription);
        }

        /// <summary>As above; the action sees the argument and the transition.</summary>
        public StateConfiguration OnEntryFrom<TArg0>(
            TriggerWithParameters<TArg0> trigger, Action<TArg0, Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EnteringFrom(
                TriggerOf(trigger),
                (transition, args) => entryAction(ArgumentAt<TArg0>(args, 0), transition),
                entryAction,
                entryActionDescription);
        }

        /// <summary>As above; the action sees both arguments.</summary>
        public StateConfiguration OnEntryFrom<TArg0, TArg1>(
            TriggerWithParameters<TArg0, TArg1> trigger, Action<TArg0, TArg1> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EnteringFrom(
                TriggerOf(trigger),
                (_, args) => entryAction(ArgumentAt<TArg0>(args, 0), ArgumentAt<TArg1>(args, 1)),
                entryAction,
                entryActionDescription);
        }

        /// <summary>As above; the action sees all three arguments.</summary>
        public StateConfiguration OnEntryFrom<TArg0, TArg1, TArg2>(
            TriggerWithParameters<TArg0, TArg1, TArg2> trigger,
            Action<TArg0, TArg1, TArg2> entryAction,
            string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EnteringFrom(
                TriggerOf(trigger),
                (_, args) => entryAction(ArgumentAt<TArg0>(args, 0), ArgumentAt<TArg1>(args, 1), ArgumentAt<TArg2>(args, 2)),
                entryAction,
                entryActionDescription);
        }

        /// <summary>Runs whenever the state is left for a state outside it, or re-entered.</summary>
        public StateConfiguration OnExit(Action exitAction, string? exitActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(exitAction);
            return Exiting(Step.Sync((_, _) => exitAction(), exitAction, exitActionDescription, ExitPlace));
        }

        /// <summary>As above; the action sees the transition.</summary>
        public StateConfiguration OnExit(Action<Transition> exitAction, string? exitActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(exitAction);
            return Exiting(Step.Sync((transition, _) => exitAction(transition), exitAction, exitActionDescription, ExitPlace));
        }

        string EntryPlace => $"in OnEntry event for '{State}' state";

        string ExitPlace => $"in OnExit event for '{State}' state";

        StateConfiguration Entering(Action<Transition, object?[]> action, Delegate given, string? description)
            => Entering(new EntryStep(Step.Sync(action, given, description, EntryPlace), IsFrom: false, default));

        StateConfiguration EnteringFrom(TTrigger trigger, Action<Transition, object?[]> action, Delegate given, string? description)
            => Entering(new EntryStep(Step.Sync(action, given, description, EntryPlace), IsFrom: true, trigger));

        StateConfiguration Entering(EntryStep entry)
        {
            node.Entries.Add(entry);
            return this;
        }

        StateConfiguration Exiting(Step exit)
        {
            node.Exits.Add(exit);
            return this;
        }
    }
}
