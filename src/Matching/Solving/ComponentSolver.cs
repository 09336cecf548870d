namespace Jiuji.Matching.Solving;

/// <summary>
/// Solves one component. Needs that one lot must meet whole make the problem hard (1,000 of them took an integer solver 23 s), so they are first
/// divided like any other; if the best flow does divide some, whole needs are fixed to single lots in the order of their grade, and the rest is solved
/// again around them. The loss against the divided flow, which nothing can beat, is kept and shown.
/// </summary>
sealed class ComponentSolver(Candidates candidates, MatchPolicy policy, AimLadder ladder)
{
    internal SolvedComponent Solve(Component component)
    {
        var divided = Around(component, component.Needs, new Commitments(candidates, policy));
        var broken = Broken(divided);
        if (broken.Count == 0) return divided;

        var whole = Whole(component);
        var best = Fix(component, whole, divided, fixPartly: true);
        var other = Fix(component, whole, divided, fixPartly: false);
        return new[] { best, other }.MinBy(each => each.Cost)!.WithLeastCost(divided.Cost);
    }

    /// <summary>The component with one whole need fixed to a lot of somebody's choice, all else as good as it can then be. Null: the lot cannot hold it.</summary>
    internal SolvedComponent? SolveWith(Component component, Pin choice)
    {
        var taken = new Commitments(candidates, policy);
        if (!taken.Fits(choice)) return null;
        taken.Take(choice);
        var rest = component.Needs.Where(need => need != choice.Need).ToArray();
        var divided = Around(component, rest, taken);
        return Broken(divided).Count == 0 ? divided : Fix(component, Whole(component), divided, fixPartly: true, choice);
    }

    SolvedComponent Around(Component component, int[] needs, Commitments taken)
    {
        var network = new ComponentGraph(component with { Needs = needs }, candidates, policy, ladder, taken);
        var result = MinimumCostFlow.Solve(network.Graph);
        return result.Outcome == FlowOutcome.Optimal
            ? new(component, network, result, candidates, ladder, taken)
            : throw new InvalidOperationException($"A match network always has an optimum, but this one is {result.Outcome}.");
    }

    int[] Whole(Component component) =>
        [.. component.Needs.Where(need => candidates.Needs[need].WholeFromOneLot).OrderByDescending(need => ladder.Grade(candidates.Needs[need]))];

    List<int> Broken(SolvedComponent solved) =>
        [.. solved.Given().Where(each => candidates.Needs[each.Need].WholeFromOneLot && each.Units < candidates.Needs[each.Need].Quantity)
            .Select(each => each.Need).Distinct()];

    SolvedComponent Fix(Component component, int[] whole, SolvedComponent divided, bool fixPartly, Pin? choice = null)
    {
        var taken = new Commitments(candidates, policy);
        if (choice is { } chosen) taken.Take(chosen);
        var given = divided.Given().ToLookup(each => each.Need);
        foreach (var need in whole.Where(need => need != choice?.Need))
        {
            var served = given[need].Sum(each => each.Units);
            if (served == 0 || (served < candidates.Needs[need].Quantity && !fixPartly)) continue;
            FixBest(need, given[need].ToDictionary(each => each.Lot, each => each.Units), taken);
        }
        var rest = component.Needs.Except(whole).ToArray();
        var solved = Around(component, rest, taken);
        if (!UseLeftovers(whole, solved, taken)) return solved;
        var fuller = Around(component, rest, taken);
        return fuller.Cost < solved.Cost ? fuller : solved;
    }

    void FixBest(int need, Dictionary<int, long> given, Commitments taken)
    {
        var fitting = candidates.LotsOf(need).ToArray().Select(lot => new Pin(need, lot)).Where(taken.Fits);
        var best = fitting
            .OrderByDescending(pin => given.GetValueOrDefault(pin.Lot))
            .ThenBy(pin => ladder.ArcCost(candidates.Lots[pin.Lot], candidates.Needs[need]))
            .Cast<Pin?>().FirstOrDefault();
        if (best is { } pin) taken.Take(pin);
    }

    /// <summary>Gives whole needs that were passed over what the others left unused.</summary>
    bool UseLeftovers(int[] whole, SolvedComponent solved, Commitments taken)
    {
        var before = taken.Pins.Count;
        var network = solved.Network;
        var unused = network.Component.Lots.Select((lot, place) => (lot, Units: solved.Flow[network.UnusedArc[place]])).ToDictionary(each => each.lot, each => each.Units);
        foreach (var need in whole.Where(need => taken.Pins.TrueForAll(pin => pin.Need != need)))
            foreach (var lot in candidates.LotsOf(need))
            {
                var quantity = candidates.Needs[need].Quantity;
                if (unused[lot] < quantity || !taken.Fits(new(need, lot))) continue;
                taken.Take(new(need, lot));
                unused[lot] -= quantity;
                break;
            }
        return taken.Pins.Count > before;
    }
}
