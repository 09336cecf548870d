using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Matches;

/// <summary>The household says it has not received what is said to be delivered, or that something is wrong with it.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.Household)]
public sealed record DisputeMatch(Guid CommandId, Actor By, string CountyCode, Guid MatchId, string Reason) : ICommand<MatchDone>;

public sealed class DisputeMatchHandler(JiujiDb db, Turn turn) : IRequestHandler<DisputeMatch, Result<MatchDone>>
{
    public Task<Result<MatchDone>> Handle(DisputeMatch command, CancellationToken cancellationToken) => new MatchDesk(db, turn).Decide(
        command.CountyCode, command.MatchId, MatchTrigger.Dispute, command.By, command.Reason,
        (file, act) => MatchDecision.Dispute(file.Facts, act),
        cancellationToken);
}
