namespace Jiuji.Matching.Solving;

/// <summary>
/// Matches lots with needs: candidate arcs → whole-number costs → minimum-cost flow → proof → proposals with reasons. Pure: no clock, no database.
/// Rows are put in order of id first and components are merged in that order, so neither the order of the input nor the number of processors can
/// change the result; between equally good plans the ids, which the solver meets in ascending order, decide.
/// </summary>
public static class MatchRun
{
    /// <summary>Throws on an id given twice, or a policy whose aims are out of order. Everything else has an answer.</summary>
    /// <param name="progress">Told after each component how many of the needs that have any lot are placed, from whichever thread placed them.</param>
    /// <param name="stop">Asked before each component; then <see cref="OperationCanceledException"/> and no plan.</param>
    public static MatchPlan Solve(
        IEnumerable<OfferedLot> lots, IEnumerable<OpenNeed> needs, MatchPolicy policy, IProgress<(int Done, int All)>? progress = null, CancellationToken stop = default)
    {
        var candidates = new Candidates(lots, needs, policy);
        var ladder = new AimLadder(policy, candidates.Passages);
        var components = Components.Of(candidates, policy);
        var solver = new ComponentSolver(candidates, policy, ladder);
        var parts = new PlanPart[components.Count];
        var largestFirst = Enumerable.Range(0, components.Count).OrderByDescending(each => components[each].Needs.Length).ToArray();
        var (placed, all) = (0, components.Sum(component => component.Needs.Length));
        Parallel.ForEach(largestFirst, new ParallelOptions { CancellationToken = stop }, each =>
        {
            parts[each] = new PlanPart(solver.Solve(components[each]), policy, ladder).PutIntoWords();
            progress?.Report((Interlocked.Add(ref placed, components[each].Needs.Length), all));
        });
        return new(candidates, policy, ladder, parts, WithoutLots(candidates, policy));
    }

    static List<UnmetNeed> WithoutLots(Candidates candidates, MatchPolicy policy)
    {
        var byKind = candidates.Lots.GroupBy(lot => lot.KindCode).ToDictionary(kind => kind.Key, kind => kind.ToList());
        var unmet = new List<UnmetNeed>();
        for (var need = 0; need < candidates.Needs.Length; need++)
            if (candidates.LotsOf(need).Length == 0 && candidates.Needs[need].Quantity > 0)
                unmet.Add(Reasons.WithoutLots(candidates.Needs[need], byKind.GetValueOrDefault(candidates.Needs[need].KindCode, []), policy));
        return unmet;
    }
}
