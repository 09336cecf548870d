using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Matches;

/// <summary>What the hard rules ask about a household; nothing in it names anybody.</summary>
/// <param name="Ages">Full years of the members it may be for: all living ones, or the one the need is for.</param>
/// <param name="RelatedOrganisations">Organisations with a declared tie to it (Charity Law 59).</param>
/// <param name="CausesAided">Causes already aided in the window (R10), unless a second person has explained the repetition.</param>
public sealed record HouseholdFacts(
    Guid HouseholdId, Place Residence, Place Registered, string CategoryCode, IReadOnlyList<int> Ages, IReadOnlySet<Sex> Sexes,
    IReadOnlySet<Guid> RelatedOrganisations, IReadOnlySet<string> CausesAided)
{
    public static HouseholdFacts Of(
        Household household, IEnumerable<Person> members, Need need, IEnumerable<RelatedParty> ties, IReadOnlySet<string> causesAided, DateOnly today)
    {
        var living = members.Where(person => person.IsCurrent && person.IsAliveOn(today)).ToList();
        var meant = need.PersonId is { } only ? living.FindAll(person => person.Id == only) : living;
        return new HouseholdFacts(
            household.Id, household.Residence, household.Registered,
            (need.PersonId is null ? null : meant.FirstOrDefault()?.OwnCategoryCode) ?? household.CategoryCode,
            [.. meant.Select(person => person.AgeOn(today)).OfType<int>()],
            meant.Select(person => person.Sex).OfType<Sex>().ToHashSet(),
            ties.Where(tie => tie.HouseholdId == household.Id).Select(tie => tie.OrganisationId).ToHashSet(),
            causesAided);
    }
}

/// <summary>
/// The hard rules between a lot and a need: what they forbid is never proposed and cannot be chosen by hand either. What the donor has not
/// restricted is open to every household, in a category or not.
/// </summary>
public static class Eligibility
{
    /// <summary>All that forbids it, in the order of refusals; empty when nothing does.</summary>
    public static IReadOnlyList<MatchingRefusal> Refusals(SupplyLot lot, Need need, HouseholdFacts household, DateOnly today) =>
        [.. Checks(lot, need, household, today).Where(check => check.Forbids).Select(check => check.Refusal).Order()];

    public static MatchingRefusal? Check(SupplyLot lot, Need need, HouseholdFacts household, DateOnly today) =>
        Refusals(lot, need, household, today) is [var first, ..] ? first : null;

    static IEnumerable<(bool Forbids, MatchingRefusal Refusal)> Checks(SupplyLot lot, Need need, HouseholdFacts household, DateOnly today) =>
    [
        (lot.CountyCode != need.CountyCode || need.HouseholdId != household.HouseholdId, MatchingRefusal.SubjectsDiffer),
        (lot.State != LotState.Published, MatchingRefusal.LotNotPublished),
        (today > lot.ValidUntil, MatchingRefusal.LotExpired),
        (!need.IsOpen, MatchingRefusal.NeedClosed),
        (lot.NeedKindCode != need.KindCode, MatchingRefusal.KindsDiffer),
        (lot.Unit != need.Unit, MatchingRefusal.UnitsDiffer),
        (!household.Residence.IsIn(lot.AreaCodes) && !household.Registered.IsIn(lot.AreaCodes), MatchingRefusal.AreaNotServed),
        (lot.Categories.Count > 0 && !lot.CategoryCodes.Contains(household.CategoryCode), MatchingRefusal.CategoryNotEligible),
        (!AgeFits(lot, household.Ages), MatchingRefusal.AgeNotEligible),
        (lot.OnlySex is { } sex && !household.Sexes.Contains(sex), MatchingRefusal.SexNotEligible),
        (household.RelatedOrganisations.Contains(lot.OrganisationId), MatchingRefusal.RelatedParty),
        (need.CauseCode.Length > 0 && household.CausesAided.Contains(need.CauseCode), MatchingRefusal.SameCauseInWindow),
    ];

    static bool AgeFits(SupplyLot lot, IReadOnlyList<int> ages) =>
        (lot.AgeFrom is null && lot.AgeTo is null)
        || ages.Any(age => age >= (lot.AgeFrom ?? 0) && age <= (lot.AgeTo ?? int.MaxValue));
}
