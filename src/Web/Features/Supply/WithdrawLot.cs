using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Supply;

/// <summary>A lot is offered no more: promises of it end, and what is left leaves the stock.</summary>
[Allowed(Role.CharityStaff, Role.SocietyCouncil, Role.CountyCivilAffairs)]
public sealed record WithdrawLot(Guid CommandId, Actor By, string CountyCode, string LotNumber, string Reason) : ICommand<LotDone>;

public sealed class WithdrawLotHandler(JiujiDb db, Turn turn) : IRequestHandler<WithdrawLot, Result<LotDone>>
{
    public Task<Result<LotDone>> Handle(WithdrawLot command, CancellationToken cancellationToken) =>
        new LotDesk(db, turn).Move(command.CountyCode, command.LotNumber, LotTrigger.Withdraw, command.By, command.Reason, cancellationToken);
}
