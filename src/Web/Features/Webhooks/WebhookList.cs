using Jiuji.Matching;
using Jiuji.Web.Api.Webhooks;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Webhooks;

/// <summary>Which programs are told of what, the latest messages, and those that never arrived.</summary>
[Authorize(Roles = WebhookListModel.Subscribers)]
public sealed class WebhookListModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words) : ActingPage(mediator, words)
{
    public const string Subscribers = "CountyCivilAffairs,CountyFinance,CharityStaff,SocietyTreasurer";
    private const int MostShown = 50;
    private const string SecretKey = "webhook-secret";

    /// <summary>Whether a link here leads anywhere for this reader.</summary>
    public static bool IsFor(System.Security.Claims.ClaimsPrincipal reader) => Subscribers.Split(',').Any(reader.IsInRole);

    public IReadOnlyList<WebhookSubscription> Subscriptions { get; private set; } = [];
    public IReadOnlyList<WebhookDelivery> Messages { get; private set; } = [];

    /// <summary>Shown on the one page after subscribing, and nowhere else.</summary>
    public string? Secret { get; private set; }
    public string Address { get; private set; } = "";
    public IReadOnlyList<WebhookEvent> Chosen { get; private set; } = [];

    public IReadOnlyList<WebhookEvent> Offered => Me.InMatching().IsProvider()
        ? [WebhookEvent.LotPublished, WebhookEvent.MatchOffered, WebhookEvent.MatchAccepted, WebhookEvent.MatchDelivered]
        : Enum.GetValues<WebhookEvent>();

    /// <summary>A county's officers look after the county's subscriptions, a provider after its own.</summary>
    public static IQueryable<WebhookSubscription> Own(IQueryable<WebhookSubscription> all, Actor actor)
    {
        Guid? organisation = actor.InMatching().IsProvider() ? actor.OrganisationId ?? Guid.Empty : null;
        return all.Where(each => each.CountyCode == actor.CountyCode && each.OrganisationId == organisation);
    }

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        Secret = TempData[SecretKey] as string;
        return await Shown(cancellationToken);
    }

    public async Task<IActionResult> OnPostSubscribe(string? url, WebhookEvent[] events, CancellationToken cancellationToken)
    {
        (Address, Chosen) = ((url ?? "").Trim(), events);
        var secret = WebhookSignature.NewSecret();
        TempData[SecretKey] = secret;
        var answer = await Send(
            new SubscribeWebhook(CommandId, Me, Me.CountyCode, Address, string.Join(' ', events), secret), "webhook.subscribed", "/webhooks", () => Shown(cancellationToken), cancellationToken);
        if (answer is not RedirectResult)
        {
            TempData.Remove(SecretKey);
        }

        return answer;
    }

    public Task<IActionResult> OnPostEnd(Guid subscription, CancellationToken cancellationToken) =>
        Send(new EndWebhook(CommandId, Me, Me.CountyCode, subscription), "webhook.ended", "/webhooks", () => Shown(cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostResend(Guid message, CancellationToken cancellationToken) =>
        Send(new ResendWebhook(CommandId, Me, Me.CountyCode, message), "webhook.resent", "/webhooks", () => Shown(cancellationToken), cancellationToken);

    public string UrlOf(WebhookDelivery message) => Subscriptions.FirstOrDefault(each => each.Id == message.SubscriptionId)?.Url ?? "";

    private async Task<IActionResult> Shown(CancellationToken cancellationToken)
    {
        var own = Own(db.Set<WebhookSubscription>().AsNoTracking(), Me);
        Subscriptions = await own.OrderByDescending(each => each.CreatedAt).ToListAsync(cancellationToken);
        Messages = await db.Set<WebhookDelivery>().AsNoTracking()
            .Where(each => each.CountyCode == Me.CountyCode && own.Any(to => to.Id == each.SubscriptionId))
            .OrderByDescending(each => each.State == DeliveryState.NotDelivered).ThenByDescending(each => each.Id).Take(MostShown).ToListAsync(cancellationToken);
        return Page();
    }
}
