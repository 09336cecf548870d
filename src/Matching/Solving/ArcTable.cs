namespace Jiuji.Matching.Solving;

/// <summary>
/// The arcs as the simplex wants them: flat arrays, mixed, lower bounds shifted away, and after them one artificial arc per
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
    readonly int[] cheapestInto;
    readonly int[] position;

    internal ArcTable(FlowGraph graph)
    {
        Real = graph.Arcs;
        var all = graph.Arcs + graph.Nodes;
        (Source, Target, State) = (new int[all], new int[all], new sbyte[all]);
        (Capacity, Cost, Flow) = (new long[all], new long[all], new long[all]);
        (position, cheapestInto) = (new int[graph.Arcs], new int[graph.Nodes]);
        Array.Fill(cheapestInto, -1);
        Mix(graph);
        AddArtificialArcs(graph);
    }

    /// <summary>
    /// Neighbours in the caller's order, which mostly lead to one node, are laid far apart: a block then holds arcs from all over the graph, and its best
    /// is a good one (Kovács 2015). The stride is fixed, so equal graphs are laid out alike.
    /// </summary>
    void Mix(FlowGraph graph)
    {
        var (stride, at, first) = (Math.Max((int)Math.Sqrt(Real), 10), 0, 0);
        for (var arc = 0; arc < Real; arc++)
        {
            position[arc] = at;
            (Source[at], Target[at], Cost[at]) = (graph.Source[arc], graph.Target[arc], graph.Cost[arc]);
            Capacity[at] = graph.Capacity[arc] >= FlowGraph.Unlimited ? FlowGraph.Unlimited : graph.Capacity[arc] - graph.Lower[arc];
            State[at] = AtLower;
            if (cheapestInto[Target[at]] is var best && (best < 0 || Cost[at] < Cost[best])) cheapestInto[Target[at]] = at;
            if ((at += stride) >= Real) at = ++first;
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
    internal int CheapestInto(int node) => cheapestInto[node];

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
