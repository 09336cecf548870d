using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Solving;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// A match as a card shows it. The head's name is masked; to a provider neither name nor numbers are read from the database at all, and the place is no smaller
/// than a township (D5).
/// </summary>
public sealed record MatchCard
{
    public required Guid Id { get; init; }
    public required MatchState State { get; init; }
    public string NeedNumber { get; init; } = "";
    public string HouseholdNumber { get; init; } = "";
    public string Head { get; init; } = "";
    public int Size { get; init; }
    public string Category { get; init; } = "";
    public string Township { get; init; } = "";
    public required Urgency Urgency { get; init; }
    public required DateOnly? Deadline { get; init; }
    public bool IsGreen { get; init; }
    public required string KindCode { get; init; }
    public required string Unit { get; init; }
    public required long Wanted { get; init; }
    public required long Quantity { get; init; }
    public required long Delivered { get; init; }
    public required string LotNumber { get; init; }
    public required string LotName { get; init; }
    public required Guid LotId { get; init; }
    public required Guid Organisation { get; init; }
    public required DateOnly LotUntil { get; init; }
    public required PersonalFields FieldsNeeded { get; init; }
    public required DateTimeOffset? HoldUntil { get; init; }
    public string? ReasonsJson { get; init; }

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

    private static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Keyset<MatchCard> MostPressing = new Keyset<MatchCard>()
        .By(card => (int)card.Urgency, descending: true).By(card => card.IsGreen ? 0 : 1).By(card => card.Deadline ?? DateOnly.MaxValue)
        .By(card => card.NeedNumber).By(card => card.Id);

    private static readonly Keyset<MatchCard> DueFirst = new Keyset<MatchCard>().By(card => card.HoldUntil ?? Never).By(card => card.Id);

    /// <summary>The order in which this person works through matches.</summary>
    public static Keyset<MatchCard> OrderFor(Actor actor) => actor.InMatching().IsProvider() ? DueFirst : MostPressing;

    public static IQueryable<MatchCard> Of(JiujiDb db, IQueryable<Match> matches, Actor actor) => OrderFor(actor).Ordered(In(db, matches, actor));

    /// <summary>The cards in no order yet.</summary>
    public static IQueryable<MatchCard> In(JiujiDb db, IQueryable<Match> matches, Actor actor) =>
        actor.InMatching().IsProvider() ? ForProvider(db, matches) : ForOffice(db, matches);

    private static IQueryable<MatchCard> ForOffice(JiujiDb db, IQueryable<Match> matches) =>
        from match in matches
        join need in db.Set<Need>() on new { match.CountyCode, Id = match.NeedId } equals new { need.CountyCode, need.Id }
        join lot in db.Set<SupplyLot>() on new { match.CountyCode, Id = match.LotId } equals new { lot.CountyCode, lot.Id }
        join household in db.Set<Household>() on new { match.CountyCode, Id = match.HouseholdId } equals new { household.CountyCode, household.Id }
        select new MatchCard
        {
            Id = match.Id,
            State = match.State,
            NeedNumber = need.Number,
            HouseholdNumber = household.Number,
            Head = db.Set<Person>().Where(person => person.CountyCode == match.CountyCode && person.HouseholdId == match.HouseholdId && person.Relation == Relation.Head && person.DeletedAt == null)
                .Select(person => person.NameMasked).FirstOrDefault() ?? "",
            Size = household.Size,
            Category = household.CategoryCode,
            Township = household.ResidenceTownship,
            Urgency = need.Urgency,
            Deadline = need.Deadline,
            IsGreen = need.IsGreenChannel,
            KindCode = need.KindCode,
            Unit = need.Unit,
            Wanted = need.Quantity,
            Quantity = match.Quantity,
            Delivered = match.DeliveredQuantity,
            LotNumber = lot.Number,
            LotName = lot.Name,
            LotId = lot.Id,
            Organisation = match.OrganisationId,
            LotUntil = lot.ValidUntil,
            FieldsNeeded = lot.FieldsNeeded,
            HoldUntil = match.HoldUntil,
            ReasonsJson = db.Set<ProposalRecord>().Where(line => line.CountyCode == match.CountyCode && line.RunId == match.RunId && line.MatchId == match.Id)
                .Select(line => line.ReasonsJson).FirstOrDefault(),
        };

    /// <summary>Nothing personal is selected, so nothing personal can be shown by mistake.</summary>
    private static IQueryable<MatchCard> ForProvider(JiujiDb db, IQueryable<Match> matches) =>
        from match in matches
        join need in db.Set<Need>() on new { match.CountyCode, Id = match.NeedId } equals new { need.CountyCode, need.Id }
        join lot in db.Set<SupplyLot>() on new { match.CountyCode, Id = match.LotId } equals new { lot.CountyCode, lot.Id }
        select new MatchCard
        {
            Id = match.Id,
            State = match.State,
            Urgency = need.Urgency,
            Deadline = need.Deadline,
            KindCode = need.KindCode,
            Unit = need.Unit,
            Wanted = need.Quantity,
            Quantity = match.Quantity,
            Delivered = match.DeliveredQuantity,
            LotNumber = lot.Number,
            LotName = lot.Name,
            LotId = lot.Id,
            Organisation = match.OrganisationId,
            LotUntil = lot.ValidUntil,
            FieldsNeeded = lot.FieldsNeeded,
            HoldUntil = match.HoldUntil,
        };
}
