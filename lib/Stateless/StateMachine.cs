using System.Globalization;

namespace Stateless;

/// <summary>
/// A table of states and triggers that says which moves are allowed, and makes them. A trigger that the current state does not declare
/// is an <see cref="InvalidOperationException"/>, never silence.
/// </summary>
public partial class StateMachine<TState, TTrigger>
    where TState : notnull
    where TTrigger : notnull
{
    readonly Dictionary<TState, StateNode> nodes = [];
    readonly Dictionary<TTrigger, TriggerWithParameters> parameterised = [];
    readonly Func<TState> readState;
    readonly Action<TState> writeState;
    readonly TState initialState;
    readonly FiringMode firingMode;

    /// <summary>A machine that keeps its state itself.</summary>
    public StateMachine(TState initialState)
        : this(initialState, FiringMode.Queued)
    {
    }

    /// <summary>A machine that keeps its state itself.</summary>
    public StateMachine(TState initialState, FiringMode firingMode)
    {
        var held = initialState;
        readState = () => held;
        writeState = state => held = state;
        this.initialState = initialState;
        this.firingMode = firingMode;
    }

    /// <summary>A machine whose state lives elsewhere, for example on an entity. The accessor is read once here, for the graphs.</summary>
    public StateMachine(Func<TState> stateAccessor, Action<TState> stateMutator)
        : this(stateAccessor, stateMutator, FiringMode.Queued)
    {
    }

    /// <summary>A machine whose state lives elsewhere, for example on an entity. The accessor is read once here, for the graphs.</summary>
    public StateMachine(Func<TState> stateAccessor, Action<TState> stateMutator, FiringMode firingMode)
    {
        ArgumentNullException.ThrowIfNull(stateAccessor);
        ArgumentNullException.ThrowIfNull(stateMutator);
        readState = stateAccessor;
        writeState = stateMutator;
        initialState = stateAccessor();
        this.firingMode = firingMode;
    }

    /// <summary>The current state, exactly; <see cref="IsInState"/> also counts substates.</summary>
    public TState State
    {
        get => readState();
        private set => writeState(value);
    }

    /// <summary>Starts, or goes on with, the configuration of one state.</summary>
    public StateConfiguration Configure(TState state) => new(this, NodeOf(state), NodeOf);

    /// <summary>True in the given state and in every substate of it.</summary>
    public bool IsInState(TState state) => CurrentNode.IsIncludedIn(state);

    /// <summary>The triggers that could be fired now, those of superstates included; guards are asked with the given arguments.</summary>
    public Task<IEnumerable<TTrigger>> GetPermittedTriggersAsync(params object[] args)
        => Task.FromResult<IEnumerable<TTrigger>>(PermittedNow(args));

    /// <summary>The current state and the triggers that could be fired now, for logs and debuggers.</summary>
    public override string ToString()
        => string.Create(
            CultureInfo.InvariantCulture,
            $"StateMachine {{ State = {State}, PermittedTriggers = {{ {string.Join(", ", PermittedNow([]))} }}}}");

    StateNode CurrentNode => NodeOf(State);

    List<TTrigger> PermittedNow(object?[] args)
        => CurrentNode.SelfAndSuperstates().SelectMany(node => node.OpenTriggers(args)).Distinct().ToList();

    StateNode NodeOf(TState state)
    {
        if (!nodes.TryGetValue(state, out var node))
            nodes.Add(state, node = new StateNode(state));
        return node;
    }
}
