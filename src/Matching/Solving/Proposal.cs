namespace Jiuji.Matching.Solving;

/// <summary>
/// So many units of one lot for one need. A proposal never joins lots, so goods under different restrictions are never mixed in one (T28). Nothing is
/// promised by it: people decide (PIPL 24).
/// </summary>
public sealed record Proposal(Guid Need, Guid Lot, long Quantity, IReadOnlyList<ProposalReason> Reasons);

/// <summary>What speaks for a proposal. The comment says what <see cref="ProposalReason.Figure"/> and <see cref="ProposalReason.OutOf"/> count.</summary>
public enum ReasonKind
{
    /// <summary>Urgency, of 4.</summary>
    Urgency,

    /// <summary>Days left until the need's deadline; negative once it has passed.</summary>
    DeadlineInDays,

    /// <summary>B11: no scheme covers these people, or hardship remains.</summary>
    NoSchemeCovers,

    /// <summary>C8, where the policy makes it an aim.</summary>
    GreenChannel,

    /// <summary>The category's place, of those the policy orders.</summary>
    Category,

    /// <summary>Units this plan gives the need, of those it asks for.</summary>
    ShareMet,

    /// <summary>Units wanted by all who may have this lot, of those it offers; given when they are more.</summary>
    WantedByMany,

    /// <summary>The need's standing among those who may have this lot, of so many; equals stand alike.</summary>
    Standing,

    /// <summary>No other lot may serve this need.</summary>
    OnlyLot,

    /// <summary>The need is met whole by this one lot, as it must be.</summary>
    WholeFromOneLot,

    /// <summary>Days until the lot expires.</summary>
    LotExpiresInDays,

    SameVillage,
    SameTownship,
    SameCounty,

    /// <summary>Units of the kind that this plan lays on the provider, of those it can still take on; given when they are all.</summary>
    ProviderCapReached,
}

/// <summary>One reason with its figures; the web puts it into words. <c>OutOf</c> is 0 where nothing is compared.</summary>
public readonly record struct ProposalReason(ReasonKind Kind, long Figure = 0, long OutOf = 0);

/// <summary>Why units of a need stay unmet.</summary>
public enum UnmetCause
{
    NoLotOfTheKind,

    /// <summary>Lots of the kind exist, but hard rules forbid every one; <see cref="UnmetNeed.Forbidden"/> counts them by rule.</summary>
    AllLotsForbidden,

    /// <summary>The household has all that its cap allows.</summary>
    HouseholdCapReached,

    /// <summary>Lots have units left, but their providers can take on no more at one time.</summary>
    ProviderCapReached,

    /// <summary>No single lot was left that could meet it whole.</summary>
    NoLotLeftForTheWhole,

    /// <summary>Others stood before it; <see cref="UnmetNeed.Price"/> is what they outbid.</summary>
    LostToOthers,
}

/// <summary>Units of a need that the plan leaves unmet, and why. <c>Price</c> is what one more unit would be worth to the plan's aims.</summary>
public sealed record UnmetNeed(Guid Need, long Quantity, UnmetCause Cause, long Price, IReadOnlyDictionary<ArcRefusal, int> Forbidden)
{
    /// <summary>The rule that forbids most lots, the first in precedence among equals.</summary>
    public ArcRefusal? MainRule => Forbidden.Count == 0 ? null : Forbidden.OrderByDescending(rule => rule.Value).ThenBy(rule => rule.Key).First().Key;
}
