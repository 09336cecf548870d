using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Solving;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// A match as a card shows it. The head's name is masked; to a provider neither name nor numbers are read from the database at all, and the place is no smaller
/// than a township (D5).
/// </summary>
public sealed record MatchCard(
    Guid Id, MatchState State, string NeedNumber, string HouseholdNumber, string Head, int Size, string Category, string Township, Urgency Urgency, DateOnly? Deadline,
    bool IsGreen, string KindCode, string Unit, long Wanted, long Quantity, long Delivered, string LotNumber, string LotName, Guid LotId, Guid Organisation, DateOnly LotUntil,
    PersonalFields FieldsNeeded, DateTimeOffset? HoldUntil, string? ReasonsJson)
{
    public IReadOnlyList<ProposalReason> Reasons => ReasonsJson is null ? [] : RunRecording.Reasons(new ProposalRecord
    {
        CountyCode = "", RunId = Guid.Empty, Rank = 0, NeedId = Guid.Empty, LotId = LotId, Quantity = Quantity, ReasonsJson = ReasonsJson,
    });
}

/// <summary>Where a match stands for the people who work on it: the tabs of the page.</summary>
public enum MatchTab { Proposed, Consent, Offered, Delivery, Confirm, Over }

public static class MatchCards
{
    public static IReadOnlyList<MatchState> States(MatchTab tab) => tab switch
    {
        MatchTab.Proposed => [MatchState.Proposed],
        MatchTab.Consent => [MatchState.Accepted, MatchState.ConsentAsked],
        MatchTab.Offered => [MatchState.Offered],
        MatchTab.Delivery => [MatchState.InDelivery],
        MatchTab.Confirm => [MatchState.Delivered, MatchState.Disputed],
        MatchTab.Over =>
        [
            MatchState.Confirmed, MatchState.Closed, MatchState.Declined, MatchState.NotDelivered, MatchState.ConsentRefused, MatchState.SetAside, MatchState.Withdrawn,
            MatchState.Expired,
        ],
    };

    /// <summary>The matches this person may see: a station's own township, a provider's own lots once they have been offered, the county's all.</summary>
    public static IQueryable<Match> Visible(JiujiDb db, Actor actor)
    {
        var matches = db.Set<Match>().AsNoTracking().Where(match => match.CountyCode == actor.CountyCode);
        if (actor.InMatching().IsProvider())
        {
            return matches.Where(match => match.OrganisationId == actor.OrganisationId && match.State != MatchState.Proposed && match.State != MatchState.SetAside
                && match.State != MatchState.Accepted && match.State != MatchState.ConsentAsked && match.State != MatchState.ConsentRefused && match.State != MatchState.Cancelled);
        }

        return actor.TownshipCode.Length == 0
            ? matches
            : matches.Where(match => db.Set<Household>().Any(household => household.CountyCode == match.CountyCode && household.Id == match.HouseholdId
                && (household.ResidenceTownship == actor.TownshipCode || household.RegisteredTownship == actor.TownshipCode)));
    }

    public static IQueryable<MatchCard> Of(JiujiDb db, IQueryable<Match> matches, Actor actor) =>
        actor.InMatching().IsProvider() ? ForProvider(db, matches) : ForOffice(db, matches);

    private static IQueryable<MatchCard> ForOffice(JiujiDb db, IQueryable<Match> matches) =>
        from match in matches
        join need in db.Set<Need>() on new { match.CountyCode, Id = match.NeedId } equals new { need.CountyCode, need.Id }
        join lot in db.Set<SupplyLot>() on new { match.CountyCode, Id = match.LotId } equals new { lot.CountyCode, lot.Id }
        join household in db.Set<Household>() on new { match.CountyCode, Id = match.HouseholdId } equals new { household.CountyCode, household.Id }
        orderby need.Urgency descending, need.IsGreenChannel descending, need.Deadline, need.Number, match.Id
        select new MatchCard(
            match.Id, match.State, need.Number, household.Number,
            db.Set<Person>().Where(person => person.CountyCode == match.CountyCode && person.HouseholdId == match.HouseholdId && person.Relation == Relation.Head && person.DeletedAt == null)
                .Select(person => person.NameMasked).FirstOrDefault() ?? "",
            household.Size, household.CategoryCode, household.ResidenceTownship, need.Urgency, need.Deadline, need.IsGreenChannel, need.KindCode, need.Unit, need.Quantity,
            match.Quantity, match.DeliveredQuantity, lot.Number, lot.Name, lot.Id, match.OrganisationId, lot.ValidUntil, lot.FieldsNeeded, match.HoldUntil,
            db.Set<ProposalRecord>().Where(line => line.CountyCode == match.CountyCode && line.RunId == match.RunId && line.MatchId == match.Id)
                .Select(line => line.ReasonsJson).FirstOrDefault());

    /// <summary>Nothing personal is selected, so nothing personal can be shown by mistake.</summary>
    private static IQueryable<MatchCard> ForProvider(JiujiDb db, IQueryable<Match> matches) =>
        from match in matches
        join need in db.Set<Need>() on new { match.CountyCode, Id = match.NeedId } equals new { need.CountyCode, need.Id }
        join lot in db.Set<SupplyLot>() on new { match.CountyCode, Id = match.LotId } equals new { lot.CountyCode, lot.Id }
        orderby match.HoldUntil, match.Id
        select new MatchCard(
            match.Id, match.State, "", "", "", 0, "", "", need.Urgency, need.Deadline, false, need.KindCode, need.Unit, need.Quantity,
            match.Quantity, match.DeliveredQuantity, lot.Number, lot.Name, lot.Id, match.OrganisationId, lot.ValidUntil, lot.FieldsNeeded, match.HoldUntil, null);
}
