using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Supply;

/// <summary>A lot must not be used: promises of it end, what is left leaves the stock, and the households that received it are listed.</summary>
[Allowed(Role.CharityStaff, Role.SocietyCouncil, Role.CountyCivilAffairs)]
public sealed record RecallLot(Guid CommandId, Actor By, string CountyCode, string LotNumber, string Reason) : ICommand<LotDone>;

public sealed class RecallLotHandler(JiujiDb db, Turn turn) : IRequestHandler<RecallLot, Result<LotDone>>
{
    public Task<Result<LotDone>> Handle(RecallLot command, CancellationToken cancellationToken) =>
        new LotDesk(db, turn).Move(command.CountyCode, command.LotNumber, LotTrigger.Recall, command.By, command.Reason, cancellationToken);
}
