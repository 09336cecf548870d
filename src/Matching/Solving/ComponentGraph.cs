namespace Jiuji.Matching.Solving;

/// <summary>
/// The network of one component. Lots supply what is left of them, needs ask for what they lack, and the pool, node 0, takes what stays unused and
/// stands in, at the penalty of the aims, for what stays unmet. Caps are capacities: a capped household's unmet units pass through its own node, which
/// is given from the start what the cap forbids it to receive; a capped provider's unused units likewise.
/// </summary>
sealed class ComponentGraph
{
    internal const int Pool = 0;

    internal readonly Component Component;
    internal readonly FlowGraph Graph;

    /// <summary>For each need of the component: its first arc; candidates in the order of <see cref="Candidates.LotsOf"/>, then its unmet steps.</summary>
    internal readonly int[] FirstArc;

    /// <summary>The lot's node is its place among the component's lots plus one.</summary>
    internal int LotNode(int lot) => 1 + Array.BinarySearch(Component.Lots, lot);

    /// <summary>For each lot of the component: the arc that its unused units take.</summary>
    internal readonly int[] UnusedArc;

    /// <summary>No caps and shared limits: nothing but the pool, lots and needs.</summary>
    internal bool IsPlain => Graph.Nodes == 1 + Component.Lots.Length + Component.Needs.Length;

    internal int NeedNode(int need) => NeedNodeAt(Array.BinarySearch(Component.Needs, need));

    /// <summary>The node of the need at a place in the component; one that was placed later stands behind all others.</summary>
    internal int NeedNodeAt(int place) => place < needsAtFirst ? 1 + Component.Lots.Length + place : laterNeedNodes[place - needsAtFirst];

    /// <summary>The need whose node it is; null for a lot, the pool, or a share.</summary>
    internal int? NeedAt(int node)
    {
        var place = node - 1 - Component.Lots.Length;
        if (place >= 0 && place < needsAtFirst) return Component.Needs[place];
        return Array.BinarySearch(laterNeedNodes, node) is >= 0 and var later ? Component.Needs[needsAtFirst + later] : null;
    }

    /// <summary>Every need is in the network, and no cap gives it nodes of its own.</summary>
    internal bool HoldsAll => householdNode.Count == 0 && taken.Pins.Count == 0;

    readonly Candidates candidates;
    readonly MatchPolicy policy;
    readonly AimLadder ladder;
    readonly Commitments taken;
    readonly FlowGraphBuilder builder;
    readonly int needsAtFirst;
    readonly int[] laterNeedNodes = [];
    readonly Dictionary<(int Lot, Guid Household), int> shareNode = [];
    readonly Dictionary<(Guid Household, string Kind), int> householdNode = [];
    readonly HashSet<Guid> householdsWithSeveral;

    internal ComponentGraph(Component component, Candidates candidates, MatchPolicy policy, AimLadder ladder, Commitments taken)
    {
        (Component, this.candidates, this.policy, this.ladder, this.taken) = (component, candidates, policy, ladder, taken);
        (FirstArc, UnusedArc, needsAtFirst) = (new int[component.Needs.Length + 1], new int[component.Lots.Length], component.Needs.Length);
        householdsWithSeveral = [.. component.Needs.GroupBy(need => candidates.Needs[need].Household).Where(each => each.Skip(1).Any()).Select(each => each.Key)];
        var arcs = component.Needs.Sum(need => candidates.LotsOf(need).Length + policy.ShareSteps) + component.Lots.Length;
        builder = new FlowGraphBuilder(1 + component.Lots.Length + component.Needs.Length, arcs);
        AddNodes();
        AddHouseholdCaps();
        AddUnusedArcs();
        for (var place = 0; place < component.Needs.Length; place++)
            AddArcsOf(place);
        FirstArc[^1] = builder.Arcs;
        Graph = builder.Build();
    }

    ComponentGraph(ComponentGraph before, NetworkGrowth growth)
    {
        (candidates, policy, ladder, taken, builder) = (growth.Candidates, before.policy, before.ladder, growth.Taken, before.builder);
        (needsAtFirst, householdNode, UnusedArc) = (before.needsAtFirst, before.householdNode, before.UnusedArc);
        (shareNode, householdsWithSeveral) = (growth.ShareNode, growth.IsAlone ? before.householdsWithSeveral : [.. before.householdsWithSeveral, growth.Need.Household]);
        Component = before.Component with { Needs = [.. before.Component.Needs, growth.Number] };
        Graph = growth.Graph;
        (laterNeedNodes, FirstArc) = ([.. before.laterNeedNodes, growth.Node], [.. before.FirstArc.AsSpan(..^1), growth.FirstArcOfNeed, Graph.Arcs]);
    }

    /// <summary>The network with one more need, numbered after all others.</summary>
    internal ComponentGraph With(NetworkGrowth growth) => new(this, growth);

    internal IReadOnlyDictionary<(int Lot, Guid Household), int> ShareNodes => shareNode;

    /// <summary>The arc from the lot to the one need of a household that may have it, −1 if none may.</summary>
    internal int ArcBetween(int lot, List<int> needs)
    {
        foreach (var need in needs)
            if (candidates.LotsOf(need).IndexOf(lot) is >= 0 and var place) return FirstArc[Array.BinarySearch(Component.Needs, need)] + place;
        return -1;
    }

    void AddNodes()
    {
        builder.AddNode();
        for (var place = 0; place < Component.Lots.Length; place++)
        {
            var left = taken.LeftOfLot(Component.Lots[place]);
            builder.AddNode(left);
            builder.AddSupply(Pool, -left);
        }
        foreach (var need in Component.Needs)
        {
            builder.AddNode(-candidates.Needs[need].Quantity);
            builder.AddSupply(Pool, candidates.Needs[need].Quantity);
        }
    }

    void AddHouseholdCaps()
    {
        if (policy.HouseholdCaps.Count == 0) return;
        foreach (var needs in Component.Needs.Select(need => candidates.Needs[need]).GroupBy(need => (need.Household, need.KindCode)))
        {
            var asked = needs.Sum(need => need.Quantity);
            if (taken.LeftOfHousehold(needs.Key.Household, needs.Key.KindCode) is not { } cap || cap >= asked) continue;
            householdNode[needs.Key] = ForcedThrough(asked - cap, towardsPool: false, cap);
        }
    }

    /// <summary>A node beside the pool through which a number of units must pass, and only so many more may.</summary>
    int ForcedThrough(long units, bool towardsPool, long more)
    {
        var node = builder.AddNode(towardsPool ? -units : units);
        builder.AddSupply(Pool, towardsPool ? units : -units);
        if (towardsPool) builder.AddArc(node, Pool, more, 0);
        else builder.AddArc(Pool, node, more, 0);
        return node;
    }

    void AddArcsOf(int place)
    {
        var number = Component.Needs[place];
        var (need, node) = (candidates.Needs[number], 1 + Component.Lots.Length + place);
        var sources = new int[candidates.LotsOf(number).Length];
        for (var each = 0; each < sources.Length; each++)
            sources[each] = SourceFor(candidates.LotsOf(number)[each], need.Household);

        FirstArc[place] = builder.Arcs;
        for (var each = 0; each < sources.Length; each++)
        {
            var lot = candidates.LotsOf(number)[each];
            var most = Math.Min(need.Quantity, taken.LeftOfLotFor(lot, need.Household));
            builder.AddArc(sources[each], node, Math.Max(most, 0), ladder.ArcCost(candidates.Lots[lot], need));
        }
        var unmetFrom = householdNode.Count == 0 ? Pool : householdNode.GetValueOrDefault((need.Household, need.KindCode), Pool);
        for (var step = 0; step < policy.ShareSteps; step++)
            if (ladder.StepUnits(need, step) is > 0 and var units)
                builder.AddArc(unmetFrom, node, units, ladder.Penalty(need, step));
    }

    /// <summary>The lot itself, or, where several needs of a household share its limit, the household's own share of the lot.</summary>
    int SourceFor(int lot, Guid household)
    {
        var node = LotNode(lot);
        if (candidates.Lots[lot].PerHouseholdLimit is null || !householdsWithSeveral.Contains(household)) return node;
        if (shareNode.TryGetValue((lot, household), out var share)) return share;
        shareNode[(lot, household)] = share = builder.AddNode();
        builder.AddArc(node, share, Math.Max(0, taken.LeftOfLotFor(lot, household)), 0);
        return share;
    }

    void AddUnusedArcs()
    {
        var providers = Component.Lots.GroupBy(lot => new ProviderKind(candidates.Lots[lot].Provider, candidates.Lots[lot].KindCode));
        foreach (var lots in providers)
        {
            var offered = lots.Sum(taken.LeftOfLot);
            var unused = taken.LeftOfProvider(lots.Key) is { } cap && cap < offered ? ForcedThrough(offered - cap, towardsPool: true, cap) : Pool;
            foreach (var lot in lots)
                UnusedArc[LotNode(lot) - 1] = builder.AddArc(LotNode(lot), unused, taken.LeftOfLot(lot), 0);
        }
    }
}
