using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Consents;

/// <summary>How much of a household somebody may see.</summary>
public enum Sight
{
    /// <summary>Kind, quantity and an area with enough similar households; nothing personal.</summary>
    Shortlist,

    /// <summary>Masked names and the number of the file: offices outside their own area, and those who supervise.</summary>
    Masked,

    /// <summary>Exactly the fields that a consent names.</summary>
    Consented,

    /// <summary>Everything, one logged look at a time.</summary>
    Full,
}

/// <param name="Fields">What may be revealed on request.</param>
/// <param name="Refusal">For a provider without sight: why.</param>
public sealed record SightOf(Sight Sight, PersonalFields Fields, DisclosureBasis? Basis, Consent? Consent, MatchingRefusal? Refusal);

/// <summary>Disability and whether the person can look after themselves.</summary>
public sealed record HealthFacts(DisabilityKind DisabilityKind, int? DisabilityGrade, SelfCareAbility SelfCareAbility)
{
    public static HealthFacts Of(Person person) => new(person.DisabilityKind, person.DisabilityGrade, person.SelfCareAbility);
}

/// <summary>The fields that were asked for and may be shown, in the clear. Not stored, not logged.</summary>
public sealed record Revealed(
    string? Name, string? Address, string? Phone, string? IdNumber, string? BankAccount, DateOnly? BirthDate, int? HouseholdSize,
    HealthFacts? Health, IReadOnlyList<int>? MinorAges)
{
    /// <summary>Whoever prints it by mistake, into a log or an error page, prints nothing.</summary>
    public override string ToString() => "Revealed { }";
}

/// <summary>What is to be shown and the row that must be stored before it is.</summary>
public sealed record Reveal(Revealed Fields, Disclosure Disclosure);

/// <summary>A lead's words in the clear. Not stored, not logged.</summary>
public sealed record LeadHint(string Text)
{
    public override string ToString() => "LeadHint { }";
}

/// <summary>A look somebody wants to take: which fields of whom, and what for.</summary>
public sealed record Look(Guid DisclosureId, PersonalFields Fields, string Purpose);

/// <summary>
/// The one door to personal fields (D5, D14, PIPL 6, 13, 23). Fields are sealed in the database and this is what opens them, so no query,
/// page, API or export can show one without passing here and leaving a <see cref="Disclosure"/>.
/// </summary>
public static class PersonalView
{
    /// <summary>How long after an override the household must have been told, in days.</summary>
    public const int TellWithinDays = 3;

    const int MinorBelowAge = 18;

    public static SightOf Of(Viewer viewer, Household household, IEnumerable<Consent> consents, ConsentPurpose purpose, DateOnly today)
    {
        if (viewer.Household is { } own)
            return own == household.Id ? Everything(DisclosureBasis.OwnData) : Nothing(MatchingRefusal.OutsideOwnArea);
        if (viewer.Role.IsProvider())
            return ForProvider(viewer, household, consents, purpose, today);
        return viewer.Role.HasDuty() && household.TouchesArea(viewer.Areas)
            ? Everything(DisclosureBasis.StatutoryDuty)
            : new SightOf(Sight.Masked, PersonalFields.None, null, null, MatchingRefusal.OutsideOwnArea);
    }

    /// <summary>
    /// Opens the fields and makes the row to be stored. Refuses ReasonMissing (no purpose said), OutsideOwnArea, the refusals of
    /// <see cref="ConsentCheck"/>, FieldNotConsented.
    /// </summary>
    public static Decision<Reveal> Open(
        Viewer viewer, Household household, Person person, IReadOnlyCollection<Person> members, IEnumerable<Consent> consents,
        Look look, PersonalVault vault, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(look.Purpose))
            return MatchingRefusal.ReasonMissing;
        if (person.HouseholdId != household.Id)
            return MatchingRefusal.SubjectsDiffer;
        var sight = Of(viewer, household, consents.Where(consent => consent.PersonId == person.Id), ConsentPurpose.Aid, ChinaDay.Of(now));
        if (sight.Basis is not { } basis)
            return sight.Refusal ?? MatchingRefusal.ConsentMissing;
        if ((look.Fields & ~sight.Fields) != PersonalFields.None)
            return MatchingRefusal.FieldNotConsented;
        return new Reveal(
            Fields(household, person, members, look.Fields, vault, ChinaDay.Of(now)),
            Row(viewer, person, look, basis, sight.Consent?.Id, null, now));
    }

    /// <summary>
    /// Danger to life (PIPL 13(4), 18): two people, only who, where and how to reach, a reason, a mark of its own, and the household is
    /// told afterwards (T30). Refuses ReasonMissing, WrongRole, SecondPersonMissing, BeyondMinimumFields.
    /// </summary>
    /// <param name="second">Another person with the statutory duty, who agrees.</param>
    public static Decision<Reveal> OpenInDanger(
        Viewer viewer, Viewer? second, Household household, Person person, Look look, PersonalVault vault, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(look.Purpose))
            return MatchingRefusal.ReasonMissing;
        if (person.HouseholdId != household.Id)
            return MatchingRefusal.SubjectsDiffer;
        if (viewer.Role is MatchingRole.Household or MatchingRole.Clock or MatchingRole.Auditor)
            return MatchingRefusal.WrongRole;
        if (second is null || second.Actor == viewer.Actor || !second.Role.HasDuty())
            return MatchingRefusal.SecondPersonMissing;
        if ((look.Fields & ~PersonalFields.ForDangerToLife) != PersonalFields.None)
            return MatchingRefusal.BeyondMinimumFields;
        return new Reveal(
            Fields(household, person, [], look.Fields, vault, ChinaDay.Of(now)),
            Row(viewer, person, look, DisclosureBasis.DangerToLife, null, second.Actor, now));
    }

    /// <summary>
    /// What a lead says: to the offices of the township that goes and looks, and to the organisation that gave it. Refuses OutsideOwnArea. No disclosure
    /// is written, for a lead names no household of ours (C11).
    /// </summary>
    public static Decision<LeadHint> Hint(Viewer viewer, Lead lead, PersonalVault vault)
    {
        var isGiver = viewer.Role.IsProvider() && viewer.Organisation == lead.OrganisationId;
        var isOffice = viewer.Role.HasDuty() && new Place(lead.CountyCode, lead.TownshipCode, lead.VillageCode).IsIn(viewer.Areas);
        return isGiver || isOffice ? new LeadHint(vault.Open(lead.HintSealed, Lead.HintContext(lead.Id))) : MatchingRefusal.OutsideOwnArea;
    }

    /// <summary>Name and account of a payee, for those who sign or pay: the caller has written the disclosure before (F9).</summary>
    public static (string Name, string? Account) Payee(Person person, PersonalVault vault) => (
        vault.Open(person.NameSealed, Person.NameContext(person.Id)),
        person.AccountSealed is null ? null : vault.Open(person.AccountSealed, Person.AccountContext(person.Id)));

    /// <summary>Name and account of whoever receives for a payee (代领), as <see cref="SealProxy"/> sealed them; no account means cash.</summary>
    public static (string Name, string? Account) Proxy(Guid proxy, byte[] nameSealed, byte[] accountSealed, PersonalVault vault) => (
        vault.Open(nameSealed, ProxyContext("name", proxy)),
        accountSealed.Length == 0 ? null : vault.Open(accountSealed, ProxyContext("account", proxy)));

    /// <summary>What a household wrote to its county, for the household itself and the office that it wrote to and nobody else: the caller has seen to that (G12).</summary>
    public static string Letter(Guid letter, byte[] letterSealed, PersonalVault vault) => vault.Open(letterSealed, LetterContext(letter));

    public static byte[] SealLetter(Guid letter, string text, PersonalVault vault) => vault.Seal(text, LetterContext(letter));

    static string LetterContext(Guid letter) => $"letter:{letter:D}";

    public static (byte[] NameSealed, byte[] AccountSealed) SealProxy(Guid proxy, string name, string account, PersonalVault vault) => (
        vault.Seal(name, ProxyContext("name", proxy)),
        account.Length == 0 ? [] : vault.Seal(account, ProxyContext("account", proxy)));

    static string ProxyContext(string field, Guid proxy) => $"payee_proxy.{field}:{proxy:N}";

    static SightOf ForProvider(Viewer viewer, Household household, IEnumerable<Consent> consents, ConsentPurpose purpose, DateOnly today)
    {
        if (viewer.Organisation is not { } organisation)
            return Nothing(MatchingRefusal.ConsentMissing);
        if (!viewer.OrganisationState.MayAct())
            return Nothing(MatchingRefusal.OrganisationNotActive);
        var (consent, refusal) = ConsentCheck.Find(
            consents.Where(each => each.HouseholdId == household.Id), organisation, purpose, PersonalFields.None, today);
        return consent is null
            ? Nothing(refusal!.Value)
            : new SightOf(Sight.Consented, consent.Fields & PersonalFields.Consentable, DisclosureBasis.Consent, consent, null);
    }

    static SightOf Everything(DisclosureBasis basis) => new(Sight.Full, PersonalFields.All, basis, null, null);

    static SightOf Nothing(MatchingRefusal why) => new(Sight.Shortlist, PersonalFields.None, null, null, why);

    static Revealed Fields(
        Household household, Person person, IReadOnlyCollection<Person> members, PersonalFields fields, PersonalVault vault, DateOnly today)
    {
        bool Shows(PersonalFields field) => fields.HasFlag(field);
        string? Opened(PersonalFields field, byte[]? box, string context) =>
            Shows(field) && box is not null ? vault.Open(box, context) : null;
        return new Revealed(
            Name: Opened(PersonalFields.Name, person.NameSealed, Person.NameContext(person.Id)),
            Address: Opened(PersonalFields.Address, household.AddressSealed, Household.AddressContext(household.Id)),
            Phone: Opened(PersonalFields.Phone, person.PhoneSealed, Person.PhoneContext(person.Id)),
            IdNumber: Opened(PersonalFields.IdNumber, person.IdNumberSealed, Person.IdNumberContext(person.Id)),
            BankAccount: Opened(PersonalFields.BankAccount, person.AccountSealed, Person.AccountContext(person.Id)),
            BirthDate: Shows(PersonalFields.BirthDate) ? person.BirthDate : null,
            HouseholdSize: Shows(PersonalFields.HouseholdSize) ? household.Size : null,
            Health: Shows(PersonalFields.Health) ? HealthFacts.Of(person) : null,
            MinorAges: Shows(PersonalFields.Minors) ? MinorAges(members, today) : null);
    }

    static List<int> MinorAges(IEnumerable<Person> members, DateOnly today) =>
        [.. members.Where(member => member.IsCurrent && member.IsAliveOn(today))
            .Select(member => member.AgeOn(today)).OfType<int>().Where(age => age < MinorBelowAge).Order()];

    static Disclosure Row(
        Viewer viewer, Person person, Look look, DisclosureBasis basis, Guid? consent, string? second, DateTimeOffset now) => new()
    {
        CountyCode = person.CountyCode,
        Id = look.DisclosureId,
        HouseholdId = person.HouseholdId,
        PersonId = person.Id,
        Actor = viewer.Actor,
        Role = viewer.Role,
        OrganisationId = viewer.Role.IsProvider() ? viewer.Organisation : null,
        Fields = look.Fields,
        Purpose = look.Purpose,
        Basis = basis,
        ConsentId = consent,
        SecondActor = second,
        TellHouseholdBy = basis == DisclosureBasis.DangerToLife ? ChinaDay.Of(now).AddDays(TellWithinDays) : null,
        At = now,
    };
}
