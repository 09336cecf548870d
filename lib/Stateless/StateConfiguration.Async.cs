namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    public partial class StateConfiguration
    {
        /// <summary>As <see cref="OnEntry(Action, string)"/>; the machine must then be fired with FireAsync.</summary>
        public StateConfiguration OnEntryAsync(Func<Task> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            var step = Step.Async((_, _) => entryAction(), entryAction, entryActionDescription, EntryPlace);
            return Entering(new EntryStep(step, IsFrom: false, default));
        }

        /// <summary>As above; the action sees the transition.</summary>
        public StateConfiguration OnEntryAsync(Func<Transition, Task> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            var step = Step.Async((transition, _) => entryAction(transition), entryAction, entryActionDescription, EntryPlace);
            return Entering(new EntryStep(step, IsFrom: false, default));
        }

        /// <summary>As <see cref="OnEntryFrom(TTrigger, Action, string)"/>; the machine must then be fired with FireAsync.</summary>
        public StateConfiguration OnEntryFromAsync(TTrigger trigger, Func<Task> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            var step = Step.Async((_, _) => entryAction(), entryAction, entryActionDescription, EntryPlace);
            return Entering(new EntryStep(step, IsFrom: true, trigger));
        }

        /// <summary>As above; the action sees the argument.</summary>
        public StateConfiguration OnEntryFromAsync<TArg0>(
            TriggerWithParameters<TArg0> trigger, Func<TArg0, Task> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            var step = Step.Async(
                (_, args) => entryAction(ArgumentAt<TArg0>(args, 0)), entryAction, entryActionDescription, EntryPlace);
            return Entering(new EntryStep(step, IsFrom: true, TriggerOf(trigger)));
        }

        /// <summary>As <see cref="OnExit(Action, string)"/>; the machine must then be fired with FireAsync.</summary>
        public StateConfiguration OnExitAsync(Func<Task> exitAction, string? exitActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(exitAction);
            return Exiting(Step.Async((_, _) => exitAction(), exitAction, exitActionDescription, ExitPlace));
        }

        /// <summary>As above; the action sees the transition.</summary>
        public StateConfiguration OnExitAsync(Func<Transition, Task> exitAction, string? exitActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(exitAction);
            return Exiting(Step.Async((transition, _) => exitAction(transition), exitAction, exitActionDescription, ExitPlace));
        }
    }
}
