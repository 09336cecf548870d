using Jiuji.Matching.Consents;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Matches;

/// <summary>What a decision about a match looks at.</summary>
public sealed record MatchFacts(Match Match, Need Need, SupplyLot Lot)
{
    /// <summary>Every consent of the household, whatever its state.</summary>
    public IReadOnlyCollection<Consent> Consents { get; init; } = [];

    /// <summary>Whether the provider may act at all.</summary>
    public OrganisationState Organisation { get; init; }
}

/// <summary>What the station knows when it accepts: the household's facts, and what is free by the book (T23).</summary>
/// <param name="Free">Of the lot, or of its slot where it has slots: in stock less what is held, in the lot's unit.</param>
/// <param name="PromisedToNeed">Under way for the same need in other matches.</param>
/// <param name="GivenToHousehold">Of the same lot, under way or delivered to the household.</param>
/// <param name="SlotId">The dated turn that was chosen, where the lot has slots.</param>
/// <param name="LeftOfProvider">What the organisation can still take on of the kind; null where it has said no limit.</param>
public sealed record MatchRoom(HouseholdFacts Household, long Free, long PromisedToNeed, long GivenToHousehold, Guid? SlotId = null, long? LeftOfProvider = null);
