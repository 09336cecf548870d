using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Households;

/// <summary>What is known of somebody who is in the files already, for comparing without opening anything.</summary>
public sealed record KnownPerson(Person Person, Household Household)
{
    /// <summary>Soft-deleted and merged rows are history, not people: they never count as duplicates (T16).</summary>
    public bool Counts => Person.IsCurrent && Household.IsCurrent;
}

/// <summary>Somebody who comes in: blind indexes of what was said, and the birth date.</summary>
public sealed record Newcomer(byte[] NameIndex, byte[]? IdNumberIndex, DateOnly? BirthDate, byte[]? AddressIndex)
{
    public static Newcomer Of(string name, CitizenId? number, DateOnly? birthDate, string? address, PersonalVault vault) => new(
        vault.Index("name", name), number is null ? null : vault.Index("id_number", number.Value), number?.BirthDate ?? birthDate,
        string.IsNullOrWhiteSpace(address) ? null : vault.Index("address", address));
}

/// <summary>Which of name, birth date and address are the same.</summary>
[Flags]
public enum Likeness { None = 0, Name = 1, BirthDate = 2, Address = 4 }

/// <summary>Somebody in the files who may be the same person, and in what they are alike.</summary>
public sealed record LikelyDuplicate(Guid PersonId, Guid HouseholdId, Likeness Likeness);

/// <summary>What intake found. The same ID number is the same person; everything else is for a person to decide.</summary>
public sealed record IntakeFinding(KnownPerson? SamePerson, IReadOnlyList<LikelyDuplicate> Likely)
{
    public bool IsClear => SamePerson is null && Likely.Count == 0;
}

/// <summary>Finding people who are in the files already (A6, B3, T16).</summary>
public static class Intake
{
    /// <summary>By ID number for certain; without it, or with another, two of name, birth date and address make it likely.</summary>
    public static IntakeFinding Look(Newcomer newcomer, IEnumerable<KnownPerson> known)
    {
        var current = known.Where(each => each.Counts).ToList();
        var same = current.Find(each => Same(each.Person.IdNumberIndex, newcomer.IdNumberIndex));
        var likely = current.Where(each => each != same && !HasOtherNumber(each.Person, newcomer))
            .Select(each => new LikelyDuplicate(each.Person.Id, each.Household.Id, LikenessOf(newcomer, each)))
            .Where(each => int.PopCount((int)each.Likeness) >= 2)
            .OrderByDescending(each => int.PopCount((int)each.Likeness)).ThenBy(each => each.PersonId);
        return new IntakeFinding(same, [.. likely]);
    }

    /// <summary>
    /// Null when the person may be entered. Refuses AlreadyRegistered; a likely duplicate does not refuse, it asks.
    /// </summary>
    public static MatchingRefusal? Check(IntakeFinding finding) => finding.SamePerson is null ? null : MatchingRefusal.AlreadyRegistered;

    /// <summary>One application at a time, reviewed for every category (A6). Refuses ApplicationAlreadyOpen.</summary>
    public static MatchingRefusal? MayApply(Guid household, IEnumerable<Application> applications) =>
        applications.Any(application => application.HouseholdId == household && application.IsOpen)
            ? MatchingRefusal.ApplicationAlreadyOpen
            : null;

    /// <summary>In which of the three marks two people of the files are alike.</summary>
    public static Likeness Alike(KnownPerson one, KnownPerson other) => LikenessOf(
        new Newcomer(one.Person.NameIndex, one.Person.IdNumberIndex, one.Person.BirthDate, one.Household.AddressIndex), other);

    static bool HasOtherNumber(Person person, Newcomer newcomer) =>
        person.IdNumberIndex is not null && newcomer.IdNumberIndex is not null && !Same(person.IdNumberIndex, newcomer.IdNumberIndex);

    static Likeness LikenessOf(Newcomer newcomer, KnownPerson known) =>
        (Same(newcomer.NameIndex, known.Person.NameIndex) ? Likeness.Name : Likeness.None)
        | (newcomer.BirthDate is { } born && born == known.Person.BirthDate ? Likeness.BirthDate : Likeness.None)
        | (Same(newcomer.AddressIndex, known.Household.AddressIndex) ? Likeness.Address : Likeness.None);

    static bool Same(byte[]? one, byte[]? other) => one is { Length: > 0 } && other is not null && one.AsSpan().SequenceEqual(other);
}
