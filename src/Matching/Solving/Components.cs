namespace Jiuji.Matching.Solving;

/// <summary>Lots and needs that can affect each other, through candidates or through a cap that they share; ascending places in <see cref="Candidates"/>.</summary>
sealed record Component(int[] Lots, int[] Needs);

/// <summary>
/// Splits a run into its connected components, which can be solved apart without losing anything. Needs without a candidate belong to none. The order
/// of the components follows their first lot, so it never depends on who finishes first.
/// </summary>
static class Components
{
    internal static List<Component> Of(Candidates candidates, MatchPolicy policy)
    {
        var leader = Enumerable.Range(0, candidates.Lots.Length).ToArray();
        JoinByCandidates(candidates, leader);
        JoinByProviderCap(candidates, policy, leader);
        JoinByHouseholdCap(candidates, policy, leader);
        return Gather(candidates, leader);
    }

    static void JoinByCandidates(Candidates candidates, int[] leader)
    {
        for (var need = 0; need < candidates.Needs.Length; need++)
            foreach (var lot in candidates.LotsOf(need))
                Join(leader, lot, candidates.LotsOf(need)[0]);
    }

    static void JoinByProviderCap(Candidates candidates, MatchPolicy policy, int[] leader)
    {
        var first = new Dictionary<ProviderKind, int>();
        for (var lot = 0; lot < candidates.Lots.Length && policy.ProviderCaps.Count > 0; lot++)
        {
            var provider = new ProviderKind(candidates.Lots[lot].Provider, candidates.Lots[lot].KindCode);
            if (policy.ProviderCaps.ContainsKey(provider) && !first.TryAdd(provider, lot)) Join(leader, lot, first[provider]);
        }
    }

    static void JoinByHouseholdCap(Candidates candidates, MatchPolicy policy, int[] leader)
    {
        var first = new Dictionary<(Guid, string), int>();
        for (var need = 0; need < candidates.Needs.Length && policy.HouseholdCaps.Count > 0; need++)
        {
            var asked = candidates.Needs[need];
            if (candidates.LotsOf(need).Length == 0 || !policy.HouseholdCaps.ContainsKey(asked.KindCode)) continue;
            var (household, lot) = ((asked.Household, asked.KindCode), candidates.LotsOf(need)[0]);
            if (!first.TryAdd(household, lot)) Join(leader, lot, first[household]);
        }
    }

    static void Join(int[] leader, int one, int other)
    {
        var (a, b) = (Find(leader, one), Find(leader, other));
        leader[Math.Max(a, b)] = Math.Min(a, b);
    }

    static int Find(int[] leader, int lot)
    {
        while (leader[lot] != lot)
            lot = leader[lot] = leader[leader[lot]];
        return lot;
    }

    static List<Component> Gather(Candidates candidates, int[] leader)
    {
        var needsOf = new SortedDictionary<int, List<int>>();
        for (var need = 0; need < candidates.Needs.Length; need++)
        {
            if (candidates.LotsOf(need).Length == 0) continue;
            var key = Find(leader, candidates.LotsOf(need)[0]);
            if (!needsOf.TryGetValue(key, out var needs)) needsOf[key] = needs = [];
            needs.Add(need);
        }
        var lotsOf = Enumerable.Range(0, leader.Length).ToLookup(lot => Find(leader, lot));
        return [.. needsOf.Select(each => new Component([.. lotsOf[each.Key]], [.. each.Value]))];
    }
}
