namespace Jiuji.Matching.Solving;

/// <summary>How much of its caps a solved component uses. Lots and needs that share a cap are always in one component.</summary>
sealed class UsedCaps
{
    readonly Candidates candidates;
    readonly MatchPolicy policy;
    readonly Dictionary<(Guid Household, string Kind), long> ofHousehold = [];
    readonly Dictionary<ProviderKind, long> ofProvider = [];
    readonly Dictionary<int, long> ofLot = [];

    internal UsedCaps(SolvedComponent solved, MatchPolicy policy)
    {
        (candidates, this.policy) = (solved.Candidates, policy);
        if (policy.HouseholdCaps.Count + policy.ProviderCaps.Count == 0) return;
        foreach (var (need, lot, units) in solved.Given())
        {
            Add(ofHousehold, (candidates.Needs[need].Household, candidates.Needs[need].KindCode), units);
            Add(ofProvider, KeyOf(lot), units);
            Add(ofLot, lot, units);
        }
    }

    /// <summary>The cap that is used up for the pair: first the household's, then the provider's. Null: neither is.</summary>
    internal ReachedCap? Between(int need, int lot) => Household(need) ?? Provider(lot);

    internal ReachedCap? Household(int need)
    {
        var (household, kind) = (candidates.Needs[need].Household, candidates.Needs[need].KindCode);
        return policy.HouseholdCaps.TryGetValue(kind, out var cap) && ofHousehold.GetValueOrDefault((household, kind)) >= cap ? new(CapKind.Household, cap) : null;
    }

    internal ReachedCap? Provider(int lot) =>
        policy.ProviderCaps.TryGetValue(KeyOf(lot), out var cap) && ofProvider.GetValueOrDefault(KeyOf(lot)) >= cap ? new(CapKind.Provider, cap) : null;

    /// <summary>Some lot could give the need one more unit (a whole need: all of it), were it not for its provider's cap.</summary>
    internal bool ProviderStandsBetween(int need)
    {
        if (policy.ProviderCaps.Count == 0) return false;
        var more = candidates.Needs[need].WholeFromOneLot ? candidates.Needs[need].Quantity : 1;
        foreach (var lot in candidates.LotsOf(need))
            if (policy.ProviderCaps.TryGetValue(KeyOf(lot), out var cap) && cap - ofProvider.GetValueOrDefault(KeyOf(lot)) < more
                && candidates.Lots[lot].Quantity - ofLot.GetValueOrDefault(lot) >= more)
                return true;
        return false;
    }

    ProviderKind KeyOf(int lot) => new(candidates.Lots[lot].Provider, candidates.Lots[lot].KindCode);

    static void Add<TKey>(Dictionary<TKey, long> used, TKey key, long units) where TKey : notnull => used[key] = used.GetValueOrDefault(key) + units;
}
