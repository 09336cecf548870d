using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Matches;

/// <summary>The provider is told what it is asked for; where it must know who and where, a consent that names it comes first (D5).</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler)]
public sealed record OfferMatch(Guid CommandId, Actor By, string CountyCode, Guid MatchId) : ICommand<MatchDone>;

public sealed class OfferMatchHandler(JiujiDb db, Turn turn) : IRequestHandler<OfferMatch, Result<MatchDone>>
{
    public Task<Result<MatchDone>> Handle(OfferMatch command, CancellationToken cancellationToken) => new MatchDesk(db, turn).Decide(
        command.CountyCode, command.MatchId, MatchTrigger.Offer, command.By, "",
        (file, act) => MatchDecision.Offer(file.Facts, act),
        cancellationToken);
}
