using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Consents;

/// <summary>Why somebody was allowed to see (PIPL 13).</summary>
public enum DisclosureBasis { StatutoryDuty, Consent, OwnData, DangerToLife }

/// <summary>
/// That somebody saw named fields of a household: appended before the fields are shown, never changed, and shown to the household itself.
/// It says which fields, never what stood in them.
/// </summary>
public sealed class Disclosure
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid HouseholdId { get; init; }

    /// <summary>The member whose fields they were; null for the household as a whole.</summary>
    public Guid? PersonId { get; init; }
    public required string Actor { get; init; }
    public required MatchingRole Role { get; init; }

    /// <summary>The organisation that received them; null for an office of the area.</summary>
    public Guid? OrganisationId { get; init; }
    public required PersonalFields Fields { get; init; }
    public required string Purpose { get; init; }
    public required DisclosureBasis Basis { get; init; }
    public Guid? ConsentId { get; init; }

    /// <summary>For danger to life: the second person, and the day by which the household is told (PIPL 18).</summary>
    public string? SecondActor { get; init; }
    public DateOnly? TellHouseholdBy { get; init; }
    public required DateTimeOffset At { get; init; }
}
