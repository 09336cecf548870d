using System.Runtime.InteropServices;

namespace Jiuji.Matching.Solving;

/// <summary>An arc in the direction in which it can take more: one at its capacity stands turned round, with its cost negated.</summary>
[StructLayout(LayoutKind.Sequential)]
struct TurnedArc
{
    internal long Cost;
    internal int From;
    internal int To;
}

/// <summary>
/// The arcs as the simplex wants them: lower bounds shifted away, mixed, and after them one artificial arc per node to or from the root, with which
/// every graph has a first feasible tree. Outside the tree an arc carries nothing in its direction; what a tree arc carries, its node knows.
/// </summary>
sealed class ArcTable
{
    internal readonly int Real;
    internal readonly TurnedArc[] Arcs;
    internal readonly long[] Capacity;

    /// <summary>What each artificial arc carries at first.</summary>
    internal readonly long[] FirstFlow;
    readonly int[] position;

    internal ArcTable(FlowGraph graph)
    {
        Real = graph.Arcs;
        (Arcs, Capacity) = (new TurnedArc[graph.Arcs + graph.Nodes], new long[graph.Arcs + graph.Nodes]);
        (position, FirstFlow) = (new int[graph.Arcs], new long[graph.Nodes]);
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
            Arcs[at] = new TurnedArc { Cost = graph.Cost[arc], From = graph.Source[arc], To = graph.Target[arc] };
            Capacity[at] = graph.Capacity[arc] >= FlowGraph.Unlimited ? FlowGraph.Unlimited : graph.Capacity[arc] - graph.Lower[arc];
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
            // A zero flow must point to the root, or the first tree would not be strongly feasible.
            var (from, to) = excess[node] >= 0 ? (node, root) : (root, node);
            Arcs[Real + node] = new TurnedArc { Cost = prohibitive, From = from, To = to };
            (Capacity[Real + node], FirstFlow[node]) = (FlowGraph.Unlimited, Math.Abs(excess[node]));
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

    /// <summary>What a unit more on the arc would save at these prices.</summary>
    internal long Gain(int arc, long[] price) => unchecked(price[Arcs[arc].To] - Arcs[arc].Cost - price[Arcs[arc].From]);

    /// <summary>Where the caller's arc stands.</summary>
    internal int PositionOf(int callersArc) => position[callersArc];

    internal void Turn(int arc)
    {
        ref var turned = ref Arcs[arc];
        (turned.Cost, turned.From, turned.To) = (-turned.Cost, turned.To, turned.From);
    }

    internal long[] FlowInCallersOrder(FlowGraph graph, SpanningTree tree)
    {
        var inTree = tree.FlowOfArcs();
        var flow = new long[Real];
        for (var arc = 0; arc < Real; arc++)
        {
            var at = position[arc];
            var turned = Arcs[at].From != graph.Source[arc] || Arcs[at].Cost != graph.Cost[arc];
            flow[arc] = (turned ? Capacity[at] - inTree[at] : inTree[at]) + graph.Lower[arc];
        }
        return flow;
    }
}
