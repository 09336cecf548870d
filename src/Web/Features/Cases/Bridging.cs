using FluentValidation;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Cases;

/// <summary>Which new confirmation brings bridging aid (F17).</summary>
public enum BridgingCategory { Dibao, Tekun }

/// <summary>
/// 衔接救助: dibao or tekun was confirmed, and one month of the confirmed subsidy is due within three working days (F17). The confirmation is the application
/// (F18): nobody is asked a second time.
/// </summary>
/// <param name="MonthlyPerPersonFen">The confirmed subsidy per person and month, in fen.</param>
[Allowed(Role.CountyCivilAffairs)]
public sealed record ConfirmBridging(
    Guid CommandId, Actor By, string CountyCode, string HouseholdNumber, BridgingCategory Category, long MonthlyPerPersonFen, DateOnly? HappenedOn = null) : ICommand<string>;

public sealed class ConfirmBridgingValidator : AbstractValidator<ConfirmBridging>
{
    public ConfirmBridgingValidator()
    {
        RuleFor(c => c.HouseholdNumber).NotEmpty().WithMessage("error.household_missing");
        RuleFor(c => c.MonthlyPerPersonFen).GreaterThan(0).WithMessage("error.amount").LessThan(10_000_000).WithMessage("error.amount");
    }
}

public sealed class ConfirmBridgingHandler(JiujiDb db, BridgingSteps bridging) : IRequestHandler<ConfirmBridging, Result<string>>
{
    public async Task<Result<string>> Handle(ConfirmBridging command, CancellationToken cancellationToken)
    {
        var household = await db.Set<Household>().AsNoTracking()
            .FirstOrDefaultAsync(h => h.CountyCode == command.CountyCode && h.Number == command.HouseholdNumber && h.DeletedAt == null && h.MergedIntoId == null, cancellationToken);
        if (household is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.HouseholdNumber));
        }

        return await bridging.AlreadyThisYear(household, command.HappenedOn, cancellationToken)
            ? Refused.By(FundRefusal.SameCauseAlreadyAided, ("household", household.Number))
            : await bridging.Open(command, household, command.Category, command.MonthlyPerPersonFen, command.HappenedOn, cancellationToken);
    }
}

/// <summary>The township makes the payment ready from the confirmation.</summary>
[Allowed(Role.TownshipHandler)]
public sealed record PrepareBridging(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<BridgingAidState>, ICarriesScan;

public sealed class PrepareBridgingHandler(BridgingSteps steps) : IRequestHandler<PrepareBridging, Result<BridgingAidState>>
{
    public Task<Result<BridgingAidState>> Handle(PrepareBridging command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, BridgingAidTrigger.Prepare, DocumentKinds.Confirmation, "", command.HappenedOn, cancellationToken);
}

/// <summary>One signature; the entitlement itself was decided with the confirmation.</summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance)]
public sealed record SignBridging(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<BridgingAidState>;

public sealed class SignBridgingHandler(BridgingSteps steps) : IRequestHandler<SignBridging, Result<BridgingAidState>>
{
    public Task<Result<BridgingAidState>> Handle(SignBridging command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, BridgingAidTrigger.Sign, DocumentKinds.ApprovalForm, "", command.HappenedOn, cancellationToken);
}

/// <summary>The confirmation was undone, or nobody of the household is left.</summary>
[Allowed(Role.TownshipHandler, Role.CountyCivilAffairs)]
public sealed record EndBridging(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null) : ICommand<BridgingAidState>;

public sealed class EndBridgingHandler(BridgingSteps steps) : IRequestHandler<EndBridging, Result<BridgingAidState>>
{
    public Task<Result<BridgingAidState>> Handle(EndBridging command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, BridgingAidTrigger.End, null, command.Reason, command.HappenedOn, cancellationToken);
}

/// <summary>What all steps of bridging aid share.</summary>
public sealed class BridgingSteps(JiujiDb db, CaseSteps cases, RuleShelf rules)
{
    private const int UsualDays = 3;

    /// <summary>Bridging aid of the calendar year that has not ended again.</summary>
    public Task<bool> AlreadyThisYear(Household household, DateOnly? happenedOn, CancellationToken cancellationToken)
    {
        var year = new DateOnly((happenedOn ?? CountyDay.Of(cases.Now)).Year, 1, 1);
        return db.Set<BridgingAid>().AnyAsync(b => b.CountyCode == household.CountyCode && b.HouseholdId == household.Id && b.ConfirmedOn >= year && b.State != BridgingAidState.Ended, cancellationToken);
    }

    /// <summary>Opens it as a case of the township that helps the household: from then on it waits for the handler there. Answers the case's number.</summary>
    public async Task<Result<string>> Open<TAnswer>(
        ICommand<TAnswer> command, Household household, BridgingCategory category, long monthlyPerPersonFen, DateOnly? happenedOn, CancellationToken cancellationToken)
    {
        var day = happenedOn ?? CountyDay.Of(cases.Now);
        var told = new CaseTold(AidType.Emergency, AidMode.Bridging, "", monthlyPerPersonFen * household.Size, "", happenedOn);
        var opened = await cases.Open(command, household.HelpedAt.Township, household.Number, told, cancellationToken);
        if (opened.Refused is { } refused)
        {
            return refused;
        }

        var due = rules.Calendar.After(day, cases.Desk.Rules(command.CountyCode, day).BridgingDays ?? UsualDays);
        db.Add(new BridgingAid
        {
            CountyCode = command.CountyCode, Id = Guid.CreateVersion7(cases.Now), AidCaseId = opened.Value!.Id, HouseholdId = household.Id, Category = category.ToString().ToUpperInvariant(),
            ConfirmedOn = day, DueOn = due.Day, DueProvisional = due.Provisional, MonthlyPerPersonFen = monthlyPerPersonFen, People = household.Size,
        });
        return opened.Value.Number;
    }

    /// <summary>Ends what has not left yet, because the confirmation is undone.</summary>
    public async Task<Refused?> End<TAnswer>(ICommand<TAnswer> command, Household household, string reason, CancellationToken cancellationToken)
    {
        var open = await db.Set<BridgingAid>()
            .Where(b => b.CountyCode == household.CountyCode && b.HouseholdId == household.Id && b.State != BridgingAidState.Ended && b.State != BridgingAidState.Paid && b.State != BridgingAidState.Closed)
            .Where(b => !db.Set<Payment>().Any(p => p.CountyCode == b.CountyCode && p.AidCaseId == b.AidCaseId && p.State == PaymentState.Released)).ToListAsync(cancellationToken);
        foreach (var (bridging, index) in open.Select((bridging, index) => (bridging, index)))
        {
            var acting = cases.Desk.Acting(command, FundCapacity.Of(command.By.Role), null, reason).On(index);
            if (cases.Desk.Record(GrantDecision.Take(bridging, BridgingAidTrigger.End, acting), bridging) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    public async Task<Result<BridgingAidState>> Take(
        ICommand<BridgingAidState> command, string number, BridgingAidTrigger trigger, string? documentKind, string reason, DateOnly? happenedOn, CancellationToken cancellationToken)
    {
        var found = await cases.OfArea(command, number, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var bridging = await db.Set<BridgingAid>().FirstOrDefaultAsync(b => b.CountyCode == command.CountyCode && b.AidCaseId == found.Value!.Id, cancellationToken);
        if (bridging is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", number));
        }

        DocumentAtHand[] documents = documentKind is null ? [] : [await cases.Desk.Keep(command, documentKind, $"{number} {documentKind}", cancellationToken)];
        var acting = cases.Desk.Acting(command, FundCapacity.Of(command.By.Role), happenedOn, reason.Trim(), documents);
        return cases.Desk.Record(GrantDecision.Take(bridging, trigger, acting), bridging) is { } refused ? refused : bridging.State;
    }
}
