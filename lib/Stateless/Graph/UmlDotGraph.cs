using Stateless.Reflection;

namespace Stateless.Graph;

/// <summary>Draws a machine in the DOT language of Graphviz, in UML style.</summary>
public static class UmlDotGraph
{
    /// <summary>The diagram as text.</summary>
    public static string Format(StateMachineInfo machineInfo)
    {
        var plan = new GraphPlan(machineInfo);
        return string.Join(Environment.NewLine, Lines(plan));
    }

    static IEnumerable<string> Lines(GraphPlan plan)
        => Prefix
            .Concat(plan.Clusters.SelectMany(Cluster))
            .Concat(plan.Singles.Select(State))
            .Concat(plan.Decisions.Select(Decision))
            .Append("")
            .Concat(plan.Edges.Select(Edge))
            .Concat(Initial(plan.InitialName));

    static readonly string[] Prefix = ["digraph {", "compound=true;", "node [shape=Mrecord]", "rankdir=\"LR\""];

    static IEnumerable<string> Cluster(StateInfo cluster)
        => [
            "",
            $"subgraph \"cluster{Escaped(cluster.ToString())}\"",
            "\t{",
            $"\tlabel = \"{ClusterLabel(cluster)}\"",
            .. cluster.Substates.Select(State),
            "}",
        ];

    static string ClusterLabel(StateInfo cluster)
    {
        var actions = Actions(cluster);
        return Escaped(cluster.ToString()) + (actions.Count == 0 ? "" : $"\\n----------\\n{string.Join("\\n", actions)}");
    }

    static string State(StateInfo state)
    {
        var name = Escaped(state.ToString());
        var actions = Actions(state);
        return $"\"{name}\" [label=\"{name}{(actions.Count == 0 ? "" : $"|{string.Join("\\n", actions)}")}\"];";
    }

    // Entry actions that belong to one trigger stand on that trigger's edge, not in the box.
    static List<string> Actions(StateInfo state)
        => [
            .. state.EntryActions.Where(action => action.FromTrigger is null).Select(action => $"entry / {Escaped(action.Method.Description)}"),
            .. state.ExitActions.Select(action => $"exit / {Escaped(action.Description)}"),
        ];

    static string Decision(GraphDecision decision)
        => $"\"{decision.Name}\" [shape = \"diamond\", label = \"{Escaped(decision.Description)}\"];";

    static string Edge(GraphEdge edge)
        => $"\"{Escaped(edge.From)}\" -> \"{Escaped(edge.To)}\" [style=\"solid\", label=\"{Escaped(edge.Label)}\"];";

    static string[] Initial(string name)
        => [" init [label=\"\", shape=point];", $" init -> \"{Escaped(name)}\"[style = \"solid\"]", "}"];

    static string Escaped(string text)
        => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
