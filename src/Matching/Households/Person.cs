using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Households;

/// <summary>As on the disability certificate.</summary>
public enum DisabilityKind { None, Vision, Hearing, Speech, Limb, Intellect, Mental, Multiple }

/// <summary>Whether a person can look after themselves (D12).</summary>
public enum SelfCareAbility { Full, Partial, None }

/// <summary>To the head of the household.</summary>
public enum Relation { Head, Spouse, Son, Daughter, Father, Mother, Grandchild, Sibling, Other }

/// <summary>
/// A member of a household. Name, ID number, telephone and bank account are sealed; a masked name is kept for lists, and blind indexes for
/// finding the same number or account again. An identity may be pending: nobody is turned away for a form.
/// </summary>
public sealed class Person
{
    const int AdultFromAge = 18;

    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid HouseholdId { get; set; }
    public byte[] NameSealed { get; set; } = [];
    public string NameMasked { get; set; } = "";
    public byte[] NameIndex { get; set; } = [];
    public byte[]? IdNumberSealed { get; set; }
    public byte[]? IdNumberIndex { get; set; }
    public byte[]? PhoneSealed { get; set; }
    public byte[]? AccountSealed { get; set; }
    public byte[]? AccountIndex { get; set; }
    public DateOnly? BirthDate { get; set; }
    public Sex? Sex { get; set; }
    public Relation Relation { get; set; } = Relation.Other;
    public DisabilityKind DisabilityKind { get; set; }

    /// <summary>1 is the most severe, 4 the least; null for none.</summary>
    public int? DisabilityGrade { get; set; }
    public SelfCareAbility SelfCareAbility { get; set; }

    /// <summary>A person-level status that differs from the household's (单人户, A17); null when it is the household's.</summary>
    public string? OwnCategoryCode { get; set; }

    /// <summary>Who consents for a minor or an incapable adult.</summary>
    public Guid? GuardianPersonId { get; set; }
    public DateOnly? DeceasedOn { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public Guid? MergedIntoId { get; set; }
    public int Version { get; set; }

    public bool IsHead => Relation == Relation.Head;
    public bool IsCurrent => DeletedAt is null && MergedIntoId is null;
    public bool IsAliveOn(DateOnly day) => DeceasedOn is not { } died || day < died;

    /// <summary>A minor, or somebody who cannot look after themself: a guardian acts and receives for them.</summary>
    public bool NeedsGuardian(DateOnly day) => AgeOn(day) < AdultFromAge || SelfCareAbility == SelfCareAbility.None;

    /// <summary>Full years on the day; null while the birth date is unknown.</summary>
    public int? AgeOn(DateOnly day) =>
        BirthDate is { } born ? day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0) : null;

    public static string NameContext(Guid id) => $"person.name:{id:N}";

    public static string IdNumberContext(Guid id) => $"person.id_number:{id:N}";

    public static string PhoneContext(Guid id) => $"person.phone:{id:N}";

    public static string AccountContext(Guid id) => $"person.account:{id:N}";

    public void SealName(string name, PersonalVault vault)
    {
        (NameSealed, NameMasked, NameIndex) = (vault.Seal(name, NameContext(Id)), Masking.Name(name), vault.Index("name", name));
    }

    /// <summary>The number's birth date and sex become the person's: the number is the better witness.</summary>
    public void SealIdNumber(CitizenId number, PersonalVault vault)
    {
        (IdNumberSealed, IdNumberIndex) = (vault.Seal(number.Value, IdNumberContext(Id)), vault.Index("id_number", number.Value));
        (BirthDate, Sex) = (number.BirthDate, number.Sex);
    }

    public void SealPhone(string phone, PersonalVault vault) => PhoneSealed = vault.Seal(phone, PhoneContext(Id));

    public void SealAccount(string account, PersonalVault vault)
    {
        (AccountSealed, AccountIndex) = (vault.Seal(account, AccountContext(Id)), vault.Index("account", account));
    }
}
