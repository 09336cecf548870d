using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Language;
using Jiuji.Web.Lanes;
using Jiuji.Web.Looks;
using Jiuji.Web.Refusals;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Sight = Jiuji.Web.Features.Steps.Sight;

namespace Jiuji.Web.Features.Matches;

/// <summary>One match: where it stands, what this person can do about it now, and all that has happened to it.</summary>
[Authorize(Roles = MatchingPages.OfficesAndProviders)]
public sealed class MatchDetailModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names, PersonalVault vault, TimeProvider clock)
    : ActingPage(mediator, words)
{
    private readonly IMediator sender = mediator;

    [FromRoute]
    public Guid Id { get; set; }

    public MatchCard Card { get; private set; } = default!;
    public Match Match { get; private set; } = default!;
    public Consent? Consent { get; private set; }
    public IReadOnlyList<Move> History { get; private set; } = [];
    /// <summary>Open dated turns with room for this match, where the lot has turns.</summary>
    public IReadOnlyList<OpenTurn> Turns { get; private set; } = [];
    public bool IsSlotted { get; private set; }
    public Revealed? Shown { get; private set; }
    public NameShelf Names => names;
    public DateOnly Today => clock.Today();
    public bool IsProvider => Me.InMatching().IsProvider();

    /// <summary>The moves that lifecycle and role leave open; what else refuses them is said when they are tried.</summary>
    public bool May(MatchTrigger trigger) =>
        MatchLifecycle.Table.Next(Match.State, trigger) is not null && MatchLifecycle.Table.Rules[trigger].Roles.Contains(Me.InMatching());

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var mine = MatchCards.Visible(db, Me).Where(match => match.Id == Id);
        if (await MatchCards.Of(db, mine, Me).FirstOrDefaultAsync(cancellationToken) is not { } card)
        {
            return NotFound();
        }

        (Card, Match) = (card, await mine.FirstAsync(cancellationToken));
        Consent = await ConsentOf(db, Match, cancellationToken);
        this.Show(SightOf(Match, Consent));
        if (May(MatchTrigger.Accept))
        {
            (IsSlotted, Turns) = await LotStock.OpenTurns(db, Me.CountyCode, Match.LotId, Match.Quantity, Today, cancellationToken);
        }

        History = IsProvider ? [] : await db.Set<Move>().AsNoTracking()
            .Where(move => move.CountyCode == Me.CountyCode && move.SubjectId == Id).OrderBy(move => move.At).ThenBy(move => move.ActId).ToListAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostAccept(Guid? slot, CancellationToken token) => Do(new AcceptProposal(CommandId, Me, Me.CountyCode, Id, slot), "match.accepted", token);

    public Task<IActionResult> OnPostAside(string? reason, CancellationToken token) => Do(new SetAside(CommandId, Me, Me.CountyCode, Id, reason ?? ""), "match.set_aside", token);

    public Task<IActionResult> OnPostAsk(CancellationToken token) => Do(new AskConsent(CommandId, Me, Me.CountyCode, Id), "consent.asked", token);

    public Task<IActionResult> OnPostAnswer(bool given, GivenBy givenBy, ConsentForm form, string? witness, CancellationToken token) =>
        Do(new AnswerConsent(CommandId, Me, Me.CountyCode, Id, given, givenBy, form, witness ?? ""), "consent.answered", token);

    public Task<IActionResult> OnPostOffer(CancellationToken token) => Do(new OfferMatch(CommandId, Me, Me.CountyCode, Id), "match.offered", token);

    public Task<IActionResult> OnPostYes(DateOnly? deliverBy, CancellationToken token) => Do(new ProviderAccept(CommandId, Me, Me.CountyCode, Id, deliverBy), "match.in_delivery", token);

    public Task<IActionResult> OnPostNo(string? reason, CancellationToken token) => Do(new ProviderDecline(CommandId, Me, Me.CountyCode, Id, reason ?? ""), "match.declined", token, "/matches");

    public Task<IActionResult> OnPostDeliver(long quantity, bool restFollows, CancellationToken token) =>
        Do(new Deliver(CommandId, Me, Me.CountyCode, Id, quantity, restFollows), "match.delivered", token);

    public Task<IActionResult> OnPostFail(string? reason, CancellationToken token) => Do(new FailDelivery(CommandId, Me, Me.CountyCode, Id, reason ?? ""), "match.back_in_stock", token);

    public Task<IActionResult> OnPostConfirm(string? reason, CancellationToken token) => Do(new ConfirmReceipt(CommandId, Me, Me.CountyCode, Id, reason ?? ""), "match.confirmed", token);

    public Task<IActionResult> OnPostClose(string? reason, CancellationToken token) => Do(new CloseMatch(CommandId, Me, Me.CountyCode, Id, reason ?? ""), "match.closed", token);

    public Task<IActionResult> OnPostWithdraw(CancellationToken token) => Do(new WithdrawMatch(CommandId, Me, Me.CountyCode, Id), "match.withdrawn", token);

    /// <summary>Exactly the consented fields, once the look has been written down; they are in this one answer and nowhere else.</summary>
    public async Task<IActionResult> OnPostLook(CancellationToken cancellationToken)
    {
        if (await OnGet(cancellationToken) is NotFoundResult || Consent is null)
        {
            return NotFound();
        }

        var looked = await sender.Send(
            new LookAt(CommandId, Me, Me.CountyCode, Consent.PersonId, Consent.Fields & Card.FieldsNeeded, $"match:{Id:D}"), cancellationToken);
        if (looked.Refused is { } refused)
        {
            ModelState.AddModelError("", Words.Sentence(refused));
            return Page();
        }

        Shown = await LookedAt.Shown(db, Me, Me.CountyCode, looked.Value, vault, clock.GetUtcNow(), cancellationToken);
        return Page();
    }

    /// <summary>The strip of steps; a life that ended early shows where.</summary>
    public IReadOnlyList<LifeStep> Steps()
    {
        MatchState[] way = Match.NeedsPersonalData
            ? [MatchState.Proposed, MatchState.Accepted, MatchState.ConsentAsked, MatchState.Offered, MatchState.InDelivery, MatchState.Delivered, MatchState.Confirmed]
            : [MatchState.Proposed, MatchState.Accepted, MatchState.Offered, MatchState.InDelivery, MatchState.Delivered, MatchState.Confirmed];
        var at = Array.IndexOf(way, Match.State);
        if (at < 0)
        {
            var last = History.LastOrDefault(move => move.Refusal is null);
            var came = last is null ? 0 : Math.Max(0, Array.IndexOf(way, Enum.Parse<MatchState>(last.FromState)));
            return [.. way.Take(came + 1).Select(state => new LifeStep(Words.Of(state), StepMark.Done)), new LifeStep(Words.Of(Match.State), StepMark.Stop)];
        }

        return [.. way.Select((state, place) => new LifeStep(
            Words.Of(state), place < at || Match.State == MatchState.Confirmed ? StepMark.Done : place == at ? StepMark.Now : StepMark.Ahead))];
    }

    private static Task<Consent?> ConsentOf(JiujiDb from, Match match, CancellationToken cancellationToken) => match.ConsentId is { } consent
        ? from.Set<Consent>().AsNoTracking().FirstOrDefaultAsync(each => each.CountyCode == match.CountyCode && each.Id == consent, cancellationToken)
        : Task.FromResult<Consent?>(null);

    /// <summary>What every step rests on: where the match stands, and what the household has agreed to; quantity, lot and household of a match never change.</summary>
    private Sight SightOf(Match match, Consent? consent) => new(
    [
        Sight.Fact("common.state", Words.Of(match.State)),
        Sight.Fact("consent.title", consent is null ? "" : consent.ValidUntil is { } until ? $"{Words.Of(consent.State)} {Words["consent.until"]} {Days.Iso(until)}" : Words.Of(consent.State)),
    ]);

    private Task<IActionResult> Do(ICommand<MatchDone> command, string notice, CancellationToken token, string? then = null)
    {
        this.OnlyAsSeen(async (inLane, cancellationToken) => await inLane.Set<Match>().AsNoTracking().FirstOrDefaultAsync(each => each.CountyCode == Me.CountyCode && each.Id == Id, cancellationToken)
            is { } match ? SightOf(match, await ConsentOf(inLane, match, cancellationToken)) : null);
        return Send(command, notice, then ?? $"/matches/{Id}", () => OnGet(token), token);
    }
}
