namespace Jiuji.Matching.Solving;

/// <summary>
/// What one more need adds to the network of its component: a node, its arcs behind all others, and, where it is the second need of its household to share
/// a lot's limit, the household's own share of that lot, through which the first need's arc then leads.
/// </summary>
sealed class NetworkGrowth
{
    readonly ComponentGraph before;
    readonly List<int> others;
    readonly List<long> supply = [];
    readonly List<NewArc> arcs = [];
    readonly List<(int Arc, int From)> moved = [];

    internal readonly int Number;
    internal readonly OpenNeed Need;
    internal readonly Candidates Candidates;
    internal readonly Commitments Taken;
    internal readonly int Node;
    internal readonly int FirstArc;
    internal readonly int FirstArcOfNeed;
    internal readonly FlowGraph Graph;
    internal readonly Dictionary<(int Lot, Guid Household), int> ShareNode;

    /// <summary>Shares that were just set between a lot and a household's needs.</summary>
    internal readonly List<(int Share, int Lot)> Shares = [];

    /// <summary>The arc into a share, and the arc of the first need whose units it passes on.</summary>
    internal readonly List<(int Into, int Carried)> PassedOn = [];

    /// <summary>No other need of the household is in the component.</summary>
    internal bool IsAlone => others.Count == 0;

    internal NetworkGrowth(ComponentGraph before, int number, Candidates candidates, MatchPolicy policy, AimLadder ladder)
    {
        (this.before, Number, Need, Candidates, Taken) = (before, number, candidates.Needs[number], candidates, new Commitments(candidates, policy));
        (Node, FirstArc) = (before.Graph.Nodes, before.Graph.Arcs);
        others = [.. before.Component.Needs.Where(other => candidates.Needs[other].Household == Need.Household)];
        ShareNode = IsAlone ? (Dictionary<(int, Guid), int>)before.ShareNodes : new(before.ShareNodes);
        supply.Add(-Need.Quantity);
        var lots = candidates.LotsOf(number).ToArray();
        var sources = lots.Select(SourceFor).ToArray();
        FirstArcOfNeed = FirstArc + arcs.Count;
        for (var each = 0; each < lots.Length; each++)
            arcs.Add(new(sources[each], Node, Math.Max(0, Math.Min(Need.Quantity, Taken.LeftOfLotFor(lots[each], Need.Household))), ladder.ArcCost(candidates.Lots[lots[each]], Need)));
        for (var step = 0; step < policy.ShareSteps; step++)
            if (ladder.StepUnits(Need, step) is > 0 and var units)
                arcs.Add(new(ComponentGraph.Pool, Node, units, ladder.Penalty(Need, step)));
        Graph = before.Graph.With(supply.ToArray(), arcs, moved, ComponentGraph.Pool, Need.Quantity);
    }

    int SourceFor(int lot)
    {
        var node = before.LotNode(lot);
        if (IsAlone || Candidates.Lots[lot].PerHouseholdLimit is null) return node;
        if (ShareNode.TryGetValue((lot, Need.Household), out var share)) return share;
        ShareNode[(lot, Need.Household)] = share = before.Graph.Nodes + supply.Count;
        supply.Add(0);
        Shares.Add((share, node));
        if (before.ArcBetween(lot, others) is >= 0 and var carried)
        {
            moved.Add((carried, share));
            PassedOn.Add((FirstArc + arcs.Count, carried));
        }
        arcs.Add(new(node, share, Math.Max(0, Taken.LeftOfLotFor(lot, Need.Household)), 0));
        return share;
    }

    /// <summary>Priced so that none of its arcs looks cheaper than it is, which makes the prices of before a proof for all the rest.</summary>
    internal long CheapestIntoNode(PagedRow price)
    {
        var cheapest = long.MaxValue;
        for (var arc = FirstArcOfNeed; arc < Graph.Arcs; arc++)
            if (Graph.ArcAt(arc) is { Capacity: > 0 } into) cheapest = Math.Min(cheapest, price[into.From] + into.Cost);
        return cheapest;
    }
}
