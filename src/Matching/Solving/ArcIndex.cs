namespace Jiuji.Matching.Solving;

/// <summary>
/// Which arcs touch a node. Made once for a network; one that has grown keeps it and adds its own arcs beside it. An arc that was moved away from a node
/// is still named there: readers look at its ends.
/// </summary>
sealed class ArcIndex
{
    readonly int[] firstAt;
    readonly int[] incident;
    readonly int nodes;
    readonly Dictionary<int, int[]> later;

    internal ArcIndex(FlowGraph graph)
    {
        (nodes, later) = (graph.Nodes, []);
        (firstAt, incident) = (new int[graph.Nodes + 2], new int[2 * graph.Arcs]);
        for (var arc = 0; arc < graph.Arcs; arc++)
            (firstAt[graph.Source[arc] + 2], firstAt[graph.Target[arc] + 2]) = Counted(graph.Source[arc], graph.Target[arc]);
        for (var node = 2; node < firstAt.Length; node++)
            firstAt[node] += firstAt[node - 1];
        for (var arc = 0; arc < graph.Arcs; arc++)
            (incident[firstAt[graph.Source[arc] + 1]++], incident[firstAt[graph.Target[arc] + 1]++]) = (arc, arc);
    }

    (int AtSource, int AtTarget) Counted(int source, int target) =>
        source == target ? (firstAt[source + 2] + 2, firstAt[source + 2] + 2) : (firstAt[source + 2] + 1, firstAt[target + 2] + 1);

    ArcIndex(ArcIndex before, Dictionary<int, int[]> later) =>
        (nodes, firstAt, incident, this.later) = (before.nodes, before.firstAt, before.incident, later);

    /// <summary>The index of the network with the arcs from <paramref name="first"/> on, and with some that now begin elsewhere.</summary>
    internal ArcIndex With(FlowGraph grown, int first, IEnumerable<int> moved)
    {
        var more = new Dictionary<int, int[]>(later);
        for (var arc = first; arc < grown.Arcs; arc++)
        {
            Name(more, grown.ArcAt(arc).From, arc);
            Name(more, grown.ArcAt(arc).To, arc);
        }
        foreach (var arc in moved)
            Name(more, grown.ArcAt(arc).From, arc);
        return new(this, more);
    }

    static void Name(Dictionary<int, int[]> later, int node, int arc) => later[node] = later.TryGetValue(node, out var before) ? [.. before, arc] : [arc];

    /// <summary>The arcs that touch the node: first those of the network as it was made, then the later ones.</summary>
    internal ArraySegment<int> Of(int node) => node < nodes ? new(incident, firstAt[node], firstAt[node + 1] - firstAt[node]) : ArraySegment<int>.Empty;

    internal ArraySegment<int> LaterOf(int node) => later.TryGetValue(node, out var arcs) ? new(arcs) : ArraySegment<int>.Empty;

    /// <summary>How many nodes have later arcs: when they are many, a fresh index is the better one.</summary>
    internal int Grown => later.Count;
}
