using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Matches;

/// <summary>The station finds a proposal unsuitable and says why; nothing was held for it.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler)]
public sealed record SetAside(Guid CommandId, Actor By, string CountyCode, Guid MatchId, string Reason) : ICommand<MatchDone>;

public sealed class SetAsideHandler(JiujiDb db, Turn turn) : IRequestHandler<SetAside, Result<MatchDone>>
{
    public Task<Result<MatchDone>> Handle(SetAside command, CancellationToken cancellationToken) => new MatchDesk(db, turn).Decide(
        command.CountyCode, command.MatchId, MatchTrigger.SetAside, command.By, command.Reason,
        (file, act) => MatchDecision.SetAside(file.Facts, act),
        cancellationToken);
}
