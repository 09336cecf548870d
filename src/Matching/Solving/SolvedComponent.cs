namespace Jiuji.Matching.Solving;

/// <summary>One component with its best flow, proven, and the whole needs that were fixed before it.</summary>
sealed class SolvedComponent
{
    internal readonly ComponentGraph Network;
    internal readonly PagedRow Flow;
    internal readonly PagedRow Price;
    internal readonly Component Component;
    internal readonly Candidates Candidates;
    internal readonly IReadOnlyList<Pin> Pins;
    internal readonly long Pivots;
    ArcIndex? index;

    /// <summary>Cost of the flow, of the fixed whole needs, and of those left unmet.</summary>
    internal readonly Int128 Cost;

    /// <summary>What the component would cost if whole needs could be divided: nothing can be cheaper.</summary>
    internal Int128 LeastCost { get; private set; }

    internal SolvedComponent(Component component, ComponentGraph network, FlowResult result, Candidates candidates, AimLadder ladder, Commitments taken)
    {
        (Component, Network, Candidates, Pins, Pivots) = (component, network, candidates, [.. taken.Pins], result.Pivots);
        FromThePool(result.Price);
        (Flow, Price) = (new(result.Flow), new(result.Price));
        HasWholeNeeds = Array.Exists(component.Needs, need => candidates.Needs[need].WholeFromOneLot);
        if (Certificate.Verify() is { Holds: false } verdict) throw new InvalidOperationException($"The plan is not proven optimal: {verdict}.");
        Cost = result.Cost + CostOutside(ladder);
        LeastCost = Cost;
    }

    /// <summary>A component that has grown by a need, with the flow and prices that were proven for it.</summary>
    internal SolvedComponent(SolvedComponent before, ComponentGraph network, PagedRow flow, PagedRow price, Candidates candidates, Int128 cost, ArcIndex index)
    {
        (Component, Network, Candidates, Pins, Pivots) = (network.Component, network, candidates, [], before.Pivots);
        (Flow, Price, Cost, LeastCost, this.index) = (flow, price, cost, cost, index);
        HasWholeNeeds = before.HasWholeNeeds || candidates.Needs[network.Component.Needs[^1]].WholeFromOneLot;
    }

    internal bool HasWholeNeeds { get; }

    /// <summary>Made when first asked for, and kept as the component grows.</summary>
    internal ArcIndex Index => index ??= new ArcIndex(Network.Graph);

    internal SolvedComponent WithLeastCost(Int128 cost)
    {
        LeastCost = cost;
        return this;
    }

    internal Certificate Certificate => new(Network.Graph, Flow.ToArray(), Price.ToArray());

    // A price is what a unit is worth at a place beyond one that lies unused in the pool.
    static void FromThePool(long[] price)
    {
        var pool = price[ComponentGraph.Pool];
        for (var node = 0; node < price.Length; node++)
            price[node] -= pool;
    }

    Int128 CostOutside(AimLadder ladder)
    {
        var inside = Network.Component.Needs.ToHashSet();
        var pinned = Pins.ToDictionary(pin => pin.Need, pin => pin.Lot);
        Int128 cost = 0;
        foreach (var number in Component.Needs.Where(need => !inside.Contains(need)))
        {
            var need = Candidates.Needs[number];
            cost += pinned.TryGetValue(number, out var lot)
                ? (Int128)ladder.ArcCost(Candidates.Lots[lot], need) * need.Quantity
                : ladder.CostUnmet(need);
        }
        return cost;
    }

    /// <summary>Every lot that serves a need of the component, and with how many units; needs in the order of their numbers, then whole needs.</summary>
    internal IEnumerable<(int Need, int Lot, long Units)> Given() =>
        Network.Component.Needs.SelectMany(InTheFlow).Concat(Pins.Select(OfPin));

    /// <summary>The lots that serve one need.</summary>
    internal IEnumerable<(int Need, int Lot, long Units)> GivenTo(int need) =>
        IsInTheFlow(need) ? InTheFlow(need) : Pins.Where(pin => pin.Need == need).Select(OfPin);

    internal bool IsInTheFlow(int need) => Array.BinarySearch(Network.Component.Needs, need) >= 0;

    IEnumerable<(int Need, int Lot, long Units)> InTheFlow(int need)
    {
        var first = Network.FirstArc[Array.BinarySearch(Network.Component.Needs, need)];
        for (var each = 0; each < Candidates.LotsOf(need).Length; each++)
            if (Flow[first + each] is > 0 and var units)
                yield return (need, Candidates.LotsOf(need)[each], units);
    }

    (int Need, int Lot, long Units) OfPin(Pin pin) => (pin.Need, pin.Lot, Candidates.Needs[pin.Need].Quantity);
}
