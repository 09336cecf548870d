namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Why a township can not work yet: a role nobody holds, or a pair that would end in one hand.</summary>
public sealed record SetUpGap(FundRole Role, FundRole? ClashesWith);

/// <summary>
/// Whether the people of a township (stand-ins and county staff included) can fill every duty without an incompatible pair. Set-up refuses a
/// township that can not, and names what is missing.
/// </summary>
public static class SetUpCheck
{
    /// <summary>The duties that every township needs.</summary>
    public static IReadOnlyList<FundRole> Needed { get; } = [FundRole.Handler, .. FundRoles.Signers, FundRole.Cashier, FundRole.Bookkeeper];

    public static IReadOnlyList<SetUpGap> Gaps(IReadOnlyList<Part> appointments, PackValues pack)
    {
        var people = Needed.ToDictionary(role => role, role => appointments.Where(a => a.Role == role).Select(a => a.Actor).Distinct().ToList());
        var vacant = Needed.Where(role => people[role].Count == 0).Select(role => new SetUpGap(role, null)).ToList();
        if (vacant.Count > 0) return vacant;
        return CanFill(0, [], people, pack) ? [] : Clashing(people, pack);
    }

    static bool CanFill(int index, Dictionary<FundRole, string> chosen, Dictionary<FundRole, List<string>> people, PackValues pack)
    {
        if (index == Needed.Count) return true;
        var role = Needed[index];
        foreach (var person in people[role].Where(person => !Clashes(role, person, chosen, pack)))
        {
            chosen[role] = person;
            if (CanFill(index + 1, chosen, people, pack)) return true;
            chosen.Remove(role);
        }

        return false;
    }

    static bool Clashes(FundRole role, string person, Dictionary<FundRole, string> chosen, PackValues pack) =>
        chosen.Any(other => other.Value == person && DifferentPeople.Clash(role, other.Key, pack.IncompatibleDuties) is not null);

    /// <summary>The pairs whose holders are one and the same person; where no single pair is to blame, every pair that shares people.</summary>
    static List<SetUpGap> Clashing(Dictionary<FundRole, List<string>> people, PackValues pack)
    {
        var pairs = Pairs().Where(pair => DifferentPeople.Clash(pair.One, pair.Other, pack.IncompatibleDuties) is not null).ToList();
        var forced = pairs.Where(pair => people[pair.One].Union(people[pair.Other]).Count() == 1).ToList();
        var named = forced.Count > 0 ? forced : [.. pairs.Where(pair => people[pair.One].Intersect(people[pair.Other]).Any())];
        return [.. named.Select(pair => new SetUpGap(pair.One, pair.Other))];
    }

    static IEnumerable<(FundRole One, FundRole Other)> Pairs() =>
        Needed.SelectMany((one, i) => Needed.Skip(i + 1).Select(other => (one, other)));
}
