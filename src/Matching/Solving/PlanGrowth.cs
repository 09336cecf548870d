namespace Jiuji.Matching.Solving;

/// <summary>
/// Places one new need or lot in a standing plan. The components it touches are joined, their flow and prices carried over, and only the new units
/// are routed, each along a cheapest path (successive shortest paths; Ahuja, Magnanti and Orlin, chapter 9.7). Where a limit shared by several needs of a
/// household or a whole need is involved, the touched component is solved again instead; where a cap is, the whole run.
/// </summary>
sealed class PlanGrowth(MatchPlan plan, Candidates before, AimLadder ladder)
{
    readonly MatchPolicy policy = plan.Policy;

    internal MatchPlan With(OpenNeed need)
    {
        var candidates = before.With(need, policy);
        var number = candidates.Needs.Length - 1;
        var lots = candidates.LotsOf(number).ToArray();
        if (lots.Length == 0)
        {
            var sameKind = candidates.Lots.Where(lot => lot.KindCode == need.KindCode).ToList();
            var alone = Reasons.WithoutLots(need, sameKind, policy);
            return new(candidates, policy, ladder, plan.Parts, need.Quantity > 0 ? [.. plan.WithoutLots, alone] : plan.WithoutLots);
        }
        return Grown(candidates, lots, [number], plan.WithoutLots);
    }

    internal MatchPlan With(OfferedLot lot)
    {
        var candidates = before.With(lot, policy);
        var number = candidates.Lots.Length - 1;
        var needs = Enumerable.Range(0, candidates.Needs.Length).Where(need => candidates.LotsOf(need).Contains(number)).ToArray();
        var lots = needs.SelectMany(need => candidates.LotsOf(need).ToArray()).Append(number).Distinct().ToArray();
        if (needs.Length == 0) return new(candidates, policy, ladder, plan.Parts, plan.WithoutLots);
        var served = needs.Select(need => candidates.Needs[need].Id).ToHashSet();
        return Grown(candidates, lots, needs, [.. plan.WithoutLots.Where(unmet => !served.Contains(unmet.Need))]);
    }

    MatchPlan Grown(Candidates candidates, int[] lots, int[] needs, IReadOnlyList<UnmetNeed> withoutLots)
    {
        if (NeedsAFullRun(candidates, candidates.Needs[needs[0]].KindCode)) return MatchRun.Solve(candidates.Lots, candidates.Needs, policy);
        var touched = lots.Select(plan.PartOfLot).OfType<PlanPart>().Distinct().ToList();
        if (lots.Length > 0 && needs.Length == 1 && needs[0] == before.Needs.Length && touched.Count == 1 && lots.All(lot => plan.PartOfLot(lot) is not null)
            && new NeedPlacement(touched[0].Solved, candidates, policy, ladder).Place(needs[0]) is { } grown)
            return plan.With(candidates, touched[0], new PlanPart(grown, policy, ladder), withoutLots);
        var joined = new Component(
            [.. touched.SelectMany(part => part.Solved.Component.Lots).Union(lots).Order()],
            [.. touched.SelectMany(part => part.Solved.Component.Needs).Union(needs).Order()]);
        var solved = Augmented(candidates, joined, touched) ?? new ComponentSolver(candidates, policy, ladder).Solve(joined);
        var untouched = plan.Parts.Except(touched);
        return new(candidates, policy, ladder, [.. untouched, new PlanPart(solved, policy, ladder)], withoutLots);
    }

    // Caps tie components together, and costs were made for so many exchanges and no more.
    bool NeedsAFullRun(Candidates candidates, string kind) =>
        candidates.Passages >= ladder.Exchanges || policy.HouseholdCaps.ContainsKey(kind) || policy.ProviderCaps.Keys.Any(capped => capped.KindCode == kind);

    SolvedComponent? Augmented(Candidates candidates, Component joined, List<PlanPart> touched)
    {
        var taken = new Commitments(candidates, policy);
        var network = new ComponentGraph(joined, candidates, policy, ladder, taken);
        var plain = network.IsPlain && touched.TrueForAll(part => part.Solved.Network.IsPlain && part.Solved.Pins.Count == 0);
        if (!plain || joined.Needs.Any(need => candidates.Needs[need].WholeFromOneLot)) return null;

        var (flow, price) = (new long[network.Graph.Arcs], new long[network.Graph.Nodes]);
        foreach (var part in touched)
            CarryOver(part.Solved, network, flow, price);
        PriceNewNodes(network, touched, price);
        if (!new ResidualNetwork(network.Graph, flow, price, new ArcIndex(network.Graph)).Settle(Excess(network.Graph, flow))) return null;
        var result = new FlowResult(FlowOutcome.Optimal, flow, price, network.Graph.CostOf(flow), 0);
        return new(joined, network, result, candidates, ladder, taken);
    }

    static void CarryOver(SolvedComponent old, ComponentGraph network, long[] flow, long[] price)
    {
        for (var place = 0; place < old.Component.Lots.Length; place++)
        {
            var node = network.LotNode(old.Component.Lots[place]);
            price[node] = old.Price[1 + place];
            flow[network.UnusedArc[node - 1]] = old.Flow[old.Network.UnusedArc[place]];
        }
        for (var place = 0; place < old.Component.Needs.Length; place++)
        {
            var node = network.NeedNode(old.Component.Needs[place]);
            price[node] = old.Price[old.Network.NeedNodeAt(place)];
            CarryArcs(old, place, network, node - 1 - network.Component.Lots.Length, flow);
        }
    }

    static void CarryArcs(SolvedComponent old, int place, ComponentGraph network, int newPlace, long[] flow)
    {
        var (from, to) = (old.Network.FirstArc[place], network.FirstArc[newPlace]);
        var oldCandidates = old.Candidates.LotsOf(old.Component.Needs[place]).Length;
        var more = network.FirstArc[newPlace + 1] - to - (old.Network.FirstArc[place + 1] - from);
        for (var arc = 0; from + arc < old.Network.FirstArc[place + 1]; arc++)
            flow[to + arc + (arc < oldCandidates ? 0 : more)] = old.Flow[from + arc];
    }

    /// <summary>A new node is priced so that none of its arcs looks cheaper than it is, which makes the carried prices a proof for all the rest.</summary>
    static void PriceNewNodes(ComponentGraph network, List<PlanPart> touched, long[] price)
    {
        var (graph, lots, carried) = (network.Graph, network.Component.Lots.Length, new bool[network.Graph.Nodes]);
        foreach (var old in touched.Select(part => part.Solved.Component))
        {
            foreach (var lot in old.Lots) carried[network.LotNode(lot)] = true;
            foreach (var need in old.Needs) carried[network.NeedNode(need)] = true;
        }
        for (var arc = 0; arc < graph.Arcs; arc++)
            if (graph.Source[arc] is > 0 and var lot && lot <= lots && !carried[lot] && carried[graph.Target[arc]])
                price[lot] = Math.Max(price[lot], price[graph.Target[arc]] - graph.Cost[arc]);
        for (var need = lots + 1; need < graph.Nodes; need++)
            if (!carried[need]) price[need] = long.MaxValue;
        for (var arc = 0; arc < graph.Arcs; arc++)
            if (!carried[graph.Target[arc]] && graph.Target[arc] > lots)
                price[graph.Target[arc]] = Math.Min(price[graph.Target[arc]], price[graph.Source[arc]] + graph.Cost[arc]);
    }

    static long[] Excess(FlowGraph graph, long[] flow)
    {
        var excess = graph.Supply.ToArray();
        for (var arc = 0; arc < flow.Length; arc++)
        {
            excess[graph.Source[arc]] -= flow[arc];
            excess[graph.Target[arc]] += flow[arc];
        }
        return excess;
    }
}
