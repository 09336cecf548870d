using FluentValidation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Cases;

/// <summary>Accepts a household's case in the township where the emergency happened (F13): the clock starts.</summary>
/// <param name="Incident">Code of the village or township where it happened; empty for the household's own place.</param>
/// <param name="IncidentNote">The place in words.</param>
[Allowed(Role.TownshipHandler)]
public sealed record AcceptCase(
    Guid CommandId, Actor By, string CountyCode, string HouseholdNumber, AidType Type, string CauseCode, long AmountFen, string Incident = "",
    DateOnly? HappenedOn = null, string IncidentNote = "") : ICommand<string>;

public sealed class AcceptCaseValidator : AbstractValidator<AcceptCase>
{
    public AcceptCaseValidator()
    {
        RuleFor(c => c.HouseholdNumber).NotEmpty().WithMessage("error.household_missing");
        RuleFor(c => c.CauseCode).NotEmpty().WithMessage("error.cause_missing");
        RuleFor(c => c.AmountFen).GreaterThan(0).WithMessage("error.amount").LessThan(100_000_000).WithMessage("error.amount");
        RuleFor(c => c.IncidentNote).MaximumLength(CaseTold.LongestNote).WithMessage("error.too_long");
    }
}

public sealed class AcceptCaseHandler(CaseSteps steps) : IRequestHandler<AcceptCase, Result<string>>
{
    public async Task<Result<string>> Handle(AcceptCase command, CancellationToken cancellationToken)
    {
        var told = new CaseTold(command.Type, AidMode.Ordinary, command.CauseCode, command.AmountFen, command.Incident, command.HappenedOn) { IncidentNote = command.IncidentNote };
        var opened = await steps.Open(command, command.By.TownshipCode, command.HouseholdNumber, told, cancellationToken);
        return opened.Refused is { } refused ? refused : opened.Value!.Number;
    }
}

/// <summary>The visit to the household is done; what was found is kept as the survey record.</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record InvestigateCase(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Finding, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<AidCaseState>, ICarriesScan;

public sealed class InvestigateCaseHandler(CaseSteps steps) : IRequestHandler<InvestigateCase, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(InvestigateCase command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, AidCaseTrigger.Investigate, DocumentKinds.Survey, command.Finding, command.HappenedOn, cancellationToken);
}

/// <summary>The notice hangs at the village board (expense type, where the pack asks for it).</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record PostCaseNotice(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Where, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<AidCaseState>, ICarriesScan;

public sealed class PostCaseNoticeHandler(CaseSteps steps) : IRequestHandler<PostCaseNotice, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(PostCaseNotice command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, AidCaseTrigger.PostNotice, DocumentKinds.PostingEvidence, command.Where, command.HappenedOn, cancellationToken);
}

/// <summary>One of the three signatures (F9); the last one makes the case signed.</summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance)]
public sealed record SignCase(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<AidCaseState>;

public sealed class SignCaseHandler(CaseSteps steps) : IRequestHandler<SignCase, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(SignCase command, CancellationToken cancellationToken) =>
        steps.Decide(command, command.CaseNumber, command.HappenedOn, "", null, CaseDecision.Sign, cancellationToken);
}

/// <summary>A small case decided by the township is filed with the county (R10).</summary>
[Allowed(Role.TownshipHandler)]
public sealed record FileCase(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<AidCaseState>;

public sealed class FileCaseHandler(CaseSteps steps, PaymentSteps payments) : IRequestHandler<FileCase, Result<AidCaseState>>
{
    public async Task<Result<AidCaseState>> Handle(FileCase command, CancellationToken cancellationToken)
    {
        var filed = await steps.Take(command, command.CaseNumber, AidCaseTrigger.FileWithCounty, DocumentKinds.FilingRecord, command.CaseNumber, command.HappenedOn, cancellationToken);
        if (filed.IsDone && await steps.Find(command.CountyCode, command.CaseNumber, cancellationToken) is { Mode: AidMode.AidFirst }
            && (await payments.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken)).Value is { } aid)
        {
            var acting = payments.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn);
            await payments.FinishAidFirst(command, aid.AidCase, aid.Payment, acting, cancellationToken);
        }

        return filed;
    }
}
