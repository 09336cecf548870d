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
    readonly ArcColumns columns;

    internal FlowGraph(long[] supply, int[] source, int[] target, long[] lower, long[] capacity, long[] cost) =>
        (this.supply, columns, Arcs) = (supply, new(source, target, lower, capacity, cost, source.Length), source.Length);

    FlowGraph(long[] supply, ArcColumns columns, int arcs) => (this.supply, this.columns, Arcs) = (supply, columns, arcs);

    /// <summary>The same network with more nodes and arcs behind those it has, some arcs beginning elsewhere, and other units at one node.</summary>
    internal FlowGraph With(ReadOnlySpan<long> moreSupply, IReadOnlyList<NewArc> moreArcs, IReadOnlyCollection<(int Arc, int From)> moved, int node, long supplied)
    {
        long[] longer = [.. supply, .. moreSupply];
        longer[node] += supplied;
        return new(longer, columns.With(Arcs, moreArcs, moved), Arcs + moreArcs.Count);
    }

    public int Nodes => supply.Length;
    public int Arcs { get; }
    public ReadOnlySpan<long> Supply => supply;
    public ReadOnlySpan<int> Source => columns.Source.AsSpan(0, Arcs);
    public ReadOnlySpan<int> Target => columns.Target.AsSpan(0, Arcs);
    public ReadOnlySpan<long> Lower => columns.Lower.AsSpan(0, Arcs);
    public ReadOnlySpan<long> Capacity => columns.Capacity.AsSpan(0, Arcs);
    public ReadOnlySpan<long> Cost => columns.Cost.AsSpan(0, Arcs);

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

/// <summary>
/// The arcs of a graph and of the graphs that grew out of it: each sees only as many as it has, so arcs behind them can be added without a copy, once. Who
/// grows a graph that has been grown already, or moves an arc, gets columns of his own.
/// </summary>
sealed class ArcColumns(int[] source, int[] target, long[] lower, long[] capacity, long[] cost, int used)
{
    const int Spare = 4_096;

    readonly Lock gate = new();
    int used = used;

    internal int[] Source => source;
    internal int[] Target => target;
    internal long[] Lower => lower;
    internal long[] Capacity => capacity;
    internal long[] Cost => cost;

    internal ArcColumns With(int seen, IReadOnlyList<NewArc> more, IReadOnlyCollection<(int Arc, int From)> moved)
    {
        lock (gate)
        {
            var columns = moved.Count == 0 && used == seen && seen + more.Count <= source.Length ? this : Copy(seen, more.Count + Spare);
            for (var each = 0; each < more.Count; each++)
                (columns.Source[seen + each], columns.Target[seen + each], columns.Capacity[seen + each], columns.Cost[seen + each]) =
                    (more[each].From, more[each].To, more[each].Capacity, more[each].Cost);
            columns.used = seen + more.Count;
            foreach (var (arc, from) in moved)
                columns.Source[arc] = from;
            return columns;
        }
    }

    ArcColumns Copy(int seen, int spare) =>
        new(Longer(source, seen, spare), Longer(target, seen, spare), Longer(lower, seen, spare), Longer(capacity, seen, spare), Longer(cost, seen, spare), seen);

    static T[] Longer<T>(T[] values, int seen, int spare)
    {
        var longer = new T[seen + spare];
        Array.Copy(values, longer, seen);
        return longer;
    }
}
