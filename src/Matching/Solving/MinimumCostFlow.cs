namespace Jiuji.Matching.Solving;

/// <summary>
/// Minimum-cost flow by the primal network simplex (Dantzig 1951; Ahuja, Magnanti and Orlin, <i>Network Flows</i>, chapter 11), in whole numbers only.
/// <see cref="Solve"/> answers with a flow and prices that prove it, or with a named outcome: <see cref="FlowOutcome.Unbalanced"/>,
/// <see cref="FlowOutcome.Infeasible"/>, <see cref="FlowOutcome.Unbounded"/>, <see cref="FlowOutcome.RangeExceeded"/>.
/// The basis is kept strongly feasible (Cunningham 1976), so degenerate pivots cannot cycle; there is no randomness, so equal graphs give equal flows.
/// </summary>
public sealed class MinimumCostFlow
{
    // A path visits a node once, so no price leaves ±(nodes + 1) × the dearest arc, and no reduced cost four times that.
    static readonly Int128 LargestPath = long.MaxValue / 8;

    const int FirstArcs = 2;

    readonly FlowGraph graph;
    readonly int root;
    readonly ArcTable arcs;
    readonly SpanningTree tree;
    long pivots;

    /// <summary>Solves the graph. The graph is not changed; the same graph always gives the same result.</summary>
    public static FlowResult Solve(FlowGraph graph)
    {
        var refusal = Refusal(graph);
        return refusal == FlowOutcome.Optimal ? new MinimumCostFlow(graph).Run() : FlowResult.Failed(refusal);
    }

    static FlowOutcome Refusal(FlowGraph graph)
    {
        Int128 balance = 0, moved = 0, dearest = 0;
        foreach (var units in graph.Supply)
            (balance, moved) = (balance + units, moved + Int128.Abs(units));
        for (var arc = 0; arc < graph.Arcs; arc++)
        {
            if (graph.Lower[arc] > graph.Capacity[arc]) return FlowOutcome.Infeasible;
            moved += Int128.Abs(graph.Lower[arc]);
            dearest = Int128.Max(dearest, Int128.Abs(graph.Cost[arc]));
        }
        if (balance != 0) return FlowOutcome.Unbalanced;
        var fits = moved < FlowGraph.Unlimited && (dearest + 1) * (graph.Nodes + 2) < LargestPath;
        return fits ? FlowOutcome.Optimal : FlowOutcome.RangeExceeded;
    }

    MinimumCostFlow(FlowGraph graph)
    {
        this.graph = graph;
        root = graph.Nodes;
        arcs = new ArcTable(graph);
        tree = new SpanningTree(arcs, graph.Nodes);
    }

    FlowResult Run()
    {
        if (!TakeBestArcs()) return FlowResult.Failed(FlowOutcome.Unbounded, pivots);
        var search = new BlockSearch(arcs, tree.Price);
        for (var entering = search.Next(); entering >= 0; entering = search.Next())
        {
            if (!tree.Pivot(entering)) return FlowResult.Failed(FlowOutcome.Unbounded, pivots);
            pivots++;
        }
        return tree.ArtificialFlowLeft() ? FlowResult.Failed(FlowOutcome.Infeasible, pivots) : Optimum();
    }

    /// <summary>
    /// First the best few arcs into every node that asks for units, the node that is dearest to leave without first: a good part of the tree, found
    /// without a search (after Kovács 2015).
    /// </summary>
    bool TakeBestArcs()
    {
        var (into, first) = ArcsInto();
        foreach (var node in AskingDearestFirst())
            for (var taken = 0; taken < FirstArcs; taken++)
            {
                var (best, bestGain) = (-1, 0L);
                for (var each = first[node]; each < first[node + 1]; each++)
                    if (arcs.Gain(into[each], tree.Price) is var gain && gain > bestGain) (best, bestGain) = (into[each], gain);
                if (best < 0) break;
                if (!tree.Pivot(best)) return false;
                pivots++;
            }
        return true;
    }

    (int[] Into, int[] First) ArcsInto()
    {
        var (into, first) = (new int[graph.Arcs], new int[graph.Nodes + 2]);
        foreach (var node in graph.Target)
            first[node + 2]++;
        for (var node = 2; node < first.Length; node++)
            first[node] += first[node - 1];
        for (var arc = 0; arc < graph.Arcs; arc++)
            into[first[graph.Target[arc] + 1]++] = arcs.PositionOf(arc);
        return (into, first);
    }

    int[] AskingDearestFirst()
    {
        var dearest = new long[graph.Nodes];
        for (var arc = 0; arc < graph.Arcs; arc++)
            dearest[graph.Target[arc]] = Math.Max(dearest[graph.Target[arc]], graph.Cost[arc]);
        var asking = Enumerable.Range(0, graph.Nodes).Where(node => graph.Supply[node] < 0).ToArray();
        return [.. asking.OrderByDescending(node => dearest[node])];
    }

    FlowResult Optimum()
    {
        var flow = arcs.FlowInCallersOrder(graph, tree);
        return new(FlowOutcome.Optimal, flow, tree.Price[..root], graph.CostOf(flow), pivots);
    }
}
