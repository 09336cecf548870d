using Stateless.Reflection;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>States, transitions and actions as configured so far, for graphs and tests.</summary>
    public StateMachineInfo GetInfo()
    {
        var described = nodes.Values.Concat(UnconfiguredDestinations()).ToDictionary(node => node.State, Describe);
        foreach (var node in nodes.Values)
            Relate(described[node.State], node, described);
        return new StateMachineInfo(described.Values, typeof(TState), typeof(TTrigger), Describe(new StateNode(initialState)));
    }

    // A state may be a destination without being configured itself, for example an end state.
    List<StateNode> UnconfiguredDestinations()
    {
        var reactions = nodes.Values.SelectMany(node => node.Reactions.Values).SelectMany(list => list);
        return reactions.OfType<FixedReaction>()
            .Select(reaction => reaction.Destination)
            .Distinct()
            .Where(destination => !nodes.ContainsKey(destination))
            .Select(destination => new StateNode(destination))
            .ToList();
    }

    static StateInfo Describe(StateNode node)
        => new(node.State)
        {
            EntryActions = node.Entries.Select(Describe).ToList(),
            ExitActions = node.Exits.Select(step => step.Description).ToList(),
            IgnoredTriggers = InOrder<IgnoredReaction>(node)
                .Select(ignored => new IgnoredTransitionInfo(new TriggerInfo(ignored.Trigger), ignored.GuardDescriptions))
                .ToList(),
        };

    // The real package does not tell the trigger of an asynchronous entry action; neither do we.
    static ActionInfo Describe(EntryStep entry)
        => new(entry.Step.Description, entry.IsFrom && !entry.Step.NeedsAwait ? entry.From?.ToString() : null);

    static void Relate(StateInfo info, StateNode node, Dictionary<TState, StateInfo> described)
    {
        info.Superstate = node.Superstate is null ? null : described[node.Superstate.State];
        info.Substates = node.Substates.Select(substate => described[substate.State]).ToList();
        info.FixedTransitions = node.Reactions.Values.SelectMany(reactions => FixedAmong(reactions, node, described)).ToList();
        info.DynamicTransitions = InOrder<DynamicReaction>(node)
            .Select(dynamic => DynamicTransitionInfo.Create(
                dynamic.Trigger, dynamic.GuardDescriptions, dynamic.SelectorDescription, dynamic.PossibleDestinations))
            .ToList();
    }

    static IEnumerable<FixedTransitionInfo> FixedAmong(List<Reaction> reactions, StateNode node, Dictionary<TState, StateInfo> described)
    {
        FixedTransitionInfo To(TState destination, Reaction reaction)
            => new(described[destination], new TriggerInfo(reaction.Trigger), reaction.GuardDescriptions, reaction is InternalReaction);

        return reactions.OfType<FixedReaction>().Select(reaction => To(reaction.Destination, reaction))
            .Concat(reactions.OfType<ReentryReaction>().Select(reaction => To(reaction.Destination, reaction)))
            .Concat(reactions.OfType<InternalReaction>().Select(reaction => To(node.State, reaction)));
    }

    static IEnumerable<TReaction> InOrder<TReaction>(StateNode node)
        where TReaction : Reaction
        => node.Reactions.Values.SelectMany(reactions => reactions).OfType<TReaction>();
}
