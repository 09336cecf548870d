using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Matches;

/// <summary>The household does not want it after all, and owes nobody a reason.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.Household)]
public sealed record WithdrawMatch(Guid CommandId, Actor By, string CountyCode, Guid MatchId, string Reason = "") : ICommand<MatchDone>;

public sealed class WithdrawMatchHandler(JiujiDb db, Turn turn) : IRequestHandler<WithdrawMatch, Result<MatchDone>>
{
    public Task<Result<MatchDone>> Handle(WithdrawMatch command, CancellationToken cancellationToken) => new MatchDesk(db, turn).Decide(
        command.CountyCode, command.MatchId, MatchTrigger.Withdraw, command.By, command.Reason,
        (file, act) => MatchDecision.Withdraw(file.Facts, act),
        cancellationToken);
}
