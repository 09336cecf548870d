using System.Globalization;
using Stateless.Reflection;

namespace Stateless.Graph;

/// <summary>Draws a machine as a Mermaid state diagram.</summary>
public static class MermaidGraph
{
    /// <summary>The diagram as text; the direction in which it flows is left to Mermaid unless given.</summary>
    public static string Format(StateMachineInfo machineInfo, MermaidGraphDirection? direction = null)
    {
        var plan = new GraphPlan(machineInfo);
        var names = new MermaidNames(plan.States.Select(state => state.ToString()));
        return string.Join(Environment.NewLine, Lines(plan, names, direction));
    }

    static IEnumerable<string> Lines(GraphPlan plan, MermaidNames names, MermaidGraphDirection? direction)
    {
        yield return "stateDiagram-v2";
        if (direction is { } given)
            yield return $"\tdirection {Code(given)}";
        foreach (var (alias, name) in names.Aliases)
            yield return $"\t{alias} : {name}";
        foreach (var line in plan.Clusters.SelectMany(cluster => Cluster(cluster, names)))
            yield return line;
        foreach (var decision in plan.Decisions)
            yield return $"\tstate {decision.Name} <<choice>>";
        foreach (var edge in plan.Edges)
            yield return $"\t{names[edge.From]} --> {names[edge.To]} : {edge.Label}";
        yield return $"[*] --> {names[plan.InitialName]}";
    }

    static IEnumerable<string> Cluster(StateInfo cluster, MermaidNames names)
        => cluster.Substates.Select(substate => $"\t\t{names[substate.ToString()]}")
            .Prepend($"\tstate {names[cluster.ToString()]} {{")
            .Append("\t}");

    static string Code(MermaidGraphDirection direction)
        => direction switch
        {
            MermaidGraphDirection.TopToBottom => "TB",
            MermaidGraphDirection.BottomToTop => "BT",
            MermaidGraphDirection.LeftToRight => "LR",
            MermaidGraphDirection.RightToLeft => "RL",
            _ => throw new ArgumentOutOfRangeException(
                nameof(direction), direction, $"Unsupported {nameof(MermaidGraphDirection)}: {direction}."),
        };
}

/// <summary>Mermaid takes no blanks, colons or hyphens in names of states: such states get a short name and keep theirs as a label.</summary>
internal sealed class MermaidNames
{
    readonly Dictionary<string, string> aliasOf = [];

    public MermaidNames(IEnumerable<string> stateNames)
    {
        var taken = stateNames.ToHashSet();
        foreach (var name in taken.ToList())
        {
            var plain = string.Concat(name.Where(letter => !char.IsWhiteSpace(letter) && letter is not (':' or '-')));
            aliasOf.Add(name, plain == name ? name : Free(plain, taken));
        }
    }

    public IEnumerable<(string Alias, string Name)> Aliases
        => aliasOf.Where(pair => pair.Key != pair.Value).Select(pair => (pair.Value, pair.Key));

    public string this[string stateName] => aliasOf.GetValueOrDefault(stateName, stateName);

    static string Free(string plain, HashSet<string> taken)
    {
        var alias = plain;
        for (var number = 1; !taken.Add(alias); number++)
            alias = string.Create(CultureInfo.InvariantCulture, $"{plain}_{number}");
        return alias;
    }
}
