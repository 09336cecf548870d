using System.Globalization;

namespace Jiuji.Matching.Households;

/// <summary>Two files that may be one household, and in what two of their people are alike.</summary>
/// <param name="First">The older file.</param>
public sealed record LikelyPair(Guid First, Guid Second, Likeness Likeness);

/// <summary>
/// Finds, over all files of a county, people in two files of whom two of name, birth date and address are the same (A6): likely, never certain, for a
/// person to decide. Rows that are deleted or merged count for nothing (T16); two ID numbers that differ are two people.
/// </summary>
public static class DuplicateSearch
{
    /// <param name="apart">Pairs that a person has looked at and keeps apart, the smaller id first.</param>
    public static IReadOnlyList<LikelyPair> In(IEnumerable<KnownPerson> people, IReadOnlySet<(Guid, Guid)> apart)
    {
        var known = people.Where(each => each.Counts).ToList();
        var pairs = new Dictionary<(Guid, Guid), (LikelyPair Pair, int Marks)>();
        foreach (var sharing in Sharing(known))
            foreach (var (one, other) in Pairs(sharing))
                Keep(pairs, one, other, apart);
        return [.. pairs.Values.OrderByDescending(each => each.Marks).ThenBy(each => each.Pair.First).ThenBy(each => each.Pair.Second).Select(each => each.Pair)];
    }

    /// <summary>Person of one file → the same person of the other, for those of whom two marks agree or whose number is the same.</summary>
    public static IReadOnlyDictionary<Guid, Guid> SamePeople(Household kept, Household ended, IEnumerable<Person> members)
    {
        var current = members.Where(member => member.IsCurrent).OrderBy(member => member.Id).ToList();
        var staying = current.FindAll(member => member.HouseholdId == kept.Id);
        var same = new Dictionary<Guid, Guid>();
        foreach (var person in current.Where(member => member.HouseholdId == ended.Id))
            if (staying.Find(other => !same.ContainsValue(other.Id) && AreSame(new(person, ended), new(other, kept))) is { } twin)
                same.Add(person.Id, twin.Id);
        return same;
    }

    static IEnumerable<List<KnownPerson>> Sharing(List<KnownPerson> known) =>
        new Func<KnownPerson, string?>[]
        {
            each => Key(each.Person.NameIndex, Born(each)),
            each => Key(each.Person.NameIndex, Text(each.Household.AddressIndex)),
            each => Key(each.Household.AddressIndex, Born(each)),
            each => Text(each.Person.IdNumberIndex),
        }
        .SelectMany(marks => known.Where(each => marks(each) is not null).GroupBy(marks).Select(group => group.ToList())).Where(group => group.Count > 1);

    static string? Key(byte[]? index, string? other) => other is null || Text(index) is not { } text ? null : $"{text} {other}";

    static string? Born(KnownPerson each) => each.Person.BirthDate?.ToString("O", CultureInfo.InvariantCulture);

    static string? Text(byte[]? index) => index is { Length: > 0 } ? Convert.ToHexString(index) : null;

    static IEnumerable<(KnownPerson One, KnownPerson Other)> Pairs(List<KnownPerson> sharing) =>
        from one in sharing
        from other in sharing
        where one.Household.Id.CompareTo(other.Household.Id) < 0
        select (one, other);

    static void Keep(Dictionary<(Guid, Guid), (LikelyPair Pair, int Marks)> pairs, KnownPerson one, KnownPerson other, IReadOnlySet<(Guid, Guid)> apart)
    {
        var key = (one.Household.Id, other.Household.Id);
        if (apart.Contains(key) || !AreSame(one, other))
            return;
        var likeness = Intake.Alike(one, other);
        var marks = int.PopCount((int)likeness);
        if (!pairs.TryGetValue(key, out var had) || had.Marks < marks)
            pairs[key] = (new LikelyPair(key.Item1, key.Item2, likeness), marks);
    }

    static bool AreSame(KnownPerson one, KnownPerson other)
    {
        if (one.Person.IdNumberIndex is { } number && other.Person.IdNumberIndex is { } otherNumber)
            return number.AsSpan().SequenceEqual(otherNumber);
        return int.PopCount((int)Intake.Alike(one, other)) >= 2;
    }
}
