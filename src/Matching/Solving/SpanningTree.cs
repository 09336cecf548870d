using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Jiuji.Matching.Solving;

/// <summary>
/// The basis of the simplex: a spanning tree. <c>Thread</c> visits the nodes in preorder, so the nodes below one node are the run after it whose depth
/// is greater; a pivot moves one such run, and sets its prices and depths in the same pass. What that pass touches lies in arrays of its own, small enough to
/// stay near the processor; all that is asked of a node on the way to the root, and what its arc to the parent can still carry, lies together.
/// </summary>
sealed class SpanningTree
{
    struct Node
    {
        internal int Parent;
        internal int Arc;
        internal long RoomUp;
        internal long RoomDown;
    }

    internal readonly long[] Price;
    readonly ArcTable arcs;
    readonly Node[] nodes;
    readonly int[] thread;
    readonly int[] threadBack;
    readonly int[] depth;

    internal SpanningTree(ArcTable arcs, int nodes)
    {
        this.arcs = arcs;
        (Price, this.nodes) = (new long[nodes + 1], new Node[nodes + 1]);
        (thread, threadBack, depth) = (new int[nodes + 1], new int[nodes + 1], new int[nodes + 1]);
        PlantStar(nodes);
    }

    // Every node number comes from the tree itself: walks do without the check of bounds.
    ref Node At(int node) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(nodes), node);

    void PlantStar(int root)
    {
        (nodes[root].Parent, nodes[root].Arc, thread[root], threadBack[0]) = (-1, -1, 0, root);
        for (var node = 0; node < root; node++)
        {
            ref var here = ref nodes[node];
            var arc = arcs.Real + node;
            var up = arcs.Arcs[arc].From == node;
            (here.Parent, here.Arc, depth[node]) = (root, arc, 1);
            (here.RoomUp, here.RoomDown) = up ? (FlowGraph.Unlimited, arcs.FirstFlow[node]) : (arcs.FirstFlow[node], FlowGraph.Unlimited);
            (thread[node], threadBack[node + 1]) = (node + 1, node);
            Price[node] = up ? -arcs.Arcs[arc].Cost : arcs.Arcs[arc].Cost;
        }
    }

    /// <summary>Brings an arc into the tree, moves as many units around its cycle as fit, and lets the arc that stops them leave. False: nothing stops them.</summary>
    internal bool Pivot(int entering)
    {
        var (first, second) = (arcs.Arcs[entering].From, arcs.Arcs[entering].To);
        var join = Join(first, second);
        var (units, cut, cutBelowFirst) = (arcs.Capacity[entering], -1, false);

        // Strong feasibility: of the arcs that stop the flow, the last one met when walking the cycle from the join in its direction must leave.
        for (var node = first; node != join; node = At(node).Parent)
            if (At(node).RoomDown < units) (units, cut, cutBelowFirst) = (At(node).RoomDown, node, true);
        for (var node = second; node != join; node = At(node).Parent)
            if (At(node).RoomUp <= units) (units, cut, cutBelowFirst) = (At(node).RoomUp, node, false);
        if (units >= FlowGraph.Unlimited) return false;

        if (units > 0) Push(first, second, join, units);
        if (cut < 0)
        {
            arcs.Turn(entering);
            return true;
        }
        var leaving = At(cut).Arc;
        var carried = arcs.Arcs[leaving].From == cut ? At(cut).RoomDown : At(cut).RoomUp;
        if (carried > 0) arcs.Turn(leaving);
        var left = arcs.Capacity[entering] >= FlowGraph.Unlimited ? FlowGraph.Unlimited : arcs.Capacity[entering] - units;
        if (cutBelowFirst) Rehang(first, second, cut, entering, left, units);
        else Rehang(second, first, cut, entering, units, left);
        return true;
    }

    int Join(int one, int other)
    {
        while (one != other)
            if (depth[one] >= depth[other]) one = At(one).Parent;
            else other = At(other).Parent;
        return one;
    }

    void Push(int first, int second, int join, long units)
    {
        for (var node = first; node != join; node = At(node).Parent)
            Shift(ref At(node).RoomDown, ref At(node).RoomUp, units);
        for (var node = second; node != join; node = At(node).Parent)
            Shift(ref At(node).RoomUp, ref At(node).RoomDown, units);
    }

    static void Shift(ref long less, ref long more, long units)
    {
        if (less < FlowGraph.Unlimited) less = unchecked(less - units);
        if (more < FlowGraph.Unlimited) more = unchecked(more + units);
    }

    /// <summary>Takes the nodes below <paramref name="cut"/> off the tree and hangs them, turned round so that <paramref name="top"/> leads, below <paramref name="newParent"/>.</summary>
    void Rehang(int top, int newParent, int cut, int entering, long roomUp, long roomDown)
    {
        ref var enteringArc = ref arcs.Arcs[entering];
        var shift = unchecked(enteringArc.From == top
            ? Price[newParent] - enteringArc.Cost - Price[top]
            : Price[newParent] + enteringArc.Cost - Price[top]);
        ref var prices = ref MemoryMarshal.GetArrayDataReference(Price);
        ref var depths = ref MemoryMarshal.GetArrayDataReference(depth);
        ref var threads = ref MemoryMarshal.GetArrayDataReference(thread);
        var (before, last) = (threadBack[cut], -1);
        int after;
        var (node, above, arcAbove, child, afterChild) = (top, newParent, entering, -1, -1);
        while (true)
        {
            // What hangs below the node besides the branch just turned follows that branch in the new preorder.
            var oldDepth = depth[node];
            var deeper = unchecked(depth[above] + 1 - oldDepth);
            if (last >= 0) (thread[last], threadBack[node]) = (node, last);
            var at = node;
            do
            {
                Unsafe.Add(ref depths, at) = unchecked(Unsafe.Add(ref depths, at) + deeper);
                Unsafe.Add(ref prices, at) = unchecked(Unsafe.Add(ref prices, at) + shift);
                last = at;
                at = Unsafe.Add(ref threads, at);
                if (at == child)
                {
                    at = afterChild;
                    (thread[last], threadBack[at]) = (at, last);
                }
            }
            while (Unsafe.Add(ref depths, at) > oldDepth);
            after = at;

            ref var here = ref At(node);
            var (oldParent, oldArc, oldUp, oldDown) = (here.Parent, here.Arc, here.RoomUp, here.RoomDown);
            (here.Parent, here.Arc, here.RoomUp, here.RoomDown) = (above, arcAbove, roomUp, roomDown);
            if (node == cut) break;
            (child, afterChild) = (node, after);
            (above, arcAbove, roomUp, roomDown, node) = (node, oldArc, oldDown, oldUp, oldParent);
        }
        (thread[before], threadBack[after]) = (after, before);
        var following = thread[newParent];
        (thread[newParent], threadBack[top]) = (top, newParent);
        (thread[last], threadBack[following]) = (following, last);
    }

    /// <summary>What each arc of the table carries in the direction in which it stands.</summary>
    internal long[] FlowOfArcs()
    {
        var flow = new long[arcs.Arcs.Length];
        for (var node = 0; node < nodes.Length - 1; node++)
            flow[nodes[node].Arc] = arcs.Arcs[nodes[node].Arc].From == node ? nodes[node].RoomDown : nodes[node].RoomUp;
        return flow;
    }

    internal bool ArtificialFlowLeft() => FlowOfArcs().AsSpan(arcs.Real).IndexOfAnyExcept(0) >= 0;
}
