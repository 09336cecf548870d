using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Solving;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Matches;

/// <summary>Age and sex of somebody a need may be for; null while unknown, and then no restriction on it is passed.</summary>
public readonly record struct MemberFacts(int? Age, Sex? Sex)
{
    public bool FitsAge(SupplyLot lot) => (lot.AgeFrom is null || Age >= lot.AgeFrom) && (lot.AgeTo is null || Age <= lot.AgeTo);

    public bool FitsSex(SupplyLot lot) => !lot.IsFemaleOnly || Sex == Personal.Sex.Female;

    public bool Fits(SupplyLot lot) => FitsAge(lot) && FitsSex(lot);
}

/// <summary>What the hard rules ask about a household; nothing in it names anybody.</summary>
/// <param name="HelpedAt">Where help reaches it: see <see cref="Household.HelpedAt"/>.</param>
/// <param name="Members">The living members a need may be for: all, or the one it is for.</param>
/// <param name="RelatedOrganisations">Organisations with a declared tie to it (Charity Law 59).</param>
/// <param name="RefusedOrganisations">Organisations to which its last answer was no.</param>
/// <param name="CausesAided">Causes already aided in the window (R10), unless a second person has explained the repetition.</param>
public sealed record HouseholdFacts(
    Guid HouseholdId, Place HelpedAt, string CategoryCode, IReadOnlyList<MemberFacts> Members,
    IReadOnlySet<Guid> RelatedOrganisations, IReadOnlySet<Guid> RefusedOrganisations, IReadOnlySet<string> CausesAided)
{
    public static HouseholdFacts Of(
        Household household, IEnumerable<Person> persons, Need need, IEnumerable<RelatedParty> ties, IEnumerable<Consent> consents,
        IReadOnlySet<string> causesAided, DateOnly today)
    {
        var living = persons.Where(person => person.IsCurrent && person.IsAliveOn(today)).ToList();
        var meant = need.PersonId is { } only ? living.FindAll(person => person.Id == only) : living;
        var own = need.PersonId is null ? null : meant.FirstOrDefault()?.OwnCategoryCode;
        return new HouseholdFacts(
            household.Id, household.HelpedAt, own ?? household.CategoryCode,
            [.. meant.OrderBy(person => person.Id).Select(person => new MemberFacts(person.AgeOn(today), person.Sex))],
            ties.Where(tie => tie.HouseholdId == household.Id).Select(tie => tie.OrganisationId).ToHashSet(),
            SaidNoTo(consents.Where(consent => consent.HouseholdId == household.Id)),
            causesAided);
    }

    /// <summary>The last word counts: who refused and later agreed has agreed.</summary>
    static HashSet<Guid> SaidNoTo(IEnumerable<Consent> consents) => consents
        .Where(consent => consent.Purpose == ConsentPurpose.Aid && consent.State != ConsentState.Asked)
        .GroupBy(consent => consent.OrganisationId)
        .Where(group => group.MaxBy(consent => (consent.WithdrawnAt ?? consent.AnsweredAt ?? consent.AskedAt, consent.Id))!.State
            is ConsentState.Refused or ConsentState.Withdrawn)
        .Select(group => group.Key).ToHashSet();
}

/// <summary>
/// The hard rules between a lot and a need: what they forbid is never proposed and cannot be chosen by hand either. What the donor has not
/// restricted is open to every household, in a category or not.
/// </summary>
public static class LotFit
{
    /// <summary>All that forbids it, in the order of refusals; empty when nothing does.</summary>
    public static IReadOnlyList<MatchingRefusal> Refusals(SupplyLot lot, Need need, HouseholdFacts household, DateOnly today) =>
        [.. Checks(lot, need, household, today).Where(check => check.Forbids).Select(check => check.Refusal).Order()];

    public static MatchingRefusal? Check(SupplyLot lot, Need need, HouseholdFacts household, DateOnly today) =>
        Refusals(lot, need, household, today) is [var first, ..] ? first : null;

    /// <summary>The same rule in the words of the station's refusals.</summary>
    public static MatchingRefusal RefusalOf(ArcRefusal rule) => rule switch
    {
        ArcRefusal.KindDiffers or ArcRefusal.KindNotNamedByDonor => MatchingRefusal.KindsDiffer,
        ArcRefusal.ProviderRefusedByHousehold => MatchingRefusal.ConsentRefused,
        ArcRefusal.RelatedParty => MatchingRefusal.RelatedParty,
        ArcRefusal.SameCauseAidInWindow or ArcRefusal.KindReceivedInWindow => MatchingRefusal.SameCauseInWindow,
        ArcRefusal.LotExpired => MatchingRefusal.LotExpired,
        ArcRefusal.NothingLeft => MatchingRefusal.ExceedsFreeQuantity,
        ArcRefusal.LimitPerHouseholdReached => MatchingRefusal.ExceedsLotLimitPerHousehold,
        ArcRefusal.OutsideArea => MatchingRefusal.AreaNotServed,
        ArcRefusal.CategoryNotNamedByDonor => MatchingRefusal.CategoryNotEligible,
        ArcRefusal.AgeNotNamedByDonor => MatchingRefusal.AgeNotEligible,
        ArcRefusal.SexNotNamedByDonor => MatchingRefusal.SexNotEligible,
        ArcRefusal.TooSmallForTheWholeNeed => MatchingRefusal.WholeNeedNotCovered,
    };

    static IEnumerable<(bool Forbids, MatchingRefusal Refusal)> Checks(
        SupplyLot lot, Need need, HouseholdFacts household, DateOnly today) =>
    [
        (lot.CountyCode != need.CountyCode || need.HouseholdId != household.HouseholdId, MatchingRefusal.SubjectsDiffer),
        (household.RefusedOrganisations.Contains(lot.OrganisationId), MatchingRefusal.ConsentRefused),
        (lot.State != LotState.Published, MatchingRefusal.LotNotPublished),
        (today > lot.ValidUntil, MatchingRefusal.LotExpired),
        (!need.IsOpen, MatchingRefusal.NeedClosed),
        (lot.NeedKindCode != need.KindCode, MatchingRefusal.KindsDiffer),
        (lot.Unit != need.Unit, MatchingRefusal.UnitsDiffer),
        (!household.HelpedAt.IsIn(lot.AreaCodes), MatchingRefusal.AreaNotServed),
        (lot.Categories.Count > 0 && !lot.CategoryCodes.Contains(household.CategoryCode), MatchingRefusal.CategoryNotEligible),
        (IsAgeRestricted(lot) && !household.Members.Any(member => member.FitsAge(lot)), MatchingRefusal.AgeNotEligible),
        (lot.IsFemaleOnly && !household.Members.Any(member => member.Fits(lot)), MatchingRefusal.SexNotEligible),
        (household.RelatedOrganisations.Contains(lot.OrganisationId), MatchingRefusal.RelatedParty),
        (need.CauseCode.Length > 0 && household.CausesAided.Contains(need.CauseCode), MatchingRefusal.SameCauseInWindow),
    ];

    static bool IsAgeRestricted(SupplyLot lot) => lot.AgeFrom is not null || lot.AgeTo is not null;
}
