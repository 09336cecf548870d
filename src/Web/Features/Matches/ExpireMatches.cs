using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>Lets go of everything whose hold has run out: the lot is free again and the need stands where it stood. The clock's job sends it every hour.</summary>
[Allowed(Role.CountyCivilAffairs, Role.Administrator)]
public sealed record ExpireMatches(Guid CommandId, Actor By, string CountyCode) : ICommand<int>;

public sealed class ExpireMatchesHandler(JiujiDb db, Turn turn) : IRequestHandler<ExpireMatches, Result<int>>
{
    public async Task<Result<int>> Handle(ExpireMatches command, CancellationToken cancellationToken)
    {
        var overdue = await db.Set<Match>().AsNoTracking()
            .Where(match => match.CountyCode == command.CountyCode && match.HoldUntil != null && match.HoldUntil <= turn.Now)
            .OrderBy(match => match.HoldUntil).Select(match => match.Id).ToListAsync(cancellationToken);
        var desk = new MatchDesk(db, turn);
        foreach (var id in overdue)
        {
            var file = await desk.Find(command.CountyCode, id, cancellationToken) ?? throw new InvalidOperationException($"Match {id} has left the county.");
            var act = turn.ByItself(command.By);
            if ((await desk.Carry(file, MatchTrigger.Expire, act, MatchDecision.Expire(file.Facts, act), command.By, cancellationToken)).Refused is { } refused)
            {
                return refused;
            }
        }

        return overdue.Count;
    }
}
