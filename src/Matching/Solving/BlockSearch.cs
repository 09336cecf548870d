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
        for (var left = arcs.Real; left > 0;)
        {
            var block = Math.Min(blockSize, left);
            var before = Math.Min(block, arcs.Real - next);
            var (best, gain) = Best(next, next + before, -1, 0);
            if (before < block) (best, _) = Best(0, block - before, best, gain);
            (left, next) = (left - block, next + block);
            if (next >= arcs.Real) next -= arcs.Real;
            if (best >= 0) return best;
        }
        return -1;
    }

    (int Arc, long Gain) Best(int from, int to, int best, long bestGain)
    {
        // The table never changes its length and holds only its own nodes: this loop is much of a solve, and does without the checks of either.
        ref var table = ref MemoryMarshal.GetArrayDataReference(arcs.Arcs);
        ref var prices = ref MemoryMarshal.GetArrayDataReference(price);
        for (var at = from; at < to; at++)
        {
            ref var arc = ref Unsafe.Add(ref table, at);
            var gain = unchecked(Unsafe.Add(ref prices, arc.To) - arc.Cost - Unsafe.Add(ref prices, arc.From));
            if (gain > bestGain) (best, bestGain) = (at, gain);
        }
        return (best, bestGain);
    }
}
