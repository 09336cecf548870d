namespace Jiuji.Matching.Solving;

/// <summary>
/// One new need inside one solved component: its node and arcs are added to the network, its units brought along cheapest changes. Nothing else is built or
/// searched anew, and the proof is that of before plus a check of all that moved.
/// </summary>
sealed class NeedPlacement(SolvedComponent old, Candidates candidates, MatchPolicy policy, AimLadder ladder)
{
    /// <summary>The proven component, or null: it has needs that must be whole and are or would be divided, and is to be solved again.</summary>
    internal SolvedComponent? Place(int number)
    {
        if (old.Pins.Count > 0 || !old.Network.HoldsAll) return null;
        var need = candidates.Needs[number];
        var (network, added) = old.Network.With(number, candidates, policy, ladder);
        var graph = network.Graph;
        var flow = Extended(old.Flow, graph.Arcs);
        var price = Extended(old.Price, graph.Nodes);
        // A share that was just set between a lot and a need passes on what the need had.
        foreach (var (arc, carried) in added.PassedOn) flow[arc] = flow[carried];
        foreach (var (share, lot) in added.Shares) price[share] = price[lot];
        price[added.Node] = CheapestInto(graph, added, price);

        var index = old.Index.Grown > MostGrown ? new ArcIndex(graph) : old.Index.With(graph, old.Flow.Length, added.PassedOn.Select(each => each.Carried));
        var augmentation = new Augmentation(graph, flow, price, index);
        augmentation.Touched.UnionWith(added.Shares.SelectMany(each => (int[])[each.Share, each.Lot]).Append(added.Node).Append(ComponentGraph.Pool));
        if (!augmentation.Bring(ComponentGraph.Pool, added.Node, need.Quantity)) return null;
        var verdict = CertificateCheck.VerifyAround(graph, flow, price, augmentation.Touched, index);
        if (!verdict.Holds) throw new InvalidOperationException($"The plan is not proven optimal: {verdict}.");
        var solved = new SolvedComponent(old, network, flow, price, candidates, old.Cost + augmentation.Cost, index);
        return DividesAWhole(solved) ? null : solved;
    }

    const int MostGrown = 2_000;

    bool DividesAWhole(SolvedComponent solved) => solved.HasWholeNeeds
        && solved.Given().Any(each => candidates.Needs[each.Need].WholeFromOneLot && each.Units < candidates.Needs[each.Need].Quantity);

    /// <summary>Priced so that none of its arcs looks cheaper than it is, which makes the prices of before a proof for all the rest.</summary>
    static long CheapestInto(FlowGraph graph, AddedNeed added, long[] price)
    {
        var cheapest = long.MaxValue;
        for (var arc = added.FirstArc; arc < graph.Arcs; arc++)
            if (graph.Target[arc] == added.Node && graph.Capacity[arc] > 0)
                cheapest = Math.Min(cheapest, price[graph.Source[arc]] + graph.Cost[arc]);
        return cheapest;
    }

    static long[] Extended(long[] values, int length)
    {
        var longer = GC.AllocateUninitializedArray<long>(length);
        values.CopyTo(longer, 0);
        longer.AsSpan(values.Length).Clear();
        return longer;
    }
}

/// <summary>What a new need added to a network: its node, the first new arc, shares of lots with a limit, and which arc passes on what another carries.</summary>
sealed record AddedNeed(int Node, int FirstArc, List<(int Share, int Lot)> Shares, List<(int Arc, int Carried)> PassedOn);
