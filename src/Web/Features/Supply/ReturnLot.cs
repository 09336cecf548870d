using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Supply;

/// <summary>The county sends a lot back for correction and says what is wrong.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record ReturnLot(Guid CommandId, Actor By, string CountyCode, string LotNumber, string Reason) : ICommand<LotDone>;

public sealed class ReturnLotHandler(JiujiDb db, Turn turn) : IRequestHandler<ReturnLot, Result<LotDone>>
{
    public Task<Result<LotDone>> Handle(ReturnLot command, CancellationToken cancellationToken) =>
        new LotDesk(db, turn).Move(command.CountyCode, command.LotNumber, LotTrigger.ReturnForCorrection, command.By, command.Reason, cancellationToken);
}
