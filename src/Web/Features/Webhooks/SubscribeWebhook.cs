using Jiuji.Matching;
using Jiuji.Matching.Personal;
using Jiuji.Web.Api;
using Jiuji.Web.Api.Webhooks;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Webhooks;

/// <summary>Has another program told of events: a county's officers of all of the county, a provider of what concerns its organisation.</summary>
/// <param name="Url">An https address.</param>
/// <param name="Events">Names of <see cref="WebhookEvent"/>, separated by spaces.</param>
/// <param name="Secret">Signs each message; made by the page, sealed here.</param>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance, Role.CharityStaff, Role.SocietyTreasurer)]
public sealed record SubscribeWebhook(Guid CommandId, Actor By, string CountyCode, string Url, string Events, string Secret) : ICommand<Guid>;

public sealed class SubscribeWebhookHandler(JiujiDb db, Turn turn, PersonalVault vault, WebhookSettings settings) : IRequestHandler<SubscribeWebhook, Result<Guid>>
{
    public Task<Result<Guid>> Handle(SubscribeWebhook command, CancellationToken cancellationToken) => Task.FromResult(Decide(command));

    private Result<Guid> Decide(SubscribeWebhook command)
    {
        if (WebhookAddress.Problem(command.Url, settings) is { } problem)
        {
            return Refused.By(problem);
        }

        if (WebhookEvents.Of(command.Events) is not { Count: > 0 } events)
        {
            return Refused.By(ApiRefusal.EventUnknown);
        }

        db.Add(new WebhookSubscription
        {
            CountyCode = command.CountyCode, Id = command.CommandId, Url = command.Url, Events = string.Join(' ', events),
            OrganisationId = command.By.InMatching().IsProvider() ? command.By.OrganisationId ?? Guid.Empty : null,
            SecretSealed = vault.Seal(command.Secret, WebhookSubscription.SecretContext(command.CommandId)), CreatedBy = command.By.Name, CreatedAt = turn.Now,
        });
        return command.CommandId;
    }
}
