namespace Jiuji.Matching.Solving;

/// <summary>A need that one lot meets whole, fixed before the flow is solved around it. Numbers are places in <see cref="Candidates"/>.</summary>
readonly record struct Pin(int Need, int Lot);

/// <summary>What pins have already taken of lots, limits and caps.</summary>
sealed class Commitments(Candidates candidates, MatchPolicy policy)
{
    readonly Dictionary<int, long> ofLot = [];
    readonly Dictionary<(int Lot, Guid Household), long> ofLotByHousehold = [];
    readonly Dictionary<(Guid Household, string Kind), long> ofHousehold = [];
    readonly Dictionary<ProviderKind, long> ofProvider = [];

    internal List<Pin> Pins { get; } = [];

    internal long LeftOfLot(int lot) => candidates.Lots[lot].Quantity - (Pins.Count == 0 ? 0 : ofLot.GetValueOrDefault(lot));

    internal long LeftOfLotFor(int lot, Guid household) =>
        candidates.Lots[lot].LeftOfLimit(household) is { } limit
            ? Math.Min(LeftOfLot(lot), limit - (Pins.Count == 0 ? 0 : ofLotByHousehold.GetValueOrDefault((lot, household))))
            : LeftOfLot(lot);

    /// <summary>Null: no cap.</summary>
    internal long? LeftOfHousehold(Guid household, string kind) =>
        policy.HouseholdCaps.TryGetValue(kind, out var cap) ? Math.Max(0, cap - ofHousehold.GetValueOrDefault((household, kind))) : null;

    /// <summary>Null: no cap.</summary>
    internal long? LeftOfProvider(ProviderKind provider) =>
        policy.ProviderCaps.TryGetValue(provider, out var cap) ? Math.Max(0, cap - ofProvider.GetValueOrDefault(provider)) : null;

    internal bool Fits(Pin pin)
    {
        var (lot, need) = (candidates.Lots[pin.Lot], candidates.Needs[pin.Need]);
        return LeftOfLotFor(pin.Lot, need.Household) >= need.Quantity
            && !(LeftOfHousehold(need.Household, need.KindCode) < need.Quantity)
            && !(LeftOfProvider(new(lot.Provider, lot.KindCode)) < need.Quantity);
    }

    internal void Take(Pin pin)
    {
        var (lot, need) = (candidates.Lots[pin.Lot], candidates.Needs[pin.Need]);
        Pins.Add(pin);
        Add(ofLot, pin.Lot, need.Quantity);
        Add(ofLotByHousehold, (pin.Lot, need.Household), need.Quantity);
        Add(ofHousehold, (need.Household, need.KindCode), need.Quantity);
        Add(ofProvider, new(lot.Provider, lot.KindCode), need.Quantity);
    }

    static void Add<TKey>(Dictionary<TKey, long> taken, TKey key, long units) where TKey : notnull =>
        taken[key] = taken.GetValueOrDefault(key) + units;
}
