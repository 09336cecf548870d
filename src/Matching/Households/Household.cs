using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Households;

/// <summary>
/// A household that may need help. The three places can lie in three counties (A21); the tenant is the county that keeps the file.
/// The category is the pack's code, or <see cref="CategoryCode.None"/> or <see cref="CategoryCode.Pending"/>.
/// </summary>
public sealed class Household
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }

    /// <summary>For people to name it by, e.g. "JT-000123".</summary>
    public required string Number { get; init; }
    public required string RegisteredCounty { get; set; }
    public required string RegisteredTownship { get; set; }
    public required string RegisteredVillage { get; set; }
    public required string ResidenceCounty { get; set; }
    public required string ResidenceTownship { get; set; }
    public required string ResidenceVillage { get; set; }

    /// <summary>Where an emergency happened, when it is neither of the others.</summary>
    public string? IncidentCounty { get; set; }
    public string? IncidentTownship { get; set; }
    public string? IncidentVillage { get; set; }
    public byte[]? AddressSealed { get; set; }
    public byte[]? AddressIndex { get; set; }
    public string CategoryCode { get; set; } = Households.CategoryCode.Pending;
    public DateOnly? CategorySince { get; set; }

    /// <summary>Until when benefits continue although the income has risen (渐退期).</summary>
    public DateOnly? TaperUntil { get; set; }

    /// <summary>How many people live in it.</summary>
    public int Size { get; set; } = 1;

    /// <summary>Salted hash of the code on the household's paper slip.</summary>
    public byte[]? SlipCodeHash { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The household that this one turned out to be; its rows stay and are read together.</summary>
    public Guid? MergedIntoId { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public int Version { get; set; }

    public Place Registered => new(RegisteredCounty, RegisteredTownship, RegisteredVillage);
    public Place Residence => new(ResidenceCounty, ResidenceTownship, ResidenceVillage);
    public Place? Incident => IncidentCounty is null ? null : new(IncidentCounty, IncidentTownship ?? "", IncidentVillage ?? "");

    /// <summary>Where help of this county reaches it: where it lives, or, living elsewhere, where it is registered (A21).</summary>
    public Place HelpedAt => ResidenceCounty == CountyCode ? Residence : Registered;
    public bool IsCurrent => DeletedAt is null && MergedIntoId is null;

    public bool Has(Guid person, IEnumerable<Person> members) => members.Any(member => member.Id == person && member.HouseholdId == Id);

    /// <summary>Whether one of its three places lies in one of the areas.</summary>
    public bool TouchesArea(IReadOnlySet<string> areas) =>
        Residence.IsIn(areas) || Registered.IsIn(areas) || (Incident is { } incident && incident.IsIn(areas));

    public static string AddressContext(Guid id) => $"household.address:{id:N}";

    public void SealAddress(string address, PersonalVault vault)
    {
        AddressSealed = vault.Seal(address, AddressContext(Id));
        AddressIndex = vault.Index("address", address);
    }
}
