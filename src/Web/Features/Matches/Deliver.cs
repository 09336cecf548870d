using Jiuji.Matching;
using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// The whole or a part has been handed over. The rest of a part goes on as a match of its own under the same day, or, if nobody will bring it, is free
/// again while the need stays open for it (T17).
/// </summary>
[Allowed(Role.CharityStaff, Role.SocietyTreasurer, Role.SocietyCouncil, Role.StationWorker, Role.TownshipHandler)]
public sealed record Deliver(Guid CommandId, Actor By, string CountyCode, Guid MatchId, long Quantity, bool RestFollows = true) : ICommand<MatchDone>;

public sealed class DeliverHandler(JiujiDb db, Turn turn) : IRequestHandler<Deliver, Result<MatchDone>>
{
    public Task<Result<MatchDone>> Handle(Deliver command, CancellationToken cancellationToken) => new MatchDesk(db, turn).Decide(
        command.CountyCode, command.MatchId, MatchTrigger.Deliver, command.By, "",
        (file, act) => MatchDecision.Deliver(file.Facts, command.Quantity, Rest(command, file), act),
        cancellationToken);

    private (Guid Id, DateTimeOffset HoldUntil)? Rest(Deliver command, MatchFile file) => command.RestFollows
        ? (Guid.CreateVersion7(), file.Match.HoldUntil ?? MatchingRules.EndOf(ChinaDay.Of(turn.Now)))
        : null;
}
