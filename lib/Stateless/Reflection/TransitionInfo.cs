namespace Stateless.Reflection;

/// <summary>What one state does on one trigger.</summary>
public abstract class TransitionInfo
{
    private protected TransitionInfo(TriggerInfo trigger, IEnumerable<InvocationInfo> guards, bool isInternal)
    {
        Trigger = trigger;
        GuardConditionsMethodDescriptions = guards;
        IsInternalTransition = isInternal;
    }

    /// <summary>The trigger.</summary>
    public TriggerInfo Trigger { get; protected set; }

    /// <summary>Its guards; empty when there are none.</summary>
    public IEnumerable<InvocationInfo> GuardConditionsMethodDescriptions { get; }

    /// <summary>True when exit and entry actions do not run.</summary>
    public bool IsInternalTransition { get; protected set; }
}

/// <summary>A transition with a known destination.</summary>
public class FixedTransitionInfo : TransitionInfo
{
    internal FixedTransitionInfo(StateInfo destination, TriggerInfo trigger, IEnumerable<InvocationInfo> guards, bool isInternal)
        : base(trigger, guards, isInternal)
        => DestinationState = destination;

    /// <summary>Where it leads.</summary>
    public StateInfo DestinationState { get; }
}

/// <summary>A trigger that the state accepts without doing anything.</summary>
public class IgnoredTransitionInfo : TransitionInfo
{
    internal IgnoredTransitionInfo(TriggerInfo trigger, IEnumerable<InvocationInfo> guards)
        : base(trigger, guards, isInternal: false)
    {
    }
}
