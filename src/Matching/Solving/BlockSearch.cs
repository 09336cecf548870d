using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Jiuji.Matching.Solving;

/// <summary>Finds the next arc to bring in: the best of a block of about √arcs, starting where the last search ended (Grigoriadis 1986).</summary>
sealed class BlockSearch(ArcTable arcs, long[] price)
{
    readonly int blockSize = Math.Max((int)Math.Sqrt(arcs.Real), 16);
    int next;

    /// <summary>The arc's position in the table, or −1: no arc improves, the flow is optimal.</summary>
    internal int Next()
    {
        // Blocks run on across the end of the table, so their borders move from round to round; with fixed borders a province took six times the pivots.
        var (scanned, inBlock, best, bestGain) = (0, 0, -1, 0L);
        // The table never changes its length and holds only its own nodes: this loop is most of a solve, and does without the checks of either.
        ref var source = ref MemoryMarshal.GetArrayDataReference(arcs.Source);
        ref var target = ref MemoryMarshal.GetArrayDataReference(arcs.Target);
        ref var cost = ref MemoryMarshal.GetArrayDataReference(arcs.Cost);
        ref var state = ref MemoryMarshal.GetArrayDataReference(arcs.State);
        ref var prices = ref MemoryMarshal.GetArrayDataReference(price);
        for (var arc = next; scanned < arcs.Real; scanned++)
        {
            var gain = unchecked(Unsafe.Add(ref state, arc)
                * (Unsafe.Add(ref prices, Unsafe.Add(ref target, arc)) - Unsafe.Add(ref cost, arc) - Unsafe.Add(ref prices, Unsafe.Add(ref source, arc))));
            if (gain > bestGain) (best, bestGain) = (arc, gain);
            if (++arc == arcs.Real) arc = 0;
            if (++inBlock == blockSize)
            {
                if (best >= 0) { next = arc; return best; }
                inBlock = 0;
            }
        }
        return best;
    }
}
