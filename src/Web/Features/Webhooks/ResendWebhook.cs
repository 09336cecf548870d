using Jiuji.Web.Api.Webhooks;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Webhooks;

/// <summary>Takes a message up again that had been given up, under the same id, as if for the first time.</summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance, Role.CharityStaff, Role.SocietyTreasurer)]
public sealed record ResendWebhook(Guid CommandId, Actor By, string CountyCode, Guid DeliveryId) : ICommand<Done>;

public sealed class ResendWebhookHandler(JiujiDb db, Turn turn) : IRequestHandler<ResendWebhook, Result<Done>>
{
    public async Task<Result<Done>> Handle(ResendWebhook command, CancellationToken cancellationToken)
    {
        var own = WebhookListModel.Own(db.Set<WebhookSubscription>(), command.By).Where(each => each.EndedAt == null);
        var dead = await db.Set<WebhookDelivery>().FirstOrDefaultAsync(
            each => each.CountyCode == command.CountyCode && each.Id == command.DeliveryId && each.State == DeliveryState.NotDelivered && own.Any(to => to.Id == each.SubscriptionId), cancellationToken);
        if (dead is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.DeliveryId.ToString()));
        }

        (dead.State, dead.Attempts, dead.NextAt) = (DeliveryState.Waiting, 0, turn.Now);
        return new Done();
    }
}
