namespace Jiuji.Matching.Solving;

/// <summary>What is wrong with a claimed optimum; <see cref="Holds"/> if nothing is.</summary>
public enum CertificateFault
{
    Holds,
    LengthsDiffer,
    FlowOutsideBounds,
    FlowNotConserved,

    /// <summary>An arc with room left would make the flow cheaper.</summary>
    CheaperArcLeftOpen,

    /// <summary>An arc carries units although leaving them out would be cheaper.</summary>
    DearArcInUse,
}

/// <summary>The verdict on a claimed optimum; <c>At</c> is the node (conservation) or arc at fault, −1 if it holds.</summary>
public readonly record struct CertificateVerdict(CertificateFault Fault, int At)
{
    public bool Holds => Fault == CertificateFault.Holds;
}

/// <summary>
/// Proves or refutes that a flow is optimal from the graph, the flow and the node prices alone (complementary slackness; Ahuja, Magnanti and Orlin,
/// <i>Network Flows</i>, theorem 9.4). It shares nothing with the solver, so a fault there cannot hide here; sums are 128 bits wide.
/// </summary>
public static class CertificateCheck
{
    public static CertificateVerdict Verify(FlowGraph graph, ReadOnlySpan<long> flow, ReadOnlySpan<long> price)
    {
        if (flow.Length != graph.Arcs || price.Length != graph.Nodes)
            return new(CertificateFault.LengthsDiffer, 0);
        var bounds = VerifyBounds(graph, flow);
        if (!bounds.Holds) return bounds;
        var conservation = VerifyConservation(graph, flow);
        return conservation.Holds ? VerifySlackness(graph, flow, price) : conservation;
    }

    static CertificateVerdict VerifyBounds(FlowGraph graph, ReadOnlySpan<long> flow)
    {
        for (var arc = 0; arc < flow.Length; arc++)
            if (flow[arc] < graph.Lower[arc] || flow[arc] > graph.Capacity[arc])
                return new(CertificateFault.FlowOutsideBounds, arc);
        return new(CertificateFault.Holds, -1);
    }

    static CertificateVerdict VerifyConservation(FlowGraph graph, ReadOnlySpan<long> flow)
    {
        var left = new Int128[graph.Nodes];
        for (var node = 0; node < left.Length; node++)
            left[node] = graph.Supply[node];
        for (var arc = 0; arc < flow.Length; arc++)
        {
            left[graph.Source[arc]] -= flow[arc];
            left[graph.Target[arc]] += flow[arc];
        }
        var broken = Array.FindIndex(left, units => units != 0);
        return broken < 0 ? new(CertificateFault.Holds, -1) : new(CertificateFault.FlowNotConserved, broken);
    }

    static CertificateVerdict VerifySlackness(FlowGraph graph, ReadOnlySpan<long> flow, ReadOnlySpan<long> price)
    {
        for (var arc = 0; arc < flow.Length; arc++)
        {
            var fault = SlacknessOf(graph.ArcAt(arc), flow[arc], price[graph.Source[arc]], price[graph.Target[arc]]);
            if (fault != CertificateFault.Holds) return new(fault, arc);
        }
        return new(CertificateFault.Holds, -1);
    }

    static CertificateFault SlacknessOf(Arc arc, long units, long priceAtSource, long priceAtTarget)
    {
        var reduced = (Int128)arc.Cost + priceAtSource - priceAtTarget;
        if (reduced < 0 && units < arc.Capacity) return CertificateFault.CheaperArcLeftOpen;
        return reduced > 0 && units > arc.Lower ? CertificateFault.DearArcInUse : CertificateFault.Holds;
    }

    /// <summary>
    /// Proves a flow that was proven before and has changed at some nodes only: their balance, and every arc that touches them. An arc between two others has
    /// the flow and the prices it had. The pool touches a quarter of all arcs, so it is proven by the rest: its price is the 0 from which all are counted, no arc of
    /// it has changed that does not touch another of the nodes, and what all supply adds up to nothing.
    /// </summary>
    internal static CertificateVerdict VerifyAround(FlowGraph graph, PagedRow flow, PagedRow price, HashSet<int> nodes, ArcIndex index)
    {
        if (flow.Length != graph.Arcs || price.Length != graph.Nodes)
            return new(CertificateFault.LengthsDiffer, 0);
        if (price[ComponentGraph.Pool] != 0) return new(CertificateFault.CheaperArcLeftOpen, -1);
        foreach (var node in nodes)
        {
            if (node == ComponentGraph.Pool) continue;
            Int128 left = graph.Supply[node];
            foreach (var arcs in (ReadOnlySpan<ArraySegment<int>>)[index.Of(node), index.LaterOf(node)])
                foreach (var number in arcs)
                {
                    var (arc, units) = (graph.ArcAt(number), flow[number]);
                    if (arc.From == node) left -= units;
                    else if (arc.To == node) left += units;
                    else continue;
                    if (units < arc.Lower || units > arc.Capacity) return new(CertificateFault.FlowOutsideBounds, number);
                    if (SlacknessOf(arc, units, price[arc.From], price[arc.To]) is not CertificateFault.Holds and var fault) return new(fault, number);
                }
            if (left != 0) return new(CertificateFault.FlowNotConserved, node);
        }
        Int128 supplied = 0;
        foreach (var units in graph.Supply) supplied += units;
        return supplied == 0 ? new(CertificateFault.Holds, -1) : new(CertificateFault.FlowNotConserved, ComponentGraph.Pool);
    }
}
