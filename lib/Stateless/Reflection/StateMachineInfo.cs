namespace Stateless.Reflection;

/// <summary>The whole table of a machine: its states with their transitions and actions.</summary>
public class StateMachineInfo
{
    internal StateMachineInfo(IEnumerable<StateInfo> states, Type stateType, Type triggerType, StateInfo initialState)
    {
        States = states.ToList();
        StateType = stateType;
        TriggerType = triggerType;
        InitialState = initialState;
    }

    /// <summary>The state in which the machine was made.</summary>
    public StateInfo InitialState { get; }

    /// <summary>Configured states in order of configuration, then destinations that are not configured themselves.</summary>
    public IEnumerable<StateInfo> States { get; }

    /// <summary>The type of the states.</summary>
    public Type StateType { get; }

    /// <summary>The type of the triggers.</summary>
    public Type TriggerType { get; }
}
