using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Supply;

/// <summary>A station says that it has the edition (D3).</summary>
[Allowed(Role.StationWorker)]
public sealed record ReceiveEdition(Guid CommandId, Actor By, string CountyCode, string Number) : ICommand<Done>;

public sealed class ReceiveEditionHandler(JiujiDb db, Turn turn) : IRequestHandler<ReceiveEdition, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReceiveEdition command, CancellationToken cancellationToken)
    {
        var delivery = await db.Set<SupplyEdition>()
            .Where(edition => edition.CountyCode == command.CountyCode && edition.Number == command.Number)
            .SelectMany(edition => edition.Deliveries)
            .FirstOrDefaultAsync(delivery => delivery.StationId == command.By.OrganisationId, cancellationToken);
        if (delivery is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "edition"), ("number", command.Number));
        }

        if (delivery.ReceivedAt is null)
        {
            (delivery.ReceivedAt, delivery.ReceivedBy) = (turn.Now, command.By.Name);
        }

        return new Done();
    }
}
