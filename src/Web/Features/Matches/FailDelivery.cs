using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Matches;

/// <summary>It could not be handed over, or came back: into stock again, and the need is open at its old place in the queue.</summary>
[Allowed(Role.CharityStaff, Role.SocietyTreasurer, Role.SocietyCouncil, Role.StationWorker, Role.TownshipHandler)]
public sealed record FailDelivery(Guid CommandId, Actor By, string CountyCode, Guid MatchId, string Reason) : ICommand<MatchDone>;

public sealed class FailDeliveryHandler(JiujiDb db, Turn turn) : IRequestHandler<FailDelivery, Result<MatchDone>>
{
    public Task<Result<MatchDone>> Handle(FailDelivery command, CancellationToken cancellationToken) => new MatchDesk(db, turn).Decide(
        command.CountyCode, command.MatchId, MatchTrigger.FailDelivery, command.By, command.Reason,
        (file, act) => MatchDecision.FailDelivery(file.Facts, act),
        cancellationToken);
}
