using System.Buffers;

namespace Jiuji.Matching.Solving;

/// <summary>
/// Brings units to one node of a solved flow along cheapest changes, searched backwards from it (Dijkstra over reduced costs), so that only what lies nearer
/// than the units' origin is ever looked at or priced anew. The prices stay a proof.
/// </summary>
sealed class Augmentation : IDisposable
{
    const long NotReached = long.MaxValue;

    readonly FlowGraph graph;
    readonly PagedRow flow;
    readonly PagedRow price;
    readonly ArcIndex index;
    readonly long[] distance;
    readonly int[] via;
    readonly List<int> reached = [];
    readonly List<int> settled = [];
    readonly PriorityQueue<int, long> queue = new();

    internal Augmentation(FlowGraph graph, PagedRow flow, PagedRow price, ArcIndex index)
    {
        (this.graph, this.flow, this.price, this.index) = (graph, flow, price, index);
        (distance, via) = (ArrayPool<long>.Shared.Rent(graph.Nodes), ArrayPool<int>.Shared.Rent(graph.Nodes));
        Array.Fill(distance, NotReached, 0, graph.Nodes);
    }

    /// <summary>Nodes whose price or arcs may have changed: all others are as they were.</summary>
    internal HashSet<int> Touched { get; } = [];

    /// <summary>What the units brought cost, moves of others included.</summary>
    internal Int128 Cost { get; private set; }

    /// <summary>False: there is no way for some of the units.</summary>
    internal bool Bring(int from, int to, long units)
    {
        while (units > 0)
        {
            Search(from, to);
            if (distance[from] == NotReached) return false;
            foreach (var node in settled)
                price[node] += distance[from] - distance[node];
            Touched.UnionWith(settled);
            var pushed = Math.Min(units, Room(from, to));
            Push(from, to, pushed);
            units -= pushed;
        }
        return true;
    }

    /// <summary>Settles what lies nearer than the origin; what is as far as it or farther keeps its price.</summary>
    void Search(int from, int to)
    {
        foreach (var node in reached) distance[node] = NotReached;
        reached.Clear();
        settled.Clear();
        queue.Clear();
        Reach(to, 0, -1);
        while (queue.TryDequeue(out var node, out var far) && far < distance[from])
        {
            if (far > distance[node]) continue;
            settled.Add(node);
            Relax(node, from, index.Of(node));
            Relax(node, from, index.LaterOf(node));
        }
    }

    void Relax(int node, int from, ReadOnlySpan<int> arcs)
    {
        var (far, own) = (distance[node], price[node]);
        foreach (var number in arcs)
        {
            var arc = graph.ArcAt(number);
            if (arc.To == node ? arc.Capacity == flow[number] : arc.From != node || flow[number] == arc.Lower) continue;
            var other = arc.To == node ? arc.From : arc.To;
            var there = far + (arc.To == node ? arc.Cost + price[other] - own : price[other] - arc.Cost - own);
            if (there < distance[other] && there < distance[from]) Reach(other, there, number);
        }
    }

    void Reach(int node, long far, int arc)
    {
        if (distance[node] == NotReached) reached.Add(node);
        (distance[node], via[node]) = (far, arc);
        queue.Enqueue(node, far);
    }

    static int Beyond(int node, Arc arc) => arc.From == node ? arc.To : arc.From;

    long Room(int from, int to)
    {
        var room = FlowGraph.Unlimited;
        for (var node = from; node != to;)
        {
            var arc = graph.ArcAt(via[node]);
            room = Math.Min(room, arc.From == node ? arc.Capacity - flow[via[node]] : flow[via[node]] - arc.Lower);
            node = Beyond(node, arc);
        }
        return room;
    }

    void Push(int from, int to, long units)
    {
        for (var node = from; node != to;)
        {
            var arc = graph.ArcAt(via[node]);
            var moved = arc.From == node ? units : -units;
            flow[via[node]] += moved;
            Cost += (Int128)arc.Cost * moved;
            Touched.Add(node);
            node = Beyond(node, arc);
        }
        Touched.Add(to);
    }

    public void Dispose()
    {
        ArrayPool<long>.Shared.Return(distance);
        ArrayPool<int>.Shared.Return(via);
    }
}
