using Jiuji.Matching;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Refusals;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Households;

/// <summary>
/// A person has looked and found that two files are one household. Nothing is deleted: the ended file points to the one that stays, and both are read together.
/// What is still open of its needs goes on in the file that stays, at its old place in the queue.
/// </summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.CountyCivilAffairs)]
public sealed record MergeHouseholds(Guid CommandId, Actor By, string CountyCode, string KeptNumber, string EndedNumber, string Reason) : ICommand<Done>;

/// <summary>A person has looked and found that two files that are alike are two households; they are not asked about again.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.CountyCivilAffairs)]
public sealed record KeepApart(Guid CommandId, Actor By, string CountyCode, string OneNumber, string OtherNumber, string Reason) : ICommand<Done>;

public sealed class MergeHouseholdsHandler(JiujiDb db, Turn turn, RuleShelf shelf) : IRequestHandler<MergeHouseholds, Result<Done>>
{
    public async Task<Result<Done>> Handle(MergeHouseholds command, CancellationToken cancellationToken)
    {
        var county = command.CountyCode;
        var (files, refused) = await TwoFiles.Open(db, county, command.KeptNumber, command.EndedNumber, command.By, cancellationToken);
        if (files is not { } two)
        {
            return refused!;
        }

        var (kept, ended) = two;
        var members = await db.Set<Person>().Where(person => person.CountyCode == county && (person.HouseholdId == kept.Id || person.HouseholdId == ended.Id)).ToListAsync(cancellationToken);
        var underWay = await db.Set<Match>().Where(match => match.CountyCode == county && match.HouseholdId == ended.Id).ToListAsync(cancellationToken);
        var act = turn.Act(command.By, command.Reason);
        var decision = HouseholdMerge.Decide(kept, ended, DuplicateSearch.SamePeople(kept, ended, members), underWay.Exists(match => match.State.IsUnderWay()), act);
        if (decision.Outcome is not { } plan)
        {
            turn.Remember([Move.Attempt(county, nameof(Household), ended.Id, "Current", "Merge", act, decision.Refusal!.Value)]);
            return Refused.By(decision.Refusal!.Value, ("number", command.EndedNumber));
        }

        await Cancel(underWay.FindAll(match => match.State == MatchState.Proposed), command, cancellationToken);
        HouseholdMerge.Apply(plan, members);
        db.Add(plan.Move);
        await CarryOver(plan, members, act, cancellationToken);
        return new Done();
    }

    private async Task Cancel(List<Match> proposals, MergeHouseholds command, CancellationToken cancellationToken)
    {
        var desk = new MatchDesk(db, turn);
        foreach (var proposal in proposals)
        {
            var file = await desk.Find(proposal.CountyCode, proposal.Id, cancellationToken) ?? throw new InvalidOperationException($"Match {proposal.Id} has left the county.");
            var act = turn.ByItself(command.By, nameof(MergeHouseholds));
            await desk.Carry(file, MatchTrigger.Cancel, act, MatchDecision.Cancel(file.Facts, act), command.By, cancellationToken);
        }
    }

    /// <summary>A kind that the file that stays asks for already is one need, not two.</summary>
    private async Task CarryOver(MergePlan plan, List<Person> members, Act act, CancellationToken cancellationToken)
    {
        var (county, kept) = (plan.Kept.CountyCode, plan.Kept);
        var needs = await db.Set<Need>().Where(need => need.CountyCode == county && (need.HouseholdId == kept.Id || need.HouseholdId == plan.Ended.Id)).ToListAsync(cancellationToken);
        var green = MatchingRules.Of(shelf, county, act.Today).Green;
        foreach (var need in needs.FindAll(need => need.HouseholdId == plan.Ended.Id && need.IsOpen))
        {
            var moved = NeedDecision.MoveAway(need, county, act with { Id = Guid.CreateVersion7() });
            var told = NeedTold.MovedFrom(need, Guid.CreateVersion7(), $"{need.Number}-{kept.Number}");
            var standing = needs.FindAll(each => each.HouseholdId == kept.Id);
            if (NeedEntry.Decide(told, kept, members.FindAll(member => member.HouseholdId == kept.Id), standing, green, act).Outcome is { } entered)
            {
                db.Add(entered);
                needs.Add(entered);
            }

            moved.Outcome!.ApplyTo(need);
            db.Add(moved.Outcome.Move);
        }
    }
}

public sealed class KeepApartHandler(JiujiDb db, Turn turn) : IRequestHandler<KeepApart, Result<Done>>
{
    /// <summary>The trigger under which the history of the first file keeps it.</summary>
    public const string Trigger = nameof(KeepApart);

    public async Task<Result<Done>> Handle(KeepApart command, CancellationToken cancellationToken)
    {
        var (files, refused) = await TwoFiles.Open(db, command.CountyCode, command.OneNumber, command.OtherNumber, command.By, cancellationToken);
        if (files is not { } two)
        {
            return refused!;
        }

        var act = turn.Act(command.By, command.Reason);
        var (first, second) = two.Kept.Id.CompareTo(two.Ended.Id) < 0 ? (two.Kept, two.Ended) : (two.Ended, two.Kept);
        if (Blocks(two, act) is { } refusal)
        {
            turn.Remember([Move.Attempt(command.CountyCode, nameof(Household), first.Id, "Current", Trigger, act, refusal)]);
            return Refused.By(refusal, ("number", command.OtherNumber));
        }

        db.Add(new Move
        {
            CountyCode = command.CountyCode,
            ActId = act.Id,
            Noun = nameof(Household),
            SubjectId = first.Id,
            FromState = "Current",
            Trigger = Trigger,
            ToState = second.Id.ToString("D"),
            Actor = act.Actor,
            Role = act.Role,
            At = act.At,
            Reason = act.Reason,
        });
        return new Done();
    }

    /// <summary>One file cannot be kept apart from itself, nor one that has been merged from the one it went into.</summary>
    private static MatchingRefusal? Blocks(TwoFiles two, Act act) =>
        two.Kept.Id == two.Ended.Id ? MatchingRefusal.SameHousehold
        : !two.Kept.IsCurrent || !two.Ended.IsCurrent ? MatchingRefusal.AlreadyMerged
        : act.HasReason ? null : MatchingRefusal.ReasonMissing;

    /// <summary>Pairs that somebody keeps apart, the smaller id first.</summary>
    public static async Task<IReadOnlySet<(Guid First, Guid Second)>> Pairs(JiujiDb db, string county, CancellationToken cancellationToken) =>
        (await db.Set<Move>().AsNoTracking().Where(move => move.CountyCode == county && move.Trigger == Trigger && move.Refusal == null)
            .Select(move => new { move.SubjectId, move.ToState }).ToListAsync(cancellationToken))
        .Select(move => (move.SubjectId, Guid.Parse(move.ToState))).ToHashSet();
}

/// <summary>Two files of one county that this person may both act on.</summary>
public readonly record struct TwoFiles(Household Kept, Household Ended)
{
    public static async Task<(TwoFiles? Files, Refused? Refused)> Open(JiujiDb db, string county, string kept, string ended, Actor by, CancellationToken cancellationToken)
    {
        var files = await db.Set<Household>().Where(each => each.CountyCode == county && (each.Number == kept || each.Number == ended)).ToListAsync(cancellationToken);
        if (files.Find(each => each.Number == kept) is not { } one || files.Find(each => each.Number == ended) is not { } other)
        {
            return (null, Refused.By(SiteRefusal.NotFound, ("what", "household")));
        }

        var areas = by.Viewer().Areas;
        return one.TouchesArea(areas) && other.TouchesArea(areas) ? (new TwoFiles(one, other), null) : (null, Refused.By(SiteRefusal.NotYourArea, ("area", by.TownshipCode)));
    }
}
