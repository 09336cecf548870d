using Jiuji.Matching.Matches;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Households;

/// <summary>A household's new category and the matches that must end with the old one.</summary>
public sealed record CategoryChanged(string CategoryCode, DateOnly Since, DateOnly? TaperUntil, IReadOnlyList<Guid> MatchesToEnd, Move Move)
{
    public void ApplyTo(Household household)
    {
        (household.CategoryCode, household.CategorySince, household.TaperUntil) = (CategoryCode, Since, TaperUntil);
        household.Version++;
    }
}

/// <summary>
/// A category begins, changes or ends after review (B12). What is under way from a lot whose donor meant the old category ends, unless the
/// taper period (渐退期) still carries it; what no donor restricted goes on, for losing a category is not losing a need.
/// </summary>
public static class CategoryChange
{
    /// <summary>Refuses WrongRole, ReasonMissing.</summary>
    /// <param name="underWay">The household's matches with their lots.</param>
    public static Decision<CategoryChanged> Decide(
        Household household, string categoryCode, DateOnly since, DateOnly? taperUntil,
        IEnumerable<(Match Match, SupplyLot Lot)> underWay, Act act)
    {
        if (!act.Role.HasDuty())
            return MatchingRefusal.WrongRole;
        if (!act.HasReason)
            return MatchingRefusal.ReasonMissing;
        var tapers = taperUntil is { } until && act.Today <= until;
        var ends = underWay.Where(each => !tapers && each.Match.State.IsUnderWay() && !Admits(each.Lot, categoryCode))
            .Select(each => each.Match.Id).Order();
        return new CategoryChanged(categoryCode, since, taperUntil, [.. ends], Row(household, categoryCode, act));
    }

    static bool Admits(SupplyLot lot, string category) => lot.Categories.Count == 0 || lot.CategoryCodes.Contains(category);

    static Move Row(Household household, string categoryCode, Act act) => new()
    {
        CountyCode = household.CountyCode,
        ActId = act.Id,
        Noun = "Household",
        SubjectId = household.Id,
        FromState = household.CategoryCode,
        Trigger = "ChangeCategory",
        ToState = categoryCode,
        Actor = act.Actor,
        Role = act.Role,
        At = act.At,
        Reason = act.Reason,
    };
}
