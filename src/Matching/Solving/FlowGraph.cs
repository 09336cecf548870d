namespace Jiuji.Matching.Solving;

/// <summary>
/// A directed network for a minimum-cost flow: what each node supplies (positive) or asks for (negative), and each arc's lower bound, capacity and
/// cost per unit. Units are whole; nothing here is divided. Nodes and arcs are numbered from 0 in the order in which they were added.
/// </summary>
public sealed class FlowGraph
{
    /// <summary>A capacity that no flow reaches. A cycle of negative cost made of such arcs has no optimum.</summary>
    public const long Unlimited = long.MaxValue / 8;

    readonly long[] supply;
    readonly ArcColumns made;
    readonly GrownArcs? grown;
    readonly Lazy<ArcColumns> all;

    internal FlowGraph(long[] supply, int[] source, int[] target, long[] lower, long[] capacity, long[] cost)
    {
        (this.supply, made, Arcs) = (supply, new(source, target, lower, capacity, cost), source.Length);
        all = new(() => made);
    }

    FlowGraph(long[] supply, FlowGraph before, GrownArcs grown)
    {
        (this.supply, made, this.grown, Arcs) = (supply, before.made, grown, before.made.Source.Length + grown.Count);
        all = new(() => made.With(grown));
    }

    /// <summary>The same network with more nodes and arcs behind those it has, some arcs beginning elsewhere, and other units at one node. Of the arcs it had, none is copied.</summary>
    internal FlowGraph With(ReadOnlySpan<long> moreSupply, IReadOnlyList<NewArc> moreArcs, IReadOnlyCollection<(int Arc, int From)> moved, int node, long supplied)
    {
        long[] longer = [.. supply, .. moreSupply];
        longer[node] += supplied;
        return new(longer, this, (grown ?? GrownArcs.None).With(moreArcs, moved));
    }

    public int Nodes => supply.Length;
    public int Arcs { get; }
    public ReadOnlySpan<long> Supply => supply;

    // Whole columns: of a network that has grown they are put together when first asked for.
    public ReadOnlySpan<int> Source => all.Value.Source;
    public ReadOnlySpan<int> Target => all.Value.Target;
    public ReadOnlySpan<long> Lower => all.Value.Lower;
    public ReadOnlySpan<long> Capacity => all.Value.Capacity;
    public ReadOnlySpan<long> Cost => all.Value.Cost;

    /// <summary>One arc, without the columns.</summary>
    internal Arc ArcAt(int arc)
    {
        var standing = arc < made.Source.Length
            ? new Arc(made.Source[arc], made.Target[arc], made.Lower[arc], made.Capacity[arc], made.Cost[arc])
            : grown![arc - made.Source.Length];
        return grown is { Moved.Count: > 0 } && grown.Moved.TryGetValue(arc, out var elsewhere) ? standing with { From = elsewhere } : standing;
    }

    /// <summary>What a flow costs, wide enough that no sum of <c>long</c> products can wrap.</summary>
    public Int128 CostOf(ReadOnlySpan<long> flow)
    {
        Int128 total = 0;
        var cost = Cost;
        for (var arc = 0; arc < cost.Length; arc++)
            total += (Int128)cost[arc] * flow[arc];
        return total;
    }
}

readonly record struct NewArc(int From, int To, long Capacity, long Cost);

readonly record struct Arc(int From, int To, long Lower, long Capacity, long Cost);

/// <summary>The arcs of a graph as it was made.</summary>
sealed record ArcColumns(int[] Source, int[] Target, long[] Lower, long[] Capacity, long[] Cost)
{
    internal ArcColumns With(GrownArcs grown)
    {
        var later = grown.ToArray();
        var columns = new ArcColumns(
            [.. Source, .. later.Select(arc => arc.From)], [.. Target, .. later.Select(arc => arc.To)], [.. Lower, .. later.Select(arc => arc.Lower)],
            [.. Capacity, .. later.Select(arc => arc.Capacity)], [.. Cost, .. later.Select(arc => arc.Cost)]);
        foreach (var (arc, from) in grown.Moved)
            columns.Source[arc] = from;
        return columns;
    }
}

/// <summary>
/// The arcs that a graph and those that grew out of it have got since it was made: each sees only as many as it has, so more can be put behind them without a
/// copy, once. Who grows a graph that has been grown already gets later arcs of his own.
/// </summary>
sealed class GrownArcs
{
    const int Spare = 1_024;

    internal static readonly GrownArcs None = new(new([], 0), 0, new Dictionary<int, int>());

    readonly Store store;

    /// <summary>Arcs that begin elsewhere now than when they were added, by their number in the graph.</summary>
    internal readonly IReadOnlyDictionary<int, int> Moved;

    GrownArcs(Store store, int count, IReadOnlyDictionary<int, int> moved) => (this.store, Count, Moved) = (store, count, moved);

    internal int Count { get; }

    internal Arc this[int at] => store.Arcs[at];

    internal Arc[] ToArray() => store.Arcs[..Count];

    internal GrownArcs With(IReadOnlyList<NewArc> more, IReadOnlyCollection<(int Arc, int From)> moved)
    {
        var elsewhere = moved.Count == 0 ? Moved : Moved.Select(each => (each.Key, each.Value)).Concat(moved).ToLookup(each => each.Item1, each => each.Item2).ToDictionary(each => each.Key, each => each.Last());
        return new(store.With(Count, more), Count + more.Count, elsewhere);
    }

    sealed class Store(Arc[] arcs, int used)
    {
        readonly Lock gate = new();
        int used = used;

        internal Arc[] Arcs => arcs;

        internal Store With(int seen, IReadOnlyList<NewArc> more)
        {
            lock (gate)
            {
                var room = used == seen && seen + more.Count <= arcs.Length ? this : new Store(Longer(seen, more.Count), seen);
                for (var each = 0; each < more.Count; each++)
                    room.Arcs[seen + each] = new(more[each].From, more[each].To, 0, more[each].Capacity, more[each].Cost);
                room.used = seen + more.Count;
                return room;
            }
        }

        Arc[] Longer(int seen, int more)
        {
            var longer = new Arc[2 * seen + more + Spare];
            Array.Copy(arcs, longer, seen);
            return longer;
        }
    }
}
