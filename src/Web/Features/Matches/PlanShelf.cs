using System.Collections.Concurrent;
using System.Diagnostics;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Solving;

namespace Jiuji.Web.Features.Matches;

/// <summary>A plan, what it rests on, and how long it took.</summary>
public sealed record SolvedPlan(MatchPlan Plan, SolverInput Input, string InputHash, TimeSpan Duration)
{
    /// <summary>Null when this need or that lot has nothing left to plan.</summary>
    public WhyNot? WhyNot(Guid need, Guid lot) => Input.Needs.Any(each => each.Id == need) && Input.Lots.Any(each => each.Id == lot) ? Plan.WhyNot(need, lot) : null;
}

/// <summary>
/// The last plan of each county, kept so that solving need not happen in the lane: it is solved outside, and inside it stands if its inputs still hash
/// to the same, else it is solved again. The same inputs give the same plan, so what another process has kept cannot differ.
/// </summary>
public sealed class PlanShelf
{
    private readonly ConcurrentDictionary<string, SolvedPlan> byCounty = new();

    public SolvedPlan Solve(string county, SolverInput input, MatchPolicy policy) => SolveInSteps(county, input, policy, null, CancellationToken.None);

    /// <summary>The same, telling how far it is and asking whether to stop.</summary>
    public SolvedPlan SolveInSteps(string county, SolverInput input, MatchPolicy policy, IProgress<(int Done, int All)>? progress, CancellationToken stop)
    {
        var hash = input.Hash(policy);
        if (byCounty.TryGetValue(county, out var kept) && kept.InputHash == hash)
        {
            return kept;
        }

        var watch = Stopwatch.StartNew();
        var plan = MatchRun.Solve(input.Lots, input.Needs, policy, progress, stop);
        var solved = new SolvedPlan(plan, input, hash, watch.Elapsed);
        byCounty[county] = solved;
        return solved;
    }
}
