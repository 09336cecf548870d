namespace Jiuji.Matching.Solving;

/// <summary>
/// The arcs as the simplex wants them: flat arrays, sorted by the node they lead to, lower bounds shifted away, and after them one artificial arc per
/// node to or from the root, with which every graph has a first feasible tree.
/// </summary>
sealed class ArcTable
{
    internal const sbyte AtLower = 1, InTree = 0, AtCapacity = -1;

    internal readonly int Real;
    internal readonly int[] Source;
    internal readonly int[] Target;
    internal readonly long[] Capacity;
    internal readonly long[] Cost;
    internal readonly long[] Flow;
    internal readonly sbyte[] State;
    internal readonly int[] FirstInto;
    readonly int[] position;

    internal ArcTable(FlowGraph graph)
    {
        Real = graph.Arcs;
        var all = graph.Arcs + graph.Nodes;
        (Source, Target, State) = (new int[all], new int[all], new sbyte[all]);
        (Capacity, Cost, Flow) = (new long[all], new long[all], new long[all]);
        (position, FirstInto) = (new int[graph.Arcs], new int[graph.Nodes + 1]);
        SortByTarget(graph);
        AddArtificialArcs(graph);
    }

    void SortByTarget(FlowGraph graph)
    {
        foreach (var node in graph.Target)
            FirstInto[node + 1]++;
        for (var node = 0; node < graph.Nodes; node++)
            FirstInto[node + 1] += FirstInto[node];
        var next = FirstInto.AsSpan(0, graph.Nodes).ToArray();
        for (var arc = 0; arc < Real; arc++)
        {
            var at = position[arc] = next[graph.Target[arc]]++;
            (Source[at], Target[at], Cost[at]) = (graph.Source[arc], graph.Target[arc], graph.Cost[arc]);
            Capacity[at] = graph.Capacity[arc] >= FlowGraph.Unlimited ? FlowGraph.Unlimited : graph.Capacity[arc] - graph.Lower[arc];
            State[at] = AtLower;
        }
    }

    void AddArtificialArcs(FlowGraph graph)
    {
        var root = graph.Nodes;
        var dearest = 0L;
        foreach (var cost in graph.Cost)
            dearest = Math.Max(dearest, Math.Abs(cost));
        var prohibitive = (dearest + 1) * (graph.Nodes + 1);
        var excess = Excess(graph);
        for (var node = 0; node < graph.Nodes; node++)
        {
            var arc = Real + node;
            // A zero flow must point to the root, or the first tree would not be strongly feasible.
            (Source[arc], Target[arc]) = excess[node] >= 0 ? (node, root) : (root, node);
            (Capacity[arc], Flow[arc], Cost[arc]) = (FlowGraph.Unlimited, Math.Abs(excess[node]), prohibitive);
        }
    }

    static long[] Excess(FlowGraph graph)
    {
        var excess = graph.Supply.ToArray();
        for (var arc = 0; arc < graph.Arcs; arc++)
        {
            excess[graph.Source[arc]] -= graph.Lower[arc];
            excess[graph.Target[arc]] += graph.Lower[arc];
        }
        return excess;
    }

    /// <summary>The position of the cheapest arc that leads to the node; −1 where none does.</summary>
    internal int CheapestInto(int node)
    {
        var best = -1;
        for (var arc = FirstInto[node]; arc < FirstInto[node + 1]; arc++)
            if (best < 0 || Cost[arc] < Cost[best]) best = arc;
        return best;
    }

    /// <summary>What a unit more (at capacity: less) on the arc would save at these prices.</summary>
    internal long Gain(int arc, long[] price) => unchecked(State[arc] * (price[Target[arc]] - Cost[arc] - price[Source[arc]]));

    internal bool ArtificialFlowLeft() => Flow.AsSpan(Real).IndexOfAnyExcept(0) >= 0;

    internal long[] FlowInCallersOrder(FlowGraph graph)
    {
        var flow = new long[Real];
        for (var arc = 0; arc < Real; arc++)
            flow[arc] = Flow[position[arc]] + graph.Lower[arc];
        return flow;
    }
}
