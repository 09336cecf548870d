namespace Jiuji.Matching.Solving;

/// <summary>How a minimum-cost flow ended. Only <see cref="Optimal"/> carries a flow.</summary>
public enum FlowOutcome
{
    Optimal,

    /// <summary>Supplies and demands do not add up to zero.</summary>
    Unbalanced,

    /// <summary>No flow keeps within all bounds.</summary>
    Infeasible,

    /// <summary>A cycle of negative cost has no limit.</summary>
    Unbounded,

    /// <summary>Costs, supplies or bounds so large that a sum along a path could leave 64 bits. Refused before a single step.</summary>
    RangeExceeded,
}

/// <summary>
/// A solved flow: units per arc, one price (potential) per node, the cost, and how many pivots it took. The prices are the proof: with
/// <c>reduced = cost + price[from] − price[to]</c> an arc below its capacity has <c>reduced ≥ 0</c>, an arc above its lower bound <c>reduced ≤ 0</c>
/// (complementary slackness), which <see cref="CertificateCheck"/> confirms without knowing how they were found.
/// </summary>
public sealed record FlowResult(FlowOutcome Outcome, long[] Flow, long[] Price, Int128 Cost, long Pivots)
{
    internal static FlowResult Failed(FlowOutcome outcome, long pivots = 0) => new(outcome, [], [], 0, pivots);
}
