using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Matches;

/// <summary>The provider says no, with its reason; the lot is free again.</summary>
[Allowed(Role.CharityStaff, Role.SocietyTreasurer, Role.SocietyCouncil)]
public sealed record ProviderDecline(Guid CommandId, Actor By, string CountyCode, Guid MatchId, string Reason) : ICommand<MatchDone>;

public sealed class ProviderDeclineHandler(JiujiDb db, Turn turn) : IRequestHandler<ProviderDecline, Result<MatchDone>>
{
    public Task<Result<MatchDone>> Handle(ProviderDecline command, CancellationToken cancellationToken) => new MatchDesk(db, turn).Decide(
        command.CountyCode, command.MatchId, MatchTrigger.Decline, command.By, command.Reason,
        (file, act) => MatchDecision.Decline(file.Facts, act),
        cancellationToken);
}
