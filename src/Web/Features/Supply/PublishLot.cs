using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Supply;

/// <summary>The county has reviewed a lot and publishes it (D2): it becomes a fund in kind and its stock enters the book.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record PublishLot(Guid CommandId, Actor By, string CountyCode, string LotNumber) : ICommand<LotDone>;

public sealed class PublishLotHandler(JiujiDb db, Turn turn) : IRequestHandler<PublishLot, Result<LotDone>>
{
    public Task<Result<LotDone>> Handle(PublishLot command, CancellationToken cancellationToken) =>
        new LotDesk(db, turn).Move(command.CountyCode, command.LotNumber, LotTrigger.Publish, command.By, "", cancellationToken);
}
