namespace Jiuji.Matching.Solving;

/// <summary>Gathers the nodes and arcs of a <see cref="FlowGraph"/>. Throws on a node that was never added: that is a bug of the caller, not a refusal.</summary>
public sealed class FlowGraphBuilder
{
    readonly List<long> supply;
    readonly List<int> source;
    readonly List<int> target;
    readonly List<long> lower;
    readonly List<long> capacity;
    readonly List<long> cost;

    public FlowGraphBuilder(int nodesExpected = 0, int arcsExpected = 0)
    {
        supply = new(nodesExpected);
        (source, target) = (new(arcsExpected), new(arcsExpected));
        (lower, capacity, cost) = (new(arcsExpected), new(arcsExpected), new(arcsExpected));
    }

    /// <summary>Adds a node that supplies (positive), asks for (negative) or passes on (0) units, and returns its number.</summary>
    public int AddNode(long supplied = 0)
    {
        supply.Add(supplied);
        return supply.Count - 1;
    }

    internal int Arcs => source.Count;

    public void AddSupply(int node, long supplied) => supply[node] += supplied;

    /// <summary>Adds an arc and returns its number. Bounds that contradict each other are kept: the solver names the graph infeasible.</summary>
    public int AddArc(int from, int to, long capacityUnits, long costPerUnit, long lowerUnits = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)from, (uint)supply.Count, nameof(from));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)to, (uint)supply.Count, nameof(to));
        source.Add(from);
        target.Add(to);
        lower.Add(lowerUnits);
        capacity.Add(Math.Min(capacityUnits, FlowGraph.Unlimited));
        cost.Add(costPerUnit);
        return source.Count - 1;
    }

    public FlowGraph Build() => new([.. supply], [.. source], [.. target], [.. lower], [.. capacity], [.. cost]);
}
