namespace Jiuji.Matching.Solving;

/// <summary>What would happen if a person chose a lot for a need against the plan: the cheapest change that makes room, and who it moves.</summary>
sealed class ManualChoice(SolvedComponent solved, MatchPolicy policy, AimLadder ladder)
{
    readonly Candidates candidates = solved.Candidates;

    internal WhyNot Explain(int need, int lot)
    {
        var holders = solved.Given().Where(each => each.Lot == lot).Select(each => new LotHolder(candidates.Needs[each.Need].Id, each.Units)).ToList();
        if (solved.Given().Any(each => each.Need == need && each.Lot == lot)) return new(WhyNotKind.Proposed, null, 0, holders, []);
        var inFlow = !candidates.Needs[need].WholeFromOneLot && solved.Pins.Count == 0;
        return inFlow ? OneUnit(need, lot, holders) : SolvedAgain(need, lot, holders);
    }

    /// <summary>One unit is forced onto the arc and the network rebalanced by the cheapest path back; the reduced costs on the way are the exact loss.</summary>
    WhyNot OneUnit(int need, int lot, List<LotHolder> holders)
    {
        var (network, graph) = (solved.Network, solved.Network.Graph);
        var arc = network.FirstArc[Array.BinarySearch(network.Component.Needs, need)] + candidates.LotsOf(need).IndexOf(lot);
        var path = graph.Capacity[arc] == 0
            ? null
            : new ResidualNetwork(graph, solved.Flow.ToArray(), solved.Price.ToArray(), solved.Index).CheapestPath(graph.Target[arc], graph.Source[arc]);
        if (path is not { } found) return new(WhyNotKind.NoRoom, null, 0, holders, []);
        var cost = graph.Cost[arc] + solved.Price[graph.Source[arc]] - solved.Price[graph.Target[arc]] + found.ReducedCost;
        var flow = solved.Flow.ToArray();
        flow[arc]++;
        var node = graph.Source[arc];
        foreach (var step in found.Arcs)
        {
            flow[step] += graph.Target[step] == node ? 1 : -1;
            node = graph.Target[step] == node ? graph.Source[step] : graph.Target[step];
        }
        return new(cost == 0 ? WhyNotKind.EquallyGood : WhyNotKind.CostsOthers, null, cost, holders, Changes(GivenIn(flow)));
    }

    /// <summary>Whole needs have no single unit to force: the component is solved again with the choice fixed.</summary>
    WhyNot SolvedAgain(int need, int lot, List<LotHolder> holders)
    {
        var again = new ComponentSolver(candidates, policy, ladder).SolveWith(solved.Component, new(need, lot));
        if (again is null) return new(WhyNotKind.NoRoom, null, 0, holders, []);
        var cost = Int128.Max(0, again.Cost - solved.Cost);
        return new(cost == 0 ? WhyNotKind.EquallyGood : WhyNotKind.CostsOthers, null, cost, holders, Changes(again.Given()));
    }

    IEnumerable<(int Need, int Lot, long Units)> GivenIn(long[] flow)
    {
        var network = solved.Network;
        for (var place = 0; place < network.Component.Needs.Length; place++)
            for (var each = 0; each < candidates.LotsOf(network.Component.Needs[place]).Length; each++)
                if (flow[network.FirstArc[place] + each] > 0)
                    yield return (network.Component.Needs[place], candidates.LotsOf(network.Component.Needs[place])[each], flow[network.FirstArc[place] + each]);
    }

    List<PlanChange> Changes(IEnumerable<(int Need, int Lot, long Units)> instead)
    {
        var moved = instead.Concat(solved.Given().Select(each => (each.Need, each.Lot, Units: -each.Units)))
            .GroupBy(each => (each.Need, each.Lot))
            .Select(each => (each.Key.Need, each.Key.Lot, Units: each.Sum(units => units.Units)))
            .Where(each => each.Units != 0).OrderBy(each => each.Need).ThenBy(each => each.Lot).ToList();
        var unmet = moved.GroupBy(each => each.Need).Select(each => (Need: each.Key, Units: -each.Sum(units => units.Units))).Where(each => each.Units != 0);
        return
        [
            .. moved.Select(each => new PlanChange(candidates.Needs[each.Need].Id, candidates.Lots[each.Lot].Id, each.Units)),
            .. unmet.Select(each => new PlanChange(candidates.Needs[each.Need].Id, null, each.Units)),
        ];
    }
}
