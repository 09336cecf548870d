namespace Jiuji.Matching.Solving;

/// <summary>
/// Brings units to one node of a solved flow along cheapest changes, searched backwards from it (Dijkstra over reduced costs), so that only what lies nearer
/// than the units' origin is ever looked at or priced anew. The prices stay a proof.
/// </summary>
sealed class Augmentation(FlowGraph graph, long[] flow, long[] price, ArcIndex index)
{
    readonly Dictionary<int, (long Distance, int Via)> reached = [];
    readonly HashSet<int> settled = [];
    readonly PriorityQueue<int, (long, int)> queue = new();

    /// <summary>Nodes whose price or arcs may have changed: all others are as they were.</summary>
    internal HashSet<int> Touched { get; } = [];

    /// <summary>What the units brought cost, moves of others included.</summary>
    internal Int128 Cost { get; private set; }

    /// <summary>False: there is no way for some of the units.</summary>
    internal bool Bring(int from, int to, long units)
    {
        while (units > 0)
        {
            if (!Search(from, to)) return false;
            var distance = reached[from].Distance;
            foreach (var node in settled)
                price[node] += distance - reached[node].Distance;
            Touched.UnionWith(settled);
            var pushed = Math.Min(units, Room(from, to));
            Push(from, to, pushed);
            units -= pushed;
        }
        return true;
    }

    bool Search(int from, int to)
    {
        reached.Clear();
        settled.Clear();
        queue.Clear();
        reached[to] = (0, -1);
        queue.Enqueue(to, (0, to));
        while (queue.TryDequeue(out var node, out _))
        {
            if (!settled.Add(node)) continue;
            if (node == from) return true;
            foreach (var arc in index.Of(node)) Relax(node, arc);
            foreach (var arc in index.LaterOf(node)) Relax(node, arc);
        }
        return false;
    }

    void Relax(int node, int arc)
    {
        var (source, target) = (graph.Source[arc], graph.Target[arc]);
        var other = target == node ? source : target;
        if ((source != node && target != node) || settled.Contains(other) || RoomOn(arc, into: target == node) == 0) return;
        var reduced = graph.Cost[arc] + price[source] - price[target];
        var distance = reached[node].Distance + (target == node ? reduced : -reduced);
        if (reached.TryGetValue(other, out var before) && before.Distance <= distance) return;
        reached[other] = (distance, arc);
        queue.Enqueue(other, (distance, other));
    }

    long RoomOn(int arc, bool into) => into ? graph.Capacity[arc] - flow[arc] : flow[arc] - graph.Lower[arc];

    int Beyond(int node) => graph.Source[reached[node].Via] == node ? graph.Target[reached[node].Via] : graph.Source[reached[node].Via];

    bool IsForwards(int node) => graph.Source[reached[node].Via] == node;

    long Room(int from, int to)
    {
        var room = FlowGraph.Unlimited;
        for (var node = from; node != to; node = Beyond(node))
            room = Math.Min(room, RoomOn(reached[node].Via, IsForwards(node)));
        return room;
    }

    void Push(int from, int to, long units)
    {
        for (var node = from; node != to; node = Beyond(node))
        {
            var moved = IsForwards(node) ? units : -units;
            flow[reached[node].Via] += moved;
            Cost += (Int128)graph.Cost[reached[node].Via] * moved;
        }
    }
}
