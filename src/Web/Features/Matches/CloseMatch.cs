using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Matches;

/// <summary>Closed without the household's confirmation, with the reason in writing.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler)]
public sealed record CloseMatch(Guid CommandId, Actor By, string CountyCode, Guid MatchId, string Reason) : ICommand<MatchDone>;

public sealed class CloseMatchHandler(JiujiDb db, Turn turn) : IRequestHandler<CloseMatch, Result<MatchDone>>
{
    public Task<Result<MatchDone>> Handle(CloseMatch command, CancellationToken cancellationToken) => new MatchDesk(db, turn).Decide(
        command.CountyCode, command.MatchId, MatchTrigger.Close, command.By, command.Reason,
        (file, act) => MatchDecision.Close(file.Facts, act),
        cancellationToken);
}
