using FluentValidation;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Cases;

/// <summary>
/// A household's category begins, changes or ends after review (B12). What follows comes up by itself: what was under way from a donor who meant the old category
/// ends; a new dibao or tekun opens bridging aid on the handler's queue (F17, F18), which people then prepare, sign and pay; an undone confirmation ends what has not
/// been paid.
/// </summary>
/// <param name="Category">A code of the pack in force.</param>
/// <param name="MonthlyPerPersonFen">The confirmed subsidy per person and month, in fen; asked for where bridging aid follows.</param>
[Allowed(Role.CountyCivilAffairs)]
public sealed record ChangeCategory(
    Guid CommandId, Actor By, string CountyCode, string HouseholdNumber, string Category, string Reason, long MonthlyPerPersonFen = 0, DateOnly? HappenedOn = null,
    DateOnly? TaperUntil = null) : ICommand<CategoryFollows>;

/// <summary>What a change of category brought about.</summary>
/// <param name="BridgingCase">Number of the case that bridging aid opened; empty for none.</param>
public sealed record CategoryFollows(int MatchesEnded, string BridgingCase);

public sealed class ChangeCategoryValidator : AbstractValidator<ChangeCategory>
{
    public ChangeCategoryValidator()
    {
        RuleFor(c => c.HouseholdNumber).NotEmpty().WithMessage("error.household_missing");
        RuleFor(c => c.Category).NotEmpty().WithMessage("error.required");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("error.required");
        RuleFor(c => c.MonthlyPerPersonFen).GreaterThanOrEqualTo(0).WithMessage("error.amount").LessThan(10_000_000).WithMessage("error.amount");
    }
}

public sealed class ChangeCategoryHandler(JiujiDb db, Turn turn, RuleShelf shelf, BridgingSteps bridging) : IRequestHandler<ChangeCategory, Result<CategoryFollows>>
{
    public async Task<Result<CategoryFollows>> Handle(ChangeCategory command, CancellationToken cancellationToken)
    {
        var (county, day) = (command.CountyCode, command.HappenedOn ?? CountyDay.Of(turn.Now));
        var household = await db.Set<Household>()
            .FirstOrDefaultAsync(h => h.CountyCode == county && h.Number == command.HouseholdNumber && h.DeletedAt == null && h.MergedIntoId == null, cancellationToken);
        if (household is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.HouseholdNumber));
        }

        if (household.CategoryCode == command.Category || MatchingRules.Of(shelf, county, day).Categories.All(category => category.Code != command.Category))
        {
            return Refused.By(household.CategoryCode == command.Category ? MatchingRefusal.MoveNotAllowed : MatchingRefusal.CategoryUnknown, ("what", command.Category));
        }

        var (from, act) = (household.CategoryCode, turn.Act(command.By, command.Reason.Trim()));
        var decision = CategoryChange.Decide(household, command.Category, day, command.TaperUntil, await UnderWay(household, cancellationToken), act);
        if (decision.Outcome is not { } changed)
        {
            return Refused.By(decision.Refusal!.Value, ("what", household.Number));
        }

        changed.ApplyTo(household);
        db.Add(changed.Move);
        return await EndMatches(changed, command, cancellationToken) is { } kept ? kept : await Follow(command, household, from, changed.MatchesToEnd.Count, cancellationToken);
    }

    private async Task<Result<CategoryFollows>> Follow(ChangeCategory command, Household household, string from, int ended, CancellationToken cancellationToken)
    {
        if (BridgingDecision.IsUndone(from, command.Category) && await bridging.End(command, household, command.Reason.Trim(), cancellationToken) is { } stands)
        {
            return stands;
        }

        var pack = shelf.Rules(command.CountyCode, command.HappenedOn ?? CountyDay.Of(turn.Now));
        if (!BridgingDecision.IsDue(from, command.Category, pack) || await bridging.AlreadyThisYear(household, command.HappenedOn, cancellationToken))
        {
            return new CategoryFollows(ended, "");
        }

        if (command.MonthlyPerPersonFen == 0)
        {
            return Refused.By(FundRefusal.AmountNotPositive, ("household", household.Number));
        }

        var category = Enum.Parse<BridgingCategory>(command.Category, ignoreCase: true);
        var opened = await bridging.Open(command, household, category, command.MonthlyPerPersonFen, command.HappenedOn, cancellationToken);
        return opened.Refused is { } refused ? refused : new CategoryFollows(ended, opened.Value!);
    }

    private async Task<List<(Match, SupplyLot)>> UnderWay(Household household, CancellationToken cancellationToken)
    {
        var matches = await db.Set<Match>().Where(match => match.CountyCode == household.CountyCode && match.HouseholdId == household.Id).ToListAsync(cancellationToken);
        var ids = matches.ConvertAll(match => match.LotId);
        var lots = await db.Set<SupplyLot>().Include(lot => lot.Categories).Where(lot => lot.CountyCode == household.CountyCode && ids.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id, cancellationToken);
        return matches.ConvertAll(match => (match, lots[match.LotId]));
    }

    private async Task<Refused?> EndMatches(CategoryChanged changed, ChangeCategory command, CancellationToken cancellationToken)
    {
        var desk = new MatchDesk(db, turn);
        foreach (var id in changed.MatchesToEnd)
        {
            var file = await desk.Find(command.CountyCode, id, cancellationToken) ?? throw new InvalidOperationException($"Match {id} has left the county.");
            var act = turn.ByItself(command.By, $"{nameof(ChangeCategory)}: {command.Reason.Trim()}");
            if ((await desk.Carry(file, MatchTrigger.Cancel, act, MatchDecision.Cancel(file.Facts, act), command.By, cancellationToken)).Refused is { } refused)
            {
                return refused;
            }
        }

        return null;
    }
}
