using FluentValidation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Cases;

/// <summary>分阶段救助: one case and one approval, paid in monthly instalments (F16). The limit is that of the sum.</summary>
[Allowed(Role.TownshipHandler)]
public sealed record AgreeStagedGrant(
    Guid CommandId, Actor By, string CountyCode, string HouseholdNumber, AidType Type, string CauseCode, int Instalments, long InstalmentFen, DateOnly FirstDueOn,
    string Incident = "", DateOnly? HappenedOn = null, string IncidentNote = "") : ICommand<string>;

public sealed class AgreeStagedGrantValidator : AbstractValidator<AgreeStagedGrant>
{
    public AgreeStagedGrantValidator()
    {
        RuleFor(c => c.HouseholdNumber).NotEmpty().WithMessage("error.household_missing");
        RuleFor(c => c.CauseCode).NotEmpty().WithMessage("error.cause_missing");
        RuleFor(c => c.Instalments).InclusiveBetween(2, 12).WithMessage("error.instalments");
        RuleFor(c => c.IncidentNote).MaximumLength(CaseTold.LongestNote).WithMessage("error.too_long");
        RuleFor(c => c.InstalmentFen).GreaterThan(0).WithMessage("error.amount").LessThan(100_000_000).WithMessage("error.amount");
    }
}

public sealed class AgreeStagedGrantHandler(JiujiDb db, CaseSteps steps) : IRequestHandler<AgreeStagedGrant, Result<string>>
{
    public async Task<Result<string>> Handle(AgreeStagedGrant command, CancellationToken cancellationToken)
    {
        var told = new CaseTold(command.Type, AidMode.Staged, command.CauseCode, command.Instalments * command.InstalmentFen, command.Incident, command.HappenedOn) { IncidentNote = command.IncidentNote };
        var opened = await steps.Open(command, command.By.TownshipCode, command.HouseholdNumber, told, cancellationToken);
        if (opened.Refused is { } refused)
        {
            return refused;
        }

        db.Add(new StagedGrant
        {
            CountyCode = command.CountyCode, Id = Guid.CreateVersion7(steps.Now), AidCaseId = opened.Value!.Id, Instalments = command.Instalments,
            InstalmentFen = command.InstalmentFen, FirstDueOn = command.FirstDueOn,
        });
        return opened.Value.Number;
    }
}

/// <summary>Once all have signed, the instalments run.</summary>
[Allowed(Role.TownshipHandler, Role.OfficeHead)]
public sealed record StartGrant(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<StagedGrantState>;

public sealed class StartGrantHandler(GrantSteps steps) : IRequestHandler<StartGrant, Result<StagedGrantState>>
{
    public Task<Result<StagedGrantState>> Handle(StartGrant command, CancellationToken cancellationToken) => steps.Decide(
        command, command.CaseNumber, DocumentKinds.ApprovalForm, "", command.HappenedOn,
        (grant, acting) => GrantDecision.Take(grant, StagedGrantTrigger.Start, acting), cancellationToken, mustBeSigned: true);
}

/// <summary>Before each instalment somebody looks again: alive, still living there, still in need (F16, G5).</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record CheckStatus(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Finding, DateOnly? HappenedOn = null) : ICommand<StagedGrantState>;

public sealed class CheckStatusHandler(GrantSteps steps) : IRequestHandler<CheckStatus, Result<StagedGrantState>>
{
    public Task<Result<StagedGrantState>> Handle(CheckStatus command, CancellationToken cancellationToken) => steps.Decide(
        command, command.CaseNumber, DocumentKinds.Survey, command.Finding, command.HappenedOn,
        (grant, acting) => GrantDecision.Take(grant, StagedGrantTrigger.CheckStatus, acting), cancellationToken);
}

/// <summary>A death, a move or a change stops the instalments until the remaining members are reviewed.</summary>
[Allowed(Role.TownshipHandler, Role.OfficeHead, Role.CountyCivilAffairs)]
public sealed record SuspendGrant(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null) : ICommand<StagedGrantState>;

public sealed class SuspendGrantHandler(GrantSteps steps) : IRequestHandler<SuspendGrant, Result<StagedGrantState>>
{
    public Task<Result<StagedGrantState>> Handle(SuspendGrant command, CancellationToken cancellationToken) => steps.Decide(
        command, command.CaseNumber, null, command.Reason, command.HappenedOn, (grant, acting) => GrantDecision.Take(grant, StagedGrantTrigger.Suspend, acting), cancellationToken);
}

/// <summary>The remaining members are visited: what they need now.</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record ReReviewGrant(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Finding, DateOnly? HappenedOn = null) : ICommand<StagedGrantState>;

public sealed class ReReviewGrantHandler(GrantSteps steps) : IRequestHandler<ReReviewGrant, Result<StagedGrantState>>
{
    public Task<Result<StagedGrantState>> Handle(ReReviewGrant command, CancellationToken cancellationToken) => steps.Decide(
        command, command.CaseNumber, null, command.Finding, command.HappenedOn, (grant, acting) => GrantDecision.Take(grant, StagedGrantTrigger.ReReview, acting), cancellationToken);
}

/// <summary>The instalments go on for the remaining members, at what they need now; where the applicant has died, to the eldest who is left.</summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance)]
public sealed record ResumeGrant(Guid CommandId, Actor By, string CountyCode, string CaseNumber, long InstalmentFen, DateOnly? HappenedOn = null) : ICommand<StagedGrantState>;

public sealed class ResumeGrantHandler(JiujiDb db, CaseSteps cases, GrantSteps steps) : IRequestHandler<ResumeGrant, Result<StagedGrantState>>
{
    public async Task<Result<StagedGrantState>> Handle(ResumeGrant command, CancellationToken cancellationToken)
    {
        var resumed = await steps.Decide(
            command, command.CaseNumber, DocumentKinds.ApprovalForm, "", command.HappenedOn,
            (grant, acting) => GrantDecision.Resume(grant, command.InstalmentFen, acting), cancellationToken);
        if (!resumed.IsDone)
        {
            return resumed;
        }

        var aidCase = (await cases.Find(command.CountyCode, command.CaseNumber, cancellationToken))!;
        var living = await db.Set<Person>().AsNoTracking()
            .Where(p => p.CountyCode == command.CountyCode && p.HouseholdId == aidCase.HouseholdId && p.DeletedAt == null && p.DeceasedOn == null)
            .OrderBy(p => p.Id == aidCase.ApplicantPersonId ? 0 : 1).ThenBy(p => p.BirthDate).Select(p => p.Id).ToListAsync(cancellationToken);
        if (living.Count == 0)
        {
            return Refused.By(FundRefusal.PayeeDeceased, ("what", command.CaseNumber));
        }

        aidCase.ApplicantPersonId = living[0];
        return resumed;
    }
}

/// <summary>Nobody is left who needs it: no further instalment.</summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance)]
public sealed record EndGrant(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null) : ICommand<StagedGrantState>;

public sealed class EndGrantHandler(GrantSteps steps) : IRequestHandler<EndGrant, Result<StagedGrantState>>
{
    public Task<Result<StagedGrantState>> Handle(EndGrant command, CancellationToken cancellationToken) => steps.Decide(
        command, command.CaseNumber, null, command.Reason, command.HappenedOn, (grant, acting) => GrantDecision.Take(grant, StagedGrantTrigger.End, acting), cancellationToken);
}

/// <summary>What all steps of a staged grant share.</summary>
public sealed class GrantSteps(JiujiDb db, CaseSteps cases)
{
    public async Task<Result<StagedGrantState>> Decide(
        ICommand<StagedGrantState> command, string number, string? documentKind, string reason, DateOnly? happenedOn,
        Func<StagedGrant, Acting, FundDecision> decide, CancellationToken cancellationToken, bool mustBeSigned = false)
    {
        var found = await cases.OfArea(command, number, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var aidCase = found.Value!;
        var grant = await db.Set<StagedGrant>().FirstOrDefaultAsync(g => g.CountyCode == command.CountyCode && g.AidCaseId == aidCase.Id, cancellationToken);
        if (grant is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", number));
        }

        if (mustBeSigned && aidCase.State is not (AidCaseState.Signed or AidCaseState.Filed or AidCaseState.Closed))
        {
            return Refused.By(FundRefusal.SignaturesMissing, ("what", number));
        }

        DocumentAtHand[] documents = documentKind is null ? [] : [await cases.Desk.Keep(command, documentKind, $"{number} {reason}", cancellationToken)];
        var acting = cases.Desk.Acting(command, FundCapacity.Of(command.By.Role), happenedOn, reason.Trim(), documents);
        return cases.Desk.Record(decide(grant, acting), grant) is { } refused ? refused : grant.State;
    }
}
