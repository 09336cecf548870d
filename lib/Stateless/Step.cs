using Stateless.Reflection;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>One action on the way of a transition: entry, exit, internal, or a callback.</summary>
    internal sealed class Step
    {
        readonly Func<Transition, object?[], Task> run;
        readonly string place;

        Step(Func<Transition, object?[], Task> run, InvocationInfo description, bool needsAwait, string place)
        {
            this.run = run;
            this.place = place;
            Description = description;
            NeedsAwait = needsAwait;
        }

        public InvocationInfo Description { get; }

        public bool NeedsAwait { get; }

        public static Step Sync(Action<Transition, object?[]> action, Delegate given, string? description, string place)
        {
            Task Run(Transition transition, object?[] args)
            {
                action(transition, args);
                return Task.CompletedTask;
            }

            return new Step(Run, InvocationInfo.Of(given, description), needsAwait: false, place);
        }

        public static Step Async(Func<Transition, object?[], Task> action, Delegate given, string? description, string place)
            => new(action, InvocationInfo.Of(given, description, InvocationInfo.Timing.Asynchronous), needsAwait: true, place);

        public Task Run(Transition transition, Firing firing)
            => NeedsAwait && !firing.MayAwait ? throw CannotAwait(place) : run(transition, firing.Args);

        public static InvalidOperationException CannotAwait(string place)
            => new($"Cannot execute asynchronous action specified {place}. Use asynchronous version of Fire [FireAsync]");
    }

    /// <summary>A step on entry; with a trigger it runs only when that trigger led here.</summary>
    internal sealed record EntryStep(Step Step, bool IsFrom, TTrigger? From)
    {
        public bool AppliesTo(Transition transition) => !IsFrom || EqualityComparer<TTrigger>.Default.Equals(From, transition.Trigger);
    }
}
