using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Supply;

/// <summary>The shapes of help (D6, D8).</summary>
public enum SupplyKind { Cash, Goods, Service, Volunteer, Project, Training, Facility, ServiceOrganisation }

/// <summary>
/// One offered resource of the supply ledger (供给台账): what, from whom, how much, where, for whom and until when. How much of it is still
/// free is the book's to say, never this row's: promised is not free (T23).
/// </summary>
public sealed class SupplyLot
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required string Number { get; init; }

    /// <summary>The charity or society that offers it.</summary>
    public required Guid OrganisationId { get; init; }
    public required SupplyKind Kind { get; init; }

    /// <summary>Which needs it meets, e.g. "WHEELCHAIR" (code list aid-kind).</summary>
    public required string NeedKindCode { get; init; }
    public required string Name { get; set; }

    /// <summary>What one of it is, e.g. "BAG", "VISIT", "CNY" (then in fen).</summary>
    public required string Unit { get; init; }

    /// <summary>What was offered in all, in the unit.</summary>
    public required long Quantity { get; init; }
    public long? LimitPerHousehold { get; set; }
    public int? AgeFrom { get; set; }
    public int? AgeTo { get; set; }
    public bool IsFemaleOnly { get; set; }
    public required DateOnly ValidUntil { get; set; }
    public bool IsPerishable { get; set; }

    /// <summary>What the provider must know to deliver it; none when it is handed over at the station.</summary>
    public PersonalFields FieldsNeeded { get; set; }

    /// <summary>Where it lies or starts from.</summary>
    public string PlaceCounty { get; set; } = "";
    public string PlaceTownship { get; set; } = "";
    public string PlaceVillage { get; set; } = "";

    /// <summary>The donor's restriction in words; lots under different restrictions are never mixed (T28).</summary>
    public string Restriction { get; set; } = "";
    public string Description { get; set; } = "";
    public LotState State { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public List<LotArea> Areas { get; init; } = [];
    public List<LotCategory> Categories { get; init; } = [];
    public List<LotSlot> Slots { get; init; } = [];
    public int Version { get; set; }

    public Place Place => new(PlaceCounty, PlaceTownship, PlaceVillage);

    /// <summary>A lot names the areas it serves; one that names none serves its own county.</summary>
    public IReadOnlySet<string> AreaCodes =>
        Areas.Count == 0 ? new HashSet<string> { CountyCode } : Areas.Select(area => area.AreaCode).ToHashSet();

    /// <summary>The categories the donor restricts it to; empty for no restriction.</summary>
    public IReadOnlySet<string> CategoryCodes => Categories.Select(category => category.CategoryCode).ToHashSet();
    public bool IsSlotted => Slots.Count > 0;
}

/// <summary>A county, township or village that a lot serves, by our own code.</summary>
public sealed class LotArea
{
    public required string CountyCode { get; init; }
    public required Guid LotId { get; init; }
    public required string AreaCode { get; init; }
}

/// <summary>A category that the donor restricts a lot to.</summary>
public sealed class LotCategory
{
    public required string CountyCode { get; init; }
    public required Guid LotId { get; init; }
    public required string CategoryCode { get; init; }
}

/// <summary>One dated turn of a recurring service, with its places. Which of them are taken is the book's to say.</summary>
public sealed class LotSlot
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid LotId { get; init; }
    public required DateOnly Day { get; init; }
    public required TimeOnly StartsAt { get; init; }
    public required TimeOnly EndsAt { get; init; }

    /// <summary>In the lot's unit.</summary>
    public required long Places { get; init; }
    public bool IsCancelled { get; set; }
}

/// <summary>
/// A declared tie between an organisation's managers or a lot's donor and a household: such a household may not be the beneficiary
/// (Charity Law 40, 59).
/// </summary>
public sealed class RelatedParty
{
    public required string CountyCode { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid HouseholdId { get; init; }
    public required string Relation { get; init; }
    public required string DeclaredBy { get; init; }
    public required DateTimeOffset DeclaredAt { get; init; }
}
