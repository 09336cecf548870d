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
    readonly int[] source;
    readonly int[] target;
    readonly long[] lower;
    readonly long[] capacity;
    readonly long[] cost;

    internal FlowGraph(long[] supply, int[] source, int[] target, long[] lower, long[] capacity, long[] cost)
    {
        (this.supply, this.source, this.target) = (supply, source, target);
        (this.lower, this.capacity, this.cost) = (lower, capacity, cost);
    }

    public int Nodes => supply.Length;
    public int Arcs => source.Length;
    public ReadOnlySpan<long> Supply => supply;
    public ReadOnlySpan<int> Source => source;
    public ReadOnlySpan<int> Target => target;
    public ReadOnlySpan<long> Lower => lower;
    public ReadOnlySpan<long> Capacity => capacity;
    public ReadOnlySpan<long> Cost => cost;

    /// <summary>What a flow costs, wide enough that no sum of <c>long</c> products can wrap.</summary>
    public Int128 CostOf(ReadOnlySpan<long> flow)
    {
        Int128 total = 0;
        for (var arc = 0; arc < cost.Length; arc++)
            total += (Int128)cost[arc] * flow[arc];
        return total;
    }
}
