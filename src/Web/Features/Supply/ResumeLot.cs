using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Supply;

/// <summary>A suspended lot is offered again.</summary>
[Allowed(Role.CharityStaff, Role.SocietyCouncil, Role.CountyCivilAffairs)]
public sealed record ResumeLot(Guid CommandId, Actor By, string CountyCode, string LotNumber) : ICommand<LotDone>;

public sealed class ResumeLotHandler(JiujiDb db, Turn turn) : IRequestHandler<ResumeLot, Result<LotDone>>
{
    public Task<Result<LotDone>> Handle(ResumeLot command, CancellationToken cancellationToken) =>
        new LotDesk(db, turn).Move(command.CountyCode, command.LotNumber, LotTrigger.Resume, command.By, "", cancellationToken);
}
