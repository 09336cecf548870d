using Jiuji.Matching.Consents;

namespace Jiuji.Matching.Households;

/// <summary>A category as the rule pack orders it: place in the order of determination, code, clause.</summary>
public sealed record CategoryRule(int Order, string CategoryCode, string Clause);

/// <summary>What the reviewer found for one category.</summary>
public sealed record CategoryFinding(string CategoryCode, bool IsMet, string Finding);

/// <summary>The category of the household and the steps that led to it, all to be stored.</summary>
public sealed record Classified(string CategoryCode, IReadOnlyList<CategoryStep> Trail);

/// <summary>
/// One application, reviewed category by category in the pack's order of determination; the first that is met wins and every step is logged
/// (CZ24 二(二): A6, A7). The applicant's consent comes first (A8). The order says what somebody is, not who is helped first.
/// Refuses WrongRole, MoveNotAllowed (already decided), ConsentMissing and its kin, CategoryUnknown (a category was left out or is not the
/// pack's).
/// </summary>
public static class Classification
{
    public static Decision<Classified> Decide(
        Application application, Consent? consent, Guid bureau, IReadOnlyList<CategoryRule> rules, IReadOnlyList<CategoryFinding> findings,
        Act act)
    {
        if (!application.IsOpen)
            return MatchingRefusal.MoveNotAllowed;
        if (!act.Role.HasDuty())
            return MatchingRefusal.WrongRole;
        if (ConsentCheck.Covers(consent, bureau, ConsentPurpose.Classification, Personal.PersonalFields.None, act.Today) is { } refusal)
            return refusal;
        var found = findings.ToDictionary(finding => finding.CategoryCode);
        var ordered = rules.OrderBy(rule => rule.Order).ToList();
        return Reached(ordered, found) is { } reached ? Trail(application, ordered, found, reached, act) : MatchingRefusal.CategoryUnknown;
    }

    /// <summary>How many steps are looked at: up to the first that is met. Null when one of them was not looked into.</summary>
    static int? Reached(List<CategoryRule> ordered, Dictionary<string, CategoryFinding> found)
    {
        if (found.Keys.Except(ordered.Select(rule => rule.CategoryCode)).Any())
            return null;
        var met = ordered.FindIndex(rule => found.TryGetValue(rule.CategoryCode, out var finding) && finding.IsMet);
        var reached = met < 0 ? ordered.Count : met + 1;
        return ordered.Take(reached).All(rule => found.ContainsKey(rule.CategoryCode)) ? reached : null;
    }

    static Classified Trail(
        Application application, List<CategoryRule> ordered, Dictionary<string, CategoryFinding> found, int reached, Act act)
    {
        var trail = ordered.Select((rule, at) => at < reached
            ? Step(application, rule, at + 1, found[rule.CategoryCode], act)
            : Step(application, rule, at + 1, null, act)).ToList();
        return new Classified(trail.Find(step => step.Result == StepResult.Met)?.CategoryCode ?? CategoryCode.None, trail);
    }

    static CategoryStep Step(Application application, CategoryRule rule, int order, CategoryFinding? finding, Act act) => new()
    {
        CountyCode = application.CountyCode,
        ApplicationId = application.Id,
        StepNumber = order,
        HouseholdId = application.HouseholdId,
        CategoryCode = rule.CategoryCode,
        Result = finding switch { null => StepResult.NotReached, { IsMet: true } => StepResult.Met, _ => StepResult.NotMet },
        Finding = finding?.Finding ?? "",
        Clause = rule.Clause,
        Actor = act.Actor,
        At = act.At,
    };
}
