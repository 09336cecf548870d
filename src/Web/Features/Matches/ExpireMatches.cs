using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// Lets go of everything whose hold has run out, each by itself: the lot is free again and the need stands where it stood. What may not be let go waits for the next
/// hour and keeps no other from becoming free. The clock's job sends it every hour.
/// </summary>
[Allowed(Role.CountyCivilAffairs, Role.Administrator)]
public sealed record ExpireMatches(Guid CommandId, Actor By, string CountyCode) : ICommand<int>;

public sealed class ExpireMatchesHandler(JiujiDb db, Turn turn, ILogger<ExpireMatchesHandler> log) : IRequestHandler<ExpireMatches, Result<int>>
{
    public async Task<Result<int>> Handle(ExpireMatches command, CancellationToken cancellationToken)
    {
        var overdue = await db.Set<Match>().AsNoTracking()
            .Where(match => match.CountyCode == command.CountyCode && match.HoldUntil != null && match.HoldUntil <= turn.Now)
            .OrderBy(match => match.HoldUntil).Select(match => match.Id).ToListAsync(cancellationToken);
        var desk = new MatchDesk(db, turn);
        var expired = 0;
        foreach (var id in overdue)
        {
            var file = await desk.Find(command.CountyCode, id, cancellationToken) ?? throw new InvalidOperationException($"Match {id} has left the county.");
            var act = turn.ByItself(command.By);
            var decision = MatchDecision.Expire(file.Facts, act);
            if (await desk.WouldRefuse(file, decision, command.By, cancellationToken) is { } refusal)
            {
                log.LogWarning("The hold of match {Match} in {County} does not expire: {Refusal}.", id, command.CountyCode, refusal);
                continue;
            }

            await desk.Carry(file, MatchTrigger.Expire, act, decision, command.By, cancellationToken);
            expired++;
        }

        return expired;
    }
}
