using Jiuji.Matching;
using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Matches;

/// <summary>The provider says yes and by when it will deliver; the hold is renewed until then, never beyond the lot's own last day.</summary>
[Allowed(Role.CharityStaff, Role.SocietyTreasurer, Role.SocietyCouncil)]
public sealed record ProviderAccept(Guid CommandId, Actor By, string CountyCode, Guid MatchId, DateOnly? DeliverBy = null) : ICommand<MatchDone>;

public sealed class ProviderAcceptHandler(JiujiDb db, Turn turn) : IRequestHandler<ProviderAccept, Result<MatchDone>>
{
    private const int UsualDays = 30;

    public Task<Result<MatchDone>> Handle(ProviderAccept command, CancellationToken cancellationToken) => new MatchDesk(db, turn).Decide(
        command.CountyCode, command.MatchId, MatchTrigger.AcceptAsProvider, command.By, "",
        (file, act) => MatchDecision.AcceptAsProvider(file.Facts, Until(command, file), act),
        cancellationToken);

    private DateTimeOffset Until(ProviderAccept command, MatchFile file)
    {
        var today = ChinaDay.Of(turn.Now);
        var wished = command.DeliverBy ?? today.AddDays(UsualDays);
        var last = wished < file.Lot.ValidUntil ? wished : file.Lot.ValidUntil;
        return MatchingRules.EndOf(last < today ? today : last);
    }
}
