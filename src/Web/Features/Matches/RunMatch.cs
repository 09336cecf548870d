using Jiuji.Ledger;
using Jiuji.Matching;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Solving;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// Stores the best plan for the county's open needs and published lots as proposals for people to decide on (PIPL 24). Proposals of an earlier run that
/// nobody has taken up make room.
/// </summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.CountyCivilAffairs)]
public sealed record RunMatch(Guid CommandId, Actor By, string CountyCode) : ICommand<RunDone>;

public sealed record RunDone(Guid Run, int Needs, int Lots, int Proposals, bool Proven, string InputHash);

public sealed class RunMatchHandler(JiujiDb db, Turn turn, RuleShelf shelf, PlanShelf plans) : IRequestHandler<RunMatch, Result<RunDone>>
{
    public async Task<Result<RunDone>> Handle(RunMatch command, CancellationToken cancellationToken)
    {
        var today = CountyDay.Of(turn.Now);
        var rows = await CountyRows.Read(db, command.CountyCode, today, cancellationToken);
        var solved = plans.Solve(command.CountyCode, SolverInput.Of(rows, today), MatchingRules.Of(shelf, command.CountyCode, today).Policy);
        await SetEarlierAside(command, cancellationToken);
        var act = turn.Act(command.By);
        var recording = RunRecording.Of(command.CountyCode, act.Id, solved.Input, solved.Plan, rows, Guid.CreateVersion7, solved.Duration, act);
        db.Add(recording.Run);
        db.AddRange(recording.Matches);
        db.AddRange(recording.Lines);
        return new RunDone(act.Id, recording.Run.Needs, recording.Run.Lots, recording.Run.Proposals, recording.Run.CertificateHolds, recording.Run.InputsHash);
    }

    private async Task SetEarlierAside(RunMatch command, CancellationToken cancellationToken)
    {
        var earlier = await db.Set<Match>()
            .Where(match => match.CountyCode == command.CountyCode && match.State == MatchState.Proposed && match.RunId != null).ToListAsync(cancellationToken);
        foreach (var match in earlier)
        {
            var fired = MatchLifecycle.Table.Fire(match.CountyCode, match.Id, match.State, MatchTrigger.Cancel, turn.ByItself(command.By, nameof(RunMatch)));
            (match.State, match.Version) = (fired.Outcome!.State, match.Version + 1);
            db.Add(fired.Outcome.Move);
        }
    }
}
