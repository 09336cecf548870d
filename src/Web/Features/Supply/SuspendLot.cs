using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Supply;

/// <summary>A lot is offered no longer for the time being; what is promised of it stays promised.</summary>
[Allowed(Role.CharityStaff, Role.SocietyCouncil, Role.CountyCivilAffairs)]
public sealed record SuspendLot(Guid CommandId, Actor By, string CountyCode, string LotNumber, string Reason) : ICommand<LotDone>;

public sealed class SuspendLotHandler(JiujiDb db, Turn turn) : IRequestHandler<SuspendLot, Result<LotDone>>
{
    public Task<Result<LotDone>> Handle(SuspendLot command, CancellationToken cancellationToken) =>
        new LotDesk(db, turn).Move(command.CountyCode, command.LotNumber, LotTrigger.Suspend, command.By, command.Reason, cancellationToken);
}
