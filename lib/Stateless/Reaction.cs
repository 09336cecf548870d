using Stateless.Reflection;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>What one state does with one trigger, provided that every guard is met.</summary>
    internal abstract record Reaction(TTrigger Trigger, IReadOnlyList<Guard> Guards)
    {
        public List<string> UnmetGuards(object?[] args)
            => Guards.Where(guard => !guard.IsMet(args)).Select(guard => guard.Description.Description).ToList();

        public List<InvocationInfo> GuardDescriptions => Guards.Select(guard => guard.Description).ToList();
    }

    internal sealed record IgnoredReaction(TTrigger Trigger, IReadOnlyList<Guard> Guards) : Reaction(Trigger, Guards);

    internal sealed record InternalReaction(TTrigger Trigger, IReadOnlyList<Guard> Guards, Step Step) : Reaction(Trigger, Guards);

    internal sealed record ReentryReaction(TTrigger Trigger, IReadOnlyList<Guard> Guards, TState Destination) : Reaction(Trigger, Guards);

    internal abstract record MovingReaction(TTrigger Trigger, IReadOnlyList<Guard> Guards) : Reaction(Trigger, Guards)
    {
        public abstract TState DestinationFor(object?[] args);
    }

    internal sealed record FixedReaction(TTrigger Trigger, IReadOnlyList<Guard> Guards, TState Destination)
        : MovingReaction(Trigger, Guards)
    {
        public override TState DestinationFor(object?[] args) => Destination;
    }

    internal sealed record DynamicReaction(
        TTrigger Trigger,
        IReadOnlyList<Guard> Guards,
        Func<object?[], TState> Selector,
        InvocationInfo SelectorDescription,
        DynamicStateInfos? PossibleDestinations)
        : MovingReaction(Trigger, Guards)
    {
        public override TState DestinationFor(object?[] args) => Selector(args);
    }

    /// <summary>A condition on the arguments of the trigger and the name under which it is reported when unmet.</summary>
    internal sealed record Guard(Func<object?[], bool> IsMet, InvocationInfo Description)
    {
        public static Guard Of(Delegate given, string? description, Func<object?[], bool> isMet)
        {
            ArgumentNullException.ThrowIfNull(given, "guard");
            return new Guard(isMet, InvocationInfo.Of(given, description));
        }
    }

    /// <summary>Either the one reaction to take, or why there is none; no unmet guards at all means that nothing is declared.</summary>
    internal readonly record struct Decision(Reaction? Reaction, ICollection<string>? UnmetGuards);
}
