using Jiuji.Matching;
using Jiuji.Matching.Matches;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>One lot for one need, as this sender may see it: to a provider need and household stay unnamed (D5). Quantities in the lot's unit.</summary>
public sealed record MatchView(
    Guid Id, MatchState State, string? Need, string? Household, string Lot, Guid Organisation, string Kind, string Unit, long Quantity, long Delivered, DateTimeOffset? HoldUntil,
    DateOnly LotValidUntil);

public static class MatchReads
{
    private static readonly IReadOnlyList<Role> Viewers = ApiRead.RolesOf(MatchingPages.OfficesAndProviders);

    public static IReadOnlyList<ApiRead> All { get; } =
    [
        new("/matches", "list-matches", ApiScope.ReadMatches, Viewers, List, typeof(ListPart<MatchView>)),
        new("/matches/{id:guid}", "read-match", ApiScope.ReadMatches, Viewers, One, typeof(MatchView)),
    ];

    /// <summary>Lists the matches of the sender's area or organisation, in the order in which they were proposed.</summary>
    /// <param name="state">Only matches in this state.</param>
    private static Task<IResult> List(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, MatchState? state)
    {
        var actor = Caller.Of(context.User).Actor;
        var matches = MatchCards.Visible(db, actor);
        if (page.AfterId is { } after)
        {
            matches = matches.Where(match => match.Id > after);
        }

        if (state is not null)
        {
            matches = matches.Where(match => match.State == state);
        }

        return Answers.Part(context, page, matches.OrderBy(match => match.Id), match => match.Id.ToString(), rows => Views(db, actor, rows, context.RequestAborted));
    }

    /// <summary>Reads one match.</summary>
    private static async Task<IResult> One(HttpContext context, JiujiDb db, Guid id) =>
        Answers.One(context, await Find(db, Caller.Of(context.User).Actor, id, context.RequestAborted), id.ToString());

    public static async Task<MatchView?> Find(JiujiDb db, Actor actor, Guid id, CancellationToken cancellationToken) =>
        await MatchCards.Of(db, MatchCards.Visible(db, actor).Where(match => match.Id == id), actor).FirstOrDefaultAsync(cancellationToken) is { } card ? View(card, actor) : null;

    private static async Task<IReadOnlyList<MatchView>> Views(JiujiDb db, Actor actor, IReadOnlyList<Match> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(match => match.Id).ToList();
        var cards = await MatchCards.Of(db, MatchCards.Visible(db, actor).Where(match => ids.Contains(match.Id)), actor).ToListAsync(cancellationToken);
        return [.. cards.OrderBy(card => ids.IndexOf(card.Id)).Select(card => View(card, actor))];
    }

    private static MatchView View(MatchCard card, Actor actor)
    {
        var isProvider = actor.InMatching().IsProvider();
        return new MatchView(
            card.Id, card.State, isProvider ? null : card.NeedNumber, isProvider ? null : card.HouseholdNumber, card.LotNumber, card.Organisation, card.KindCode, card.Unit,
            card.Quantity, card.Delivered, card.HoldUntil, card.LotUntil);
    }
}
