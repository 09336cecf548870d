using Stateless.Reflection;

namespace Stateless.Graph;

/// <summary>What both notations draw, in the order in which they draw it.</summary>
internal sealed class GraphPlan
{
    readonly Dictionary<string, StateInfo> states = [];
    readonly List<GraphDecision> decisions = [];
    readonly List<GraphEdge> edges = [];

    public GraphPlan(StateMachineInfo machineInfo)
    {
        ArgumentNullException.ThrowIfNull(machineInfo);
        InitialName = machineInfo.InitialState.ToString();
        foreach (var top in machineInfo.States.Where(state => state.Superstate is null && state.Substates.Any()))
            AddTree(top);
        foreach (var state in machineInfo.States)
            states.TryAdd(state.ToString(), state);
        foreach (var state in machineInfo.States)
            AddEdges(state);
    }

    public string InitialName { get; }

    /// <summary>States with substates and their trees first, then the single states.</summary>
    public IReadOnlyCollection<StateInfo> States => states.Values;

    public IEnumerable<StateInfo> Clusters => States.Where(state => state.Substates.Any());

    public IEnumerable<StateInfo> Singles => States.Where(state => state.Superstate is null && !state.Substates.Any());

    public IReadOnlyList<GraphDecision> Decisions => decisions;

    public IReadOnlyList<GraphEdge> Edges => edges;

    void AddTree(StateInfo state)
    {
        states.TryAdd(state.ToString(), state);
        foreach (var substate in state.Substates)
            AddTree(substate);
    }

    void AddEdges(StateInfo from)
    {
        foreach (var transition in from.FixedTransitions)
            AddFixed(from, transition);
        foreach (var transition in from.DynamicTransitions)
            AddDynamic(from, transition);
        foreach (var transition in from.IgnoredTriggers)
            AddEdge(from.ToString(), from.ToString(), transition, []);
    }

    void AddFixed(StateInfo from, FixedTransitionInfo transition)
    {
        var to = transition.DestinationState;
        var always = from == to ? to.EntryActions.Where(action => action.FromTrigger is null) : [];
        var actions = transition.IsInternalTransition ? [] : always.Concat(EntriesFrom(transition.Trigger, to));
        AddEdge(from.ToString(), to.ToString(), transition, actions);
    }

    void AddDynamic(StateInfo from, DynamicTransitionInfo transition)
    {
        var decision = new GraphDecision(
            $"Decision{decisions.Count + 1}", transition.DestinationStateSelectorDescription.Description);
        decisions.Add(decision);
        AddEdge(from.ToString(), decision.Name, transition, []);
        foreach (var possible in transition.PossibleDestinationStates ?? [])
        {
            if (states.TryGetValue(possible.DestinationState, out var to))
                edges.Add(new GraphEdge(
                    decision.Name, to.ToString(), Label(transition.Trigger, EntriesFrom(transition.Trigger, to), [possible.Criterion])));
        }
    }

    void AddEdge(string from, string to, TransitionInfo transition, IEnumerable<ActionInfo> actions)
        => edges.Add(new GraphEdge(
            from, to, Label(transition.Trigger, actions, transition.GuardConditionsMethodDescriptions.Select(guard => guard.Description))));

    static IEnumerable<ActionInfo> EntriesFrom(TriggerInfo trigger, StateInfo to)
        => to.EntryActions.Where(action => action.FromTrigger == trigger.ToString());

    static string Label(TriggerInfo trigger, IEnumerable<ActionInfo> actions, IEnumerable<string> guards)
    {
        var running = string.Join(", ", actions.Select(action => action.Method.Description));
        var start = running.Length == 0 ? trigger.ToString() : $"{trigger} / {running}";
        return string.Join(' ', guards.Select(guard => $"[{guard}]").Prepend(start));
    }
}

internal sealed record GraphDecision(string Name, string Description);

internal sealed record GraphEdge(string From, string To, string Label);
