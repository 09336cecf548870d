namespace Stateless.Reflection;

/// <summary>An entry action and, if it belongs to one trigger only, that trigger.</summary>
public class ActionInfo(InvocationInfo method, string? fromTrigger)
{
    /// <summary>The method that runs.</summary>
    public InvocationInfo Method { get; internal set; } = method;

    /// <summary>The name of the only trigger on which it runs, or null.</summary>
    public string? FromTrigger { get; internal set; } = fromTrigger;
}
