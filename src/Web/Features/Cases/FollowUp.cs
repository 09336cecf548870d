using FluentValidation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Cases;

/// <summary>跟进救助: more aid for the same cause, linked to the case that it follows (F16); it is signed like any other.</summary>
[Allowed(Role.TownshipHandler)]
public sealed record AcceptFollowUp(Guid CommandId, Actor By, string CountyCode, string FollowsCase, long AmountFen, DateOnly? HappenedOn = null) : ICommand<string>;

public sealed class AcceptFollowUpValidator : AbstractValidator<AcceptFollowUp>
{
    public AcceptFollowUpValidator() =>
        RuleFor(c => c.AmountFen).GreaterThan(0).WithMessage("error.amount").LessThan(100_000_000).WithMessage("error.amount");
}

public sealed class AcceptFollowUpHandler(JiujiDb db, CaseSteps steps) : IRequestHandler<AcceptFollowUp, Result<string>>
{
    public async Task<Result<string>> Handle(AcceptFollowUp command, CancellationToken cancellationToken)
    {
        var found = await steps.OfArea(command, command.FollowsCase, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var first = found.Value!;
        if (!await steps.HasMoneyOut(command.CountyCode, first.Number, cancellationToken))
        {
            return Refused.By(FundRefusal.MoveNotAllowed, ("what", first.Number));
        }

        var household = await db.Set<Household>().AsNoTracking().Where(h => h.CountyCode == command.CountyCode && h.Id == first.HouseholdId).Select(h => h.Number).SingleAsync(cancellationToken);
        var told = new CaseTold(first.Type, AidMode.FollowUp, first.CauseCode, command.AmountFen, first.IncidentPlace, command.HappenedOn) { FollowsCaseId = first.Id, IncidentNote = first.IncidentNote };
        var opened = await steps.Open(command, first.TownshipCode, household, told, cancellationToken);
        return opened.Refused is { } refused ? refused : opened.Value!.Number;
    }
}
