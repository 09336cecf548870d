namespace Jiuji.Matching.Solving;

/// <summary>
/// What can still be changed in a priced flow: every arc with room forwards, every arc in use backwards. Shortest paths in it (Dijkstra over reduced
/// costs, which the prices keep from being negative) tell what one more unit somewhere would cost, and place units one path at a time.
/// </summary>
sealed class ResidualNetwork
{
    readonly FlowGraph graph;
    readonly long[] flow;
    readonly long[] price;
    readonly ArcIndex index;
    readonly long[] distance;
    readonly int[] via;
    readonly bool[] settled;

    internal ResidualNetwork(FlowGraph graph, long[] flow, long[] price, ArcIndex index)
    {
        (this.graph, this.flow, this.price, this.index) = (graph, flow, price, index);
        (distance, via, settled) = (new long[graph.Nodes], new int[graph.Nodes], new bool[graph.Nodes]);
    }

    /// <summary>The cheapest change that carries one more unit between two nodes: arcs from last to first, and its reduced cost. Null: there is none.</summary>
    internal (List<int> Arcs, long ReducedCost)? CheapestPath(int from, int to)
    {
        var found = Search(from, node => node == to);
        return found < 0 ? null : (Trace(from, to), distance[to]);
    }

    /// <summary>Moves every excess to a deficit along cheapest paths and keeps the prices a proof. False: some excess has nowhere to go.</summary>
    internal bool Settle(long[] excess)
    {
        for (var from = 0; from < excess.Length; from++)
            while (excess[from] > 0)
            {
                var to = Search(from, node => excess[node] < 0);
                if (to < 0) return false;
                Reprice(distance[to]);
                var path = Trace(from, to);
                var units = Math.Min(Math.Min(excess[from], -excess[to]), Room(from, to, path));
                Push(to, path, units);
                (excess[from], excess[to]) = (excess[from] - units, excess[to] + units);
            }
        return true;
    }

    int Search(int from, Func<int, bool> isGoal)
    {
        Array.Fill(distance, long.MaxValue);
        Array.Clear(settled);
        var queue = new PriorityQueue<int, long>();
        distance[from] = 0;
        queue.Enqueue(from, 0);
        while (queue.TryDequeue(out var node, out _))
        {
            if (settled[node]) continue;
            settled[node] = true;
            if (isGoal(node)) return node;
            foreach (var arc in index.Of(node)) Relax(node, arc, queue);
            foreach (var arc in index.LaterOf(node)) Relax(node, arc, queue);
        }
        return -1;
    }

    void Relax(int node, int arc, PriorityQueue<int, long> queue)
    {
        var forwards = graph.Source[arc] == node;
        var other = forwards ? graph.Target[arc] : graph.Source[arc];
        if ((!forwards && graph.Target[arc] != node) || settled[other] || RoomOn(arc, forwards) == 0) return;
        var reduced = graph.Cost[arc] + price[graph.Source[arc]] - price[graph.Target[arc]];
        var reached = distance[node] + (forwards ? reduced : -reduced);
        if (reached >= distance[other]) return;
        (distance[other], via[other]) = (reached, arc);
        queue.Enqueue(other, reached);
    }

    long RoomOn(int arc, bool forwards) => forwards ? graph.Capacity[arc] - flow[arc] : flow[arc] - graph.Lower[arc];

    // Nodes that were not settled are at least as far as the goal; subtracting that distance from all leaves them as they are.
    void Reprice(long goal)
    {
        for (var node = 0; node < price.Length; node++)
            if (settled[node]) price[node] += distance[node] - goal;
    }

    List<int> Trace(int from, int to)
    {
        var path = new List<int>();
        for (var node = to; node != from; node = Before(node, via[node]))
            path.Add(via[node]);
        return path;
    }

    int Before(int node, int arc) => graph.Target[arc] == node ? graph.Source[arc] : graph.Target[arc];

    long Room(int from, int to, List<int> path)
    {
        var (room, node) = (FlowGraph.Unlimited, to);
        foreach (var arc in path)
            (room, node) = (Math.Min(room, RoomOn(arc, graph.Target[arc] == node)), Before(node, arc));
        return node == from ? room : 0;
    }

    void Push(int to, List<int> path, long units)
    {
        var node = to;
        foreach (var arc in path)
        {
            flow[arc] += graph.Target[arc] == node ? units : -units;
            node = Before(node, arc);
        }
    }
}
