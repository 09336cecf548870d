using Jiuji.Web.Api.Webhooks;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Webhooks;

/// <summary>Tells this address nothing more; what still waits for it is given up.</summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance, Role.CharityStaff, Role.SocietyTreasurer)]
public sealed record EndWebhook(Guid CommandId, Actor By, string CountyCode, Guid SubscriptionId) : ICommand<Done>;

public sealed class EndWebhookHandler(JiujiDb db, Turn turn) : IRequestHandler<EndWebhook, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndWebhook command, CancellationToken cancellationToken)
    {
        var found = await WebhookListModel.Own(db.Set<WebhookSubscription>(), command.By).FirstOrDefaultAsync(each => each.Id == command.SubscriptionId, cancellationToken);
        if (found is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.SubscriptionId.ToString()));
        }

        found.EndedAt ??= turn.Now;
        return new Done();
    }
}
