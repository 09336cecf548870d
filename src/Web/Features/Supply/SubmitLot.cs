using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Supply;

/// <summary>A corrected lot goes to the county for review again.</summary>
[Allowed(Role.CharityStaff, Role.SocietyTreasurer, Role.SocietyCouncil, Role.CountyCivilAffairs)]
public sealed record SubmitLot(Guid CommandId, Actor By, string CountyCode, string LotNumber) : ICommand<LotDone>;

public sealed class SubmitLotHandler(JiujiDb db, Turn turn) : IRequestHandler<SubmitLot, Result<LotDone>>
{
    public Task<Result<LotDone>> Handle(SubmitLot command, CancellationToken cancellationToken) =>
        new LotDesk(db, turn).Move(command.CountyCode, command.LotNumber, LotTrigger.Submit, command.By, "", cancellationToken);
}
