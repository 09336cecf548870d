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
        var (source, target, cost, state) = (arcs.Source, arcs.Target, arcs.Cost, arcs.State);
        for (var arc = next; scanned < arcs.Real; scanned++)
        {
            var gain = unchecked(state[arc] * (price[target[arc]] - cost[arc] - price[source[arc]]));
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
