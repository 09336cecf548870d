namespace Stateless.Reflection;

/// <summary>A method that a machine calls: an action, a guard or a selector.</summary>
public class InvocationInfo
{
    static readonly char[] CompilerGeneratedMarks = ['<', '>', '`'];

    readonly string? description;
    readonly Timing timing;

    /// <summary>A method by name, with the description that its author gave it, if any.</summary>
    public InvocationInfo(string? methodName, string? description, Timing timing)
    {
        MethodName = methodName;
        this.description = description;
        this.timing = timing;
    }

    /// <summary>Whether the method must be awaited.</summary>
    public enum Timing
    {
        /// <summary>It need not be awaited.</summary>
        Synchronous,

        /// <summary>It must be awaited.</summary>
        Asynchronous,
    }

    /// <summary>What stands for lambdas without a description.</summary>
    public static string DefaultFunctionDescription { get; set; } = "Function";

    /// <summary>The name of the method as the compiler gave it.</summary>
    public string? MethodName { get; }

    /// <summary>The author's description; else the method's name, or the default description where the compiler made the name up.</summary>
    public string Description => (description, MethodName) switch
    {
        ({ } given, _) => given,
        (null, null) => "<null>",
        (null, var name) => name.IndexOfAny(CompilerGeneratedMarks) >= 0 ? DefaultFunctionDescription : name,
    };

    /// <summary>True when the method must be awaited.</summary>
    public bool IsAsync => timing == Timing.Asynchronous;

    internal static InvocationInfo Of(Delegate method, string? description, Timing timing = Timing.Synchronous)
        => new(method.Method.Name, description, timing);
}
