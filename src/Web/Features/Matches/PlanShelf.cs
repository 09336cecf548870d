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
    private readonly ConcurrentDictionary<(string County, string Kind), SolvedPlan> byKind = new();

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
        var plan = MatchRun.Solve(input.Lots, input.Needs, input.Under(policy), progress, stop);
        var solved = new SolvedPlan(plan, input, hash, watch.Elapsed);
        byCounty[county] = solved;
        return solved;
    }

    /// <summary>
    /// Places one new need into the plan of its kind of help: into the one that is kept if all else is as it was, else into a fresh one of that kind alone, which is a
    /// small part of the county's.
    /// </summary>
    /// <param name="input">Lots and needs of that kind, the new need among them.</param>
    public SolvedPlan Place(string county, SolverInput input, Guid need, MatchPolicy policy)
    {
        var watch = Stopwatch.StartNew();
        var added = input.Needs.Single(each => each.Id == need);
        var without = input with { Needs = [.. input.Needs.Where(each => each.Id != need)] };
        var before = byKind.TryGetValue((county, added.KindCode), out var kept) && kept.InputHash == without.Hash(policy)
            ? kept.Plan
            : MatchRun.Solve(without.Lots, without.Needs, without.Under(policy));
        var after = new SolvedPlan(before.Place(added), input, input.Hash(policy), watch.Elapsed);
        byKind[(county, added.KindCode)] = after;
        return after;
    }
}
