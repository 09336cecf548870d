using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Claims;

/// <summary>
/// The county decides one line: the whole amount, a part of it, or nothing, the last two with a reason (posting rows 14 and 15). What is not approved is free
/// for the next claim (T27).
/// </summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record ReviewClaimLine(
    Guid CommandId, Actor By, string CountyCode, string ClaimNumber, string CaseNumber, long ApprovedFen, string Reason = "", DateOnly? HappenedOn = null) : ICommand<ClaimLineState>;

public sealed class ReviewClaimLineHandler(ClaimSteps steps) : IRequestHandler<ReviewClaimLine, Result<ClaimLineState>>
{
    public async Task<Result<ClaimLineState>> Handle(ReviewClaimLine command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.ClaimNumber, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (claim, lines, fund) = found.Value!;
        if (lines.FirstOrDefault(line => line.AidCase.Number == command.CaseNumber) is not { } claimed)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.CaseNumber));
        }

        var parts = await steps.Desk.Parts(command.CountyCode, [claim.Id, claimed.Payment.Id, claimed.AidCase.Id], cancellationToken);
        var acting = steps.Desk.Acting(command, FundRole.CountyReviewer, command.HappenedOn, command.Reason.Trim());
        if (claim.State == ReimbursementClaimState.Submitted && steps.Desk.Record(ClaimDecision.StartReview(claim, parts, fund.Pack, acting), claim) is { } notStarted)
        {
            return notStarted;
        }

        var decision = ClaimDecision.ReviewLine(claim, claimed, command.ApprovedFen, fund, parts, acting.On(10));
        return steps.Desk.Record(decision, claimed.Line, claimed.Payment) is { } refused ? refused : claimed.Line.State;
    }
}

/// <summary>The township takes one line out before it is decided; its payment is free for the next claim.</summary>
[Allowed(Role.TownshipHandler, Role.Bookkeeper)]
public sealed record WithdrawClaimLine(Guid CommandId, Actor By, string CountyCode, string ClaimNumber, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<ClaimLineState>;

public sealed class WithdrawClaimLineHandler(ClaimSteps steps) : IRequestHandler<WithdrawClaimLine, Result<ClaimLineState>>
{
    public async Task<Result<ClaimLineState>> Handle(WithdrawClaimLine command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.ClaimNumber, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        if (found.Value!.Lines.FirstOrDefault(line => line.AidCase.Number == command.CaseNumber) is not { } claimed)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.CaseNumber));
        }

        var decision = ClaimDecision.WithdrawLine(claimed, steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn));
        return steps.Desk.Record(decision, claimed.Line, claimed.Payment) is { } refused ? refused : claimed.Line.State;
    }
}

/// <summary>Before the county looks, the township takes the whole claim back.</summary>
[Allowed(Role.TownshipHandler, Role.Bookkeeper)]
public sealed record TakeBackClaim(Guid CommandId, Actor By, string CountyCode, string ClaimNumber, DateOnly? HappenedOn = null) : ICommand<ReimbursementClaimState>;

public sealed class TakeBackClaimHandler(ClaimSteps steps) : IRequestHandler<TakeBackClaim, Result<ReimbursementClaimState>>
{
    public Task<Result<ReimbursementClaimState>> Handle(TakeBackClaim command, CancellationToken cancellationToken) =>
        steps.Take(command, command.ClaimNumber, command.HappenedOn, (at, acting) =>
            ClaimDecision.TakeBack(at.Claim, [.. at.Lines.Where(line => line.Payment.State == PaymentState.Claimed)], acting), cancellationToken);
}

/// <summary>Discards a draft; its lines are withdrawn, so that their payments can stand in another claim.</summary>
[Allowed(Role.TownshipHandler, Role.Bookkeeper)]
public sealed record DiscardClaim(Guid CommandId, Actor By, string CountyCode, string ClaimNumber, DateOnly? HappenedOn = null) : ICommand<ReimbursementClaimState>;

public sealed class DiscardClaimHandler(ClaimSteps steps) : IRequestHandler<DiscardClaim, Result<ReimbursementClaimState>>
{
    public Task<Result<ReimbursementClaimState>> Handle(DiscardClaim command, CancellationToken cancellationToken) =>
        steps.Take(command, command.ClaimNumber, command.HappenedOn, (at, acting) => ClaimDecision.Discard(at.Claim, acting), cancellationToken);
}
