namespace Stateless.Reflection;

/// <summary>A transition whose destination is selected when it is fired.</summary>
public class DynamicTransitionInfo : TransitionInfo
{
    DynamicTransitionInfo(
        TriggerInfo trigger, IEnumerable<InvocationInfo> guards, InvocationInfo selector, DynamicStateInfos? possibleStates)
        : base(trigger, guards, isInternal: false)
    {
        DestinationStateSelectorDescription = selector;
        PossibleDestinationStates = possibleStates;
    }

    /// <summary>What selects the destination.</summary>
    public InvocationInfo DestinationStateSelectorDescription { get; }

    /// <summary>The destinations that the configuration promised, or null.</summary>
    public DynamicStateInfos? PossibleDestinationStates { get; }

    /// <summary>Describes one dynamic transition.</summary>
    public static DynamicTransitionInfo Create<TTrigger>(
        TTrigger trigger, IEnumerable<InvocationInfo> guards, InvocationInfo selector, DynamicStateInfos? possibleStates)
        where TTrigger : notnull
        => new(new TriggerInfo(trigger), guards ?? [], selector, possibleStates);
}

/// <summary>One possible destination of a dynamic transition, and when it is chosen.</summary>
public class DynamicStateInfo(string destinationState, string criterion)
{
    /// <summary>The name of the destination.</summary>
    public string DestinationState { get; set; } = destinationState;

    /// <summary>When it is chosen, in words.</summary>
    public string Criterion { get; set; } = criterion;
}

/// <summary>The possible destinations of a dynamic transition, in a form that reads well as a collection initialiser.</summary>
public class DynamicStateInfos : List<DynamicStateInfo>
{
    /// <summary>Adds a destination by name.</summary>
    public void Add(string destinationState, string criterion) => Add(new DynamicStateInfo(destinationState, criterion));

    /// <summary>Adds a destination by value.</summary>
    public void Add<TState>(TState destinationState, string criterion)
        where TState : notnull
        => Add(destinationState.ToString() ?? "", criterion);
}
