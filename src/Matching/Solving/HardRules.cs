namespace Jiuji.Matching.Solving;

/// <summary>Why a lot can never be proposed for a need: the closed list, in order of precedence. The first that applies is the one that is named.</summary>
public enum ArcRefusal
{
    KindDiffers,

    /// <summary>The household refused this provider (Charity Law 63, PIPL 13).</summary>
    ProviderRefusedByHousehold,

    /// <summary>Charity Law 40, 59.</summary>
    RelatedParty,

    SameCauseAidInWindow,
    KindReceivedInWindow,
    LotExpired,
    NothingLeft,

    /// <summary>The household has had as much of this lot as one household may.</summary>
    LimitPerHouseholdReached,
    KindNotNamedByDonor,
    OutsideArea,
    CategoryNotNamedByDonor,
    AgeNotNamedByDonor,
    SexNotNamedByDonor,

    /// <summary>The need must be met whole by one lot, and this one, or its limit per household, is too small.</summary>
    TooSmallForTheWholeNeed,
}

/// <summary>The hard rules of matching. A pair that one of them forbids has no arc in any graph, whatever it would gain.</summary>
public static class HardRules
{
    /// <summary>The first rule that forbids the pair, or null: it may be proposed.</summary>
    public static ArcRefusal? Refusal(OfferedLot lot, OpenNeed need, MatchPolicy policy)
    {
        if (lot.KindCode != need.KindCode) return ArcRefusal.KindDiffers;
        if (Has(need.RefusedProviders, lot.Provider)) return ArcRefusal.ProviderRefusedByHousehold;
        if (Has(lot.BlockedHouseholds, need.Household)) return ArcRefusal.RelatedParty;
        if (need.SameCauseAidInWindow) return ArcRefusal.SameCauseAidInWindow;
        if (Has(need.KindsReceivedInWindow, need.KindCode)) return ArcRefusal.KindReceivedInWindow;
        if (lot.ValidUntil < policy.AsOf) return ArcRefusal.LotExpired;
        if (lot.Quantity <= 0 || lot.PerHouseholdLimit <= 0) return ArcRefusal.NothingLeft;
        if (lot.LeftOfLimit(need.Household) <= 0) return ArcRefusal.LimitPerHouseholdReached;
        return DonorsRefusal(lot, need) ?? SizeRefusal(lot, need);
    }

    static ArcRefusal? DonorsRefusal(OfferedLot lot, OpenNeed need)
    {
        var donor = lot.Eligibility;
        if (donor.Kinds is { } kinds && !kinds.Contains(need.KindCode)) return ArcRefusal.KindNotNamedByDonor;
        if (!Serves(lot, need.Place)) return ArcRefusal.OutsideArea;
        if (donor.Categories is { } named && (need.CategoryCode is null || !named.Contains(need.CategoryCode)))
            return ArcRefusal.CategoryNotNamedByDonor;
        if (donor.MinimumAge is { } youngest && !(need.Age >= youngest)) return ArcRefusal.AgeNotNamedByDonor;
        if (donor.MaximumAge is { } oldest && !(need.Age <= oldest)) return ArcRefusal.AgeNotNamedByDonor;
        return donor.FemaleOnly && need.Female != true ? ArcRefusal.SexNotNamedByDonor : null;
    }

    static ArcRefusal? SizeRefusal(OfferedLot lot, OpenNeed need) =>
        need.WholeFromOneLot && Math.Min(lot.Quantity, lot.LeftOfLimit(need.Household) ?? long.MaxValue) < need.Quantity
            ? ArcRefusal.TooSmallForTheWholeNeed
            : null;

    static bool Serves(OfferedLot lot, PlaceCodes place) =>
        Has(lot.AreaCodes, place.Village) || Has(lot.AreaCodes, place.Township) || Has(lot.AreaCodes, place.County);

    static bool Has<T>(IReadOnlySet<T> set, T? value) => value is not null && set.Count > 0 && set.Contains(value);
}
