using Jiuji.Matching;
using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Refusals;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Needs;

/// <summary>
/// After aid somebody asks the household what is still missing and writes down the answer (B14). What is missing beyond this need becomes a need of its own that
/// says so.
/// </summary>
/// <param name="MissingQuantity">In the unit of the kind; 0 where nothing else is missing.</param>
[Allowed(Role.StationWorker, Role.TownshipHandler)]
public sealed record ReviewNeed(
    Guid CommandId, Actor By, string CountyCode, string NeedNumber, string Finding, string MissingNumber = "", string MissingKindCode = "", long MissingQuantity = 0)
    : ICommand<Done>;

public sealed class ReviewNeedHandler(JiujiDb db, Turn turn, RuleShelf shelf, NeedPlacing placing) : IRequestHandler<ReviewNeed, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReviewNeed command, CancellationToken cancellationToken)
    {
        var need = await db.Set<Need>().FirstOrDefaultAsync(each => each.CountyCode == command.CountyCode && each.Number == command.NeedNumber, cancellationToken);
        if (need is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "need"), ("number", command.NeedNumber));
        }

        var household = await db.Set<Household>().AsNoTracking().FirstAsync(each => each.CountyCode == command.CountyCode && each.Id == need.HouseholdId, cancellationToken);
        if (!household.TouchesArea(command.By.Viewer().Areas))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", command.By.TownshipCode));
        }

        var act = turn.Act(command.By, command.Finding);
        var decision = NeedDecision.Review(need, act);
        if (decision.Outcome is not { } outcome)
        {
            turn.Remember([Move.Attempt(need.CountyCode, nameof(Need), need.Id, need.State.ToString(), "Review", act, decision.Refusal!.Value)]);
            return Refused.By(decision.Refusal!.Value, ("number", command.NeedNumber));
        }

        outcome.ApplyTo(need);
        db.Add(outcome.Move);
        return command.MissingQuantity > 0 && await StillMissing(command, need, household, cancellationToken) is { } refused ? refused : new Done();
    }

    private Task<Refused?> StillMissing(ReviewNeed command, Need need, Household household, CancellationToken cancellationToken) => new NeedIntake(db, shelf).Enter(
        command.CountyCode, command.By,
        new NeedRow(
            command.CommandId, command.MissingNumber, household.Number, command.MissingKindCode, command.MissingQuantity, need.Urgency, null, need.DiscoverySource, false,
            command.Finding, need.CauseCode, NeedReason.StillInNeed, $"need:{need.CountyCode}/{need.Number}"),
        turn.Now, placing, cancellationToken);
}
