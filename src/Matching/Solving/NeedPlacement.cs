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
        var growth = new NetworkGrowth(old.Network, number, candidates, policy, ladder);
        var network = old.Network.With(growth);
        var (flow, price) = (old.Flow.Longer(network.Graph.Arcs), old.Price.Longer(network.Graph.Nodes));
        foreach (var (into, carried) in growth.PassedOn) flow[into] = flow[carried];
        foreach (var (share, lot) in growth.Shares) price[share] = price[lot];
        price[growth.Node] = growth.CheapestIntoNode(price);

        var index = old.Index.Grown > MostGrown ? new ArcIndex(network.Graph) : old.Index.With(network.Graph, growth.FirstArc, growth.PassedOn.Select(each => each.Carried));
        using var augmentation = new Augmentation(network.Graph, flow, price, index);
        if (!augmentation.Bring(ComponentGraph.Pool, growth.Node, growth.Need.Quantity)) return null;
        foreach (var (share, lot) in growth.Shares) augmentation.Touched.UnionWith([share, lot]);
        var verdict = CertificateCheck.VerifyAround(network.Graph, flow, price, augmentation.Touched, index);
        if (!verdict.Holds) throw new InvalidOperationException($"The plan is not proven optimal: {verdict}.");
        var solved = new SolvedComponent(old, network, flow, price, candidates, old.Cost + augmentation.Cost, index);
        return DividesAWhole(solved, augmentation.Touched) ? null : solved;
    }

    const int MostGrown = 2_000;

    /// <summary>Only a need whose node was touched can have been given other lots than before.</summary>
    bool DividesAWhole(SolvedComponent solved, IEnumerable<int> touched) => solved.HasWholeNeeds && touched
        .Select(solved.Network.NeedAt).OfType<int>().Where(need => candidates.Needs[need].WholeFromOneLot)
        .SelectMany(solved.GivenTo).Any(each => each.Units < candidates.Needs[each.Need].Quantity);
}
