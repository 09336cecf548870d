namespace Jiuji.Matching.Solving;

/// <summary>
/// The basis of the simplex: a spanning tree in flat arrays. <c>thread</c> visits the nodes in preorder, so the nodes below one node are the run after
/// it whose depth is greater; a pivot moves one such run, and sets its prices and depths in the same pass.
/// </summary>
sealed class SpanningTree
{
    internal readonly long[] Price;
    readonly ArcTable arcs;
    readonly int[] parent;
    readonly int[] arcToParent;
    readonly int[] depth;
    readonly int[] thread;
    readonly int[] threadBack;

    internal SpanningTree(ArcTable arcs, int nodes)
    {
        this.arcs = arcs;
        Price = new long[nodes + 1];
        (parent, arcToParent, depth) = (new int[nodes + 1], new int[nodes + 1], new int[nodes + 1]);
        (thread, threadBack) = (new int[nodes + 1], new int[nodes + 1]);
        PlantStar(nodes);
    }

    void PlantStar(int root)
    {
        (parent[root], arcToParent[root], thread[root], threadBack[0]) = (-1, -1, 0, root);
        if (root == 0) return;
        for (var node = 0; node < root; node++)
        {
            var arc = arcs.Real + node;
            (parent[node], arcToParent[node], depth[node]) = (root, arc, 1);
            (thread[node], threadBack[node + 1]) = (node + 1, node);
            Price[node] = arcs.Source[arc] == node ? -arcs.Cost[arc] : arcs.Cost[arc];
        }
    }

    /// <summary>Brings an arc into the tree, moves as many units around its cycle as fit, and lets the arc that stops them leave. False: nothing stops them.</summary>
    internal bool Pivot(int entering)
    {
        var forward = arcs.State[entering] == ArcTable.AtLower;
        var first = forward ? arcs.Source[entering] : arcs.Target[entering];
        var second = forward ? arcs.Target[entering] : arcs.Source[entering];
        var join = Join(first, second);
        var units = arcs.Capacity[entering];
        var cut = -1;
        var cutBelowFirst = false;

        // Strong feasibility: of the arcs that stop the flow, the last one met when walking the cycle from the join in its direction must leave.
        for (var node = first; node != join; node = parent[node])
        {
            var room = RoomTowardsRoot(node, towards: false);
            if (room < units) (units, cut, cutBelowFirst) = (room, node, true);
        }
        for (var node = second; node != join; node = parent[node])
        {
            var room = RoomTowardsRoot(node, towards: true);
            if (room <= units) (units, cut, cutBelowFirst) = (room, node, false);
        }
        if (units >= FlowGraph.Unlimited) return false;

        if (units > 0) Push(entering, forward, first, second, join, units);
        if (cut < 0)
        {
            arcs.State[entering] = (sbyte)-arcs.State[entering];
            return true;
        }
        var leaving = arcToParent[cut];
        arcs.State[entering] = ArcTable.InTree;
        arcs.State[leaving] = arcs.Flow[leaving] == 0 ? ArcTable.AtLower : ArcTable.AtCapacity;
        Rehang(cutBelowFirst ? first : second, cutBelowFirst ? second : first, cut, entering);
        return true;
    }

    int Join(int one, int other)
    {
        while (one != other)
            if (depth[one] >= depth[other]) one = parent[one];
            else other = parent[other];
        return one;
    }

    long RoomTowardsRoot(int node, bool towards)
    {
        var arc = arcToParent[node];
        if (arcs.Source[arc] == node != towards) return arcs.Flow[arc];
        return arcs.Capacity[arc] >= FlowGraph.Unlimited ? FlowGraph.Unlimited : unchecked(arcs.Capacity[arc] - arcs.Flow[arc]);
    }

    void Push(int entering, bool forward, int first, int second, int join, long units)
    {
        arcs.Flow[entering] += forward ? units : -units;
        for (var node = first; node != join; node = parent[node])
            Shift(node, -units);
        for (var node = second; node != join; node = parent[node])
            Shift(node, units);
    }

    void Shift(int node, long unitsTowardsRoot)
    {
        var arc = arcToParent[node];
        arcs.Flow[arc] += arcs.Source[arc] == node ? unitsTowardsRoot : -unitsTowardsRoot;
    }

    /// <summary>Takes the nodes below <paramref name="cut"/> off the tree and hangs them, turned round so that <paramref name="top"/> leads, below <paramref name="newParent"/>.</summary>
    void Rehang(int top, int newParent, int cut, int entering)
    {
        var shift = unchecked(arcs.Source[entering] == top
            ? Price[newParent] - arcs.Cost[entering] - Price[top]
            : Price[newParent] + arcs.Cost[entering] - Price[top]);
        var (before, last) = (threadBack[cut], -1);
        int after;
        var (node, above, arcAbove, child) = (top, newParent, entering, -1);
        var afterChild = -1;
        while (true)
        {
            // What hangs below the node besides the branch just turned follows that branch in the new preorder.
            var oldDepth = depth[node];
            var deeper = unchecked(depth[above] + 1 - oldDepth);
            if (last >= 0) (thread[last], threadBack[node]) = (node, last);
            var at = node;
            do
            {
                depth[at] = unchecked(depth[at] + deeper);
                Price[at] = unchecked(Price[at] + shift);
                last = at;
                var next = thread[at];
                if (next == child)
                {
                    next = afterChild;
                    (thread[at], threadBack[next]) = (next, at);
                }
                at = next;
            }
            while (depth[at] > oldDepth);
            after = at;

            var (oldParent, oldArc) = (parent[node], arcToParent[node]);
            (parent[node], arcToParent[node]) = (above, arcAbove);
            if (node == cut) break;
            (child, afterChild) = (node, after);
            (above, arcAbove, node) = (node, oldArc, oldParent);
        }
        (thread[before], threadBack[after]) = (after, before);
        var following = thread[newParent];
        (thread[newParent], threadBack[top]) = (top, newParent);
        (thread[last], threadBack[following]) = (following, last);
    }
}
