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
        if (!TakeCheapestArcs()) return FlowResult.Failed(FlowOutcome.Unbounded, pivots);
        var search = new BlockSearch(arcs, tree.Price);
        for (var entering = search.Next(); entering >= 0; entering = search.Next())
        {
            if (!tree.Pivot(entering)) return FlowResult.Failed(FlowOutcome.Unbounded, pivots);
            pivots++;
        }
        return arcs.ArtificialFlowLeft() ? FlowResult.Failed(FlowOutcome.Infeasible, pivots) : Optimum();
    }

    /// <summary>
    /// First the cheapest arc into every node that asks for units, where it improves: a good part of the tree, found without a search (Kovács 2015).
    /// </summary>
    bool TakeCheapestArcs()
    {
        for (var node = 0; node < graph.Nodes; node++)
        {
            if (graph.Supply[node] >= 0) continue;
            var best = arcs.CheapestInto(node);
            if (best < 0 || arcs.Gain(best, tree.Price) <= 0) continue;
            if (!tree.Pivot(best)) return false;
            pivots++;
        }
        return true;
    }

    FlowResult Optimum()
    {
        var flow = arcs.FlowInCallersOrder(graph);
        return new(FlowOutcome.Optimal, flow, tree.Price[..root], graph.CostOf(flow), pivots);
    }
}
