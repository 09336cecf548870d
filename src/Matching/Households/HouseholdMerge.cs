namespace Jiuji.Matching.Households;

/// <summary>Which file stays, which points to it, and which of the other's members are the same people.</summary>
/// <param name="SamePeople">Person of the ended file → the same person of the file that stays.</param>
public sealed record MergePlan(Household Kept, Household Ended, IReadOnlyDictionary<Guid, Guid> SamePeople, Move Move);

/// <summary>
/// Two files turn out to be one household. Nothing is deleted and no row of history is rewritten: the ended file points to the one that
/// stays, and both are read together from then on. Members who are the same point to themselves in the other file; the rest move over.
/// </summary>
public static class HouseholdMerge
{
    /// <summary>
    /// Refuses WrongRole, ReasonMissing, SameHousehold, SubjectsDiffer (another county's file), AlreadyMerged, HelpUnderWay (something is held or
    /// on its way for the file that would end: it is brought to its end first).
    /// </summary>
    public static Decision<MergePlan> Decide(Household kept, Household ended, IReadOnlyDictionary<Guid, Guid> samePeople, bool helpIsUnderWay, Act act)
    {
        if (!act.Role.HasDuty())
            return MatchingRefusal.WrongRole;
        if (!act.HasReason)
            return MatchingRefusal.ReasonMissing;
        if (kept.CountyCode != ended.CountyCode)
            return MatchingRefusal.SubjectsDiffer;
        if (kept.Id == ended.Id)
            return MatchingRefusal.SameHousehold;
        if (!kept.IsCurrent || !ended.IsCurrent)
            return MatchingRefusal.AlreadyMerged;
        if (helpIsUnderWay)
            return MatchingRefusal.HelpUnderWay;
        return new MergePlan(kept, ended, samePeople, Row(kept, ended, act));
    }

    public static void Apply(MergePlan plan, IEnumerable<Person> members)
    {
        plan.Ended.MergedIntoId = plan.Kept.Id;
        plan.Ended.Version++;
        foreach (var person in members.Where(person => person.HouseholdId == plan.Ended.Id))
        {
            if (plan.SamePeople.TryGetValue(person.Id, out var same))
                person.MergedIntoId = same;
            else
                person.HouseholdId = plan.Kept.Id;
            person.Version++;
        }
        plan.Kept.Version++;
    }

    /// <summary>The household that stands for this one now, however many merges later, and all whose history is read with it.</summary>
    public static IReadOnlySet<Guid> ReadTogether(Guid household, IReadOnlyCollection<Household> all)
    {
        var byId = all.ToDictionary(each => each.Id);
        var standing = Standing(household, byId);
        return all.Where(each => Standing(each.Id, byId) == standing).Select(each => each.Id).ToHashSet();
    }

    static Guid Standing(Guid household, Dictionary<Guid, Household> byId)
    {
        while (byId.TryGetValue(household, out var file) && file.MergedIntoId is { } next)
            household = next;
        return household;
    }

    static Move Row(Household kept, Household ended, Act act) => new()
    {
        CountyCode = kept.CountyCode,
        ActId = act.Id,
        Noun = "Household",
        SubjectId = ended.Id,
        FromState = "Current",
        Trigger = "Merge",
        ToState = $"MergedInto:{kept.Id:D}",
        Actor = act.Actor,
        Role = act.Role,
        At = act.At,
        Reason = act.Reason,
    };
}
