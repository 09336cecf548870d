using FluentValidation;
using Jiuji.Ledger;
using Jiuji.Matching;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Solving;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Refusals;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// A person chooses a lot for a need against the plan, and says why. What a hard rule forbids cannot be chosen; what the choice costs the published aims is kept
/// with the proposal, which then goes the way of every other.
/// </summary>
[Allowed(Role.StationWorker, Role.TownshipHandler)]
public sealed record ChooseLot(Guid CommandId, Actor By, string CountyCode, string NeedNumber, string LotNumber, long Quantity, string Reason) : ICommand<MatchDone>;

public sealed class ChooseLotValidator : AbstractValidator<ChooseLot>
{
    public ChooseLotValidator() => RuleFor(command => command.Reason).MaximumLength(200);
}

public sealed class ChooseLotHandler(JiujiDb db, Turn turn, RuleShelf shelf, PlanShelf plans) : IRequestHandler<ChooseLot, Result<MatchDone>>
{
    public async Task<Result<MatchDone>> Handle(ChooseLot command, CancellationToken cancellationToken)
    {
        var county = command.CountyCode;
        var need = await db.Set<Need>().AsNoTracking().FirstOrDefaultAsync(each => each.CountyCode == county && each.Number == command.NeedNumber, cancellationToken);
        var lot = await db.Set<SupplyLot>().AsNoTracking().FirstOrDefaultAsync(each => each.CountyCode == county && each.Number == command.LotNumber, cancellationToken);
        if (need is null || lot is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", need is null ? "need" : "lot"));
        }

        var household = await db.Set<Household>().AsNoTracking().FirstAsync(each => each.CountyCode == county && each.Id == need.HouseholdId, cancellationToken);
        if (!household.TouchesArea(command.By.Viewer().Areas))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", command.By.TownshipCode));
        }

        var today = CountyDay.Of(turn.Now);
        var solved = plans.Solve(county, SolverInput.Of(await CountyRows.Read(db, county, today, cancellationToken), today), MatchingRules.Of(shelf, county, today).Policy);
        var act = turn.Act(command.By, command.Reason);
        var decision = MatchDecision.Choose(Guid.CreateVersion7(), need, lot, command.Quantity, solved.WhyNot(need.Id, lot.Id), act);
        if (decision.Outcome is not { } chosen)
        {
            turn.Remember([Move.Attempt(county, nameof(Need), need.Id, need.State.ToString(), "Choose", act, decision.Refusal!.Value)]);
            return Refused.By(decision.Refusal!.Value, ("number", command.LotNumber));
        }

        db.AddRange(chosen.Match, chosen.Move);
        return new MatchDone(chosen.Match.Id, chosen.Match.State);
    }
}
