using Jiuji.Ledger;
using Jiuji.Matching;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Solving;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// Proposals for a need that has just been entered, without a run of the county: it is placed into the plan of its kind of help, which no other kind can touch. Where
/// others are better served otherwise for its sake, their proposals that nobody has taken up make room; a person decides on every one of them (PIPL 24).
/// </summary>
public sealed class NeedPlacing(JiujiDb db, Turn turn, RuleShelf shelf, PlanShelf plans)
{
    /// <summary>Stored with the need, which need not be stored yet. Where nothing can be proposed, nothing is written.</summary>
    public async Task Propose(Need need, Actor by, CancellationToken cancellationToken)
    {
        var (county, today) = (need.CountyCode, CountyDay.Of(turn.Now));
        var rows = await CountyRows.ReadKindOf(db, need, today, cancellationToken);
        var input = SolverInput.Of(rows, today);
        if (input.Lots.Count == 0 || input.Needs.All(each => each.Id != need.Id))
        {
            return;
        }

        var placed = plans.Place(county, input, need.Id, MatchingRules.Of(shelf, county, today).Policy);
        var moved = await SetAside(county, placed.Plan, [.. input.Needs.Select(each => each.Id)], by, cancellationToken);
        var act = turn.Act(by);
        var recording = RunRecording.OfPlacement(
            county, act.Id, need.Id, moved.Append(need.Id).ToHashSet(), placed.Input, placed.Plan, rows, Guid.CreateVersion7, placed.Duration, act);
        if (recording.Matches.Count == 0 && moved.Count == 0)
        {
            return;
        }

        db.Add(recording.Run);
        db.AddRange(recording.Matches);
        db.AddRange(recording.Lines);
    }

    /// <summary>
    /// Of the proposals that stand and are nobody's yet, those whose needs the plan serves otherwise make room; their needs are proposed anew. They are compared with
    /// the plan itself, which of two equal plans may be another than the one they came from: else two needs would be promised the same unit.
    /// </summary>
    private async Task<List<Guid>> SetAside(string county, MatchPlan plan, List<Guid> needs, Actor by, CancellationToken cancellationToken)
    {
        var standing = await db.Set<Match>()
            .Where(match => match.CountyCode == county && match.State == MatchState.Proposed && match.RunId != null && needs.Contains(match.NeedId)).ToListAsync(cancellationToken);
        var moved = plan.MovedFrom(standing.Select(match => (match.NeedId, match.LotId, match.Quantity))).ToHashSet();
        foreach (var match in standing.Where(match => moved.Contains(match.NeedId)))
        {
            var fired = MatchLifecycle.Table.Fire(match.CountyCode, match.Id, match.State, MatchTrigger.Cancel, turn.ByItself(by, nameof(NeedPlacing)));
            (match.State, match.Version) = (fired.Outcome!.State, match.Version + 1);
            db.Add(fired.Outcome.Move);
        }

        return [.. moved];
    }
}
