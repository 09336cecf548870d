using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Cases;

/// <summary>Refusal in writing, with its reason; it is served on the household by a step of its own. What was paid first is refused as a signature instead.</summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance, Role.CountyCivilAffairs)]
public sealed record RefuseCase(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<AidCaseState>, ICarriesScan;

public sealed class RefuseCaseHandler(CaseSteps steps) : IRequestHandler<RefuseCase, Result<AidCaseState>>
{
    public async Task<Result<AidCaseState>> Handle(RefuseCase command, CancellationToken cancellationToken) =>
        await steps.HasMoneyOut(command.CountyCode, command.CaseNumber, cancellationToken)
            ? Refused.By(FundRefusal.MoveNotAllowed, ("what", command.CaseNumber))
            : await steps.Decide(
                command, command.CaseNumber, command.HappenedOn, command.Reason, DocumentKinds.WrittenRefusal,
                (aidCase, _, _, acting, _) => CaseDecision.Refuse(aidCase, acting), cancellationToken);
}

/// <summary>The written refusal reaches the household: to whom and how it was handed over. Only from then on can it be reviewed.</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record ServeRefusal(
    Guid CommandId, Actor By, string CountyCode, string CaseNumber, string How, DateOnly? HappenedOn = null, string ScanName = "", string Scan = "")
    : ICommand<AidCaseState>, ICarriesScan;

public sealed class ServeRefusalHandler(CaseSteps steps) : IRequestHandler<ServeRefusal, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(ServeRefusal command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, AidCaseTrigger.ServeRefusal, DocumentKinds.ServiceReceipt, command.How, command.HappenedOn, cancellationToken);
}

/// <summary>The household asks the county to look at the refusal again; whoever writes it down for them hands it on.</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record RequestReview(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<AidCaseState>, ICarriesScan;

public sealed class RequestReviewHandler(CaseSteps steps) : IRequestHandler<RequestReview, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(RequestReview command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, AidCaseTrigger.RequestReview, DocumentKinds.ReviewRequest, command.Reason, command.HappenedOn, cancellationToken);
}

/// <summary>What a review comes to.</summary>
public enum ReviewOutcome { Uphold, Reopen }

/// <summary>The county upholds the refusal, or opens the case again: then it starts with the visit, and earlier signatures no longer count.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record DecideReview(Guid CommandId, Actor By, string CountyCode, string CaseNumber, ReviewOutcome Outcome, string Reason, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<AidCaseState>, ICarriesScan;

public sealed class DecideReviewHandler(CaseSteps steps) : IRequestHandler<DecideReview, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(DecideReview command, CancellationToken cancellationToken) => steps.Take(
        command, command.CaseNumber, command.Outcome == ReviewOutcome.Uphold ? AidCaseTrigger.Uphold : AidCaseTrigger.Reopen,
        DocumentKinds.CountyDecision, command.Reason, command.HappenedOn, cancellationToken);
}

/// <summary>The applicant no longer asks. Once money is on its way the case can no longer be withdrawn: then it comes back as money.</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record WithdrawCase(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null) : ICommand<AidCaseState>;

public sealed class WithdrawCaseHandler(CaseSteps steps) : IRequestHandler<WithdrawCase, Result<AidCaseState>>
{
    public async Task<Result<AidCaseState>> Handle(WithdrawCase command, CancellationToken cancellationToken) =>
        await steps.HasMoneyOut(command.CountyCode, command.CaseNumber, cancellationToken)
            ? Refused.By(FundRefusal.MoveNotAllowed, ("what", command.CaseNumber))
            : await steps.Take(command, command.CaseNumber, AidCaseTrigger.Withdraw, null, command.Reason, command.HappenedOn, cancellationToken);
}
