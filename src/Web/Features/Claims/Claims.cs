using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Claims;

/// <summary>Drafts a township's claim for a month: every payment with accepted papers that stands in no other claim, paid by the end of that month (F4).</summary>
[Allowed(Role.TownshipHandler, Role.Bookkeeper)]
public sealed record DraftClaim(Guid CommandId, Actor By, string CountyCode, int Year, int Month, DateOnly? HappenedOn = null) : ICommand<string>;

public sealed class DraftClaimHandler(JiujiDb db, FundDesk desk, Turn turn) : IRequestHandler<DraftClaim, Result<string>>
{
    public async Task<Result<string>> Handle(DraftClaim command, CancellationToken cancellationToken)
    {
        var month = new DateOnly(command.Year, command.Month, 1);
        var township = command.By.TownshipCode;
        var fund = await desk.Fund(command.CountyCode, township, command.Year, command.HappenedOn ?? CountyDay.Of(turn.Now), cancellationToken);
        if (fund is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", $"{township} {command.Year}"));
        }

        var last = month.AddMonths(1).AddDays(-1);
        var open = db.Set<ClaimLine>().Where(line => line.CountyCode == command.CountyCode && line.State == ClaimLineState.Open).Select(line => line.PaymentId);
        var payments = await db.Set<Payment>().AsNoTracking()
            .Where(p => p.CountyCode == command.CountyCode && p.ReserveFundId == fund.Fund.Id && p.State == PaymentState.PapersAccepted && p.PaidOn <= last && !open.Contains(p.Id))
            .Where(p => !db.Set<AidFirst>().Any(f => f.CountyCode == p.CountyCode && f.PaymentId == p.Id && f.State == AidFirstState.Paid))
            .OrderBy(p => p.PaidOn).ThenBy(p => p.Id)
            .ToListAsync(cancellationToken);
        if (payments.Count == 0)
        {
            return Refused.By(FundRefusal.AmountNotPositive, ("month", month.ToString("yyyy-MM", CultureInfo.InvariantCulture)));
        }

        var claim = new ReimbursementClaim
        {
            CountyCode = command.CountyCode, Id = command.CommandId, Number = await NextNumber(command, township, month, cancellationToken),
            ReserveFundId = fund.Fund.Id, TownshipCode = township, Month = month, DraftedBy = command.By.Name,
        };
        claim.Lines.AddRange(payments.Select(payment => new ClaimLine
        {
            CountyCode = command.CountyCode, Id = Guid.CreateVersion7(turn.Now), ClaimId = claim.Id, PaymentId = payment.Id, AmountFen = payment.UnapprovedFen,
        }));
        db.Add(claim);
        return claim.Number;
    }

    private async Task<string> NextNumber(DraftClaim command, string township, DateOnly month, CancellationToken cancellationToken)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"BZ-{township[^3..]}-{month:yyyyMM}-");
        var count = await db.Set<ReimbursementClaim>().CountAsync(c => c.CountyCode == command.CountyCode && c.Number.StartsWith(prefix), cancellationToken);
        return prefix + (count + 1).ToString("00", CultureInfo.InvariantCulture);
    }
}

/// <summary>Hands the claim to the county: from now on its own clock runs, and what waits there does not count against the township.</summary>
[Allowed(Role.TownshipHandler, Role.Bookkeeper)]
public sealed record SubmitClaim(Guid CommandId, Actor By, string CountyCode, string ClaimNumber, DateOnly? HappenedOn = null) : ICommand<ReimbursementClaimState>;

public sealed class SubmitClaimHandler(ClaimSteps steps) : IRequestHandler<SubmitClaim, Result<ReimbursementClaimState>>
{
    public Task<Result<ReimbursementClaimState>> Handle(SubmitClaim command, CancellationToken cancellationToken) =>
        steps.Take(command, command.ClaimNumber, command.HappenedOn, (at, acting) =>
            ClaimDecision.Submit(at.Claim, [.. at.Lines.Where(line => line.Line.State == ClaimLineState.Open)], at.Fund, acting), cancellationToken);
}

/// <summary>
/// The county ends its review: every line that is still open is approved but those that are named, with the reason, to be rejected (case numbers, separated by
/// semicolons). Approval is the only expenditure there is (posting row 14).
/// </summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record ReviewClaim(
    Guid CommandId, Actor By, string CountyCode, string ClaimNumber, string RejectedCases = "", string Reason = "", DateOnly? HappenedOn = null) : ICommand<ReimbursementClaimState>;

public sealed class ReviewClaimHandler(ClaimSteps steps) : IRequestHandler<ReviewClaim, Result<ReimbursementClaimState>>
{
    public async Task<Result<ReimbursementClaimState>> Handle(ReviewClaim command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.ClaimNumber, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (claim, lines, fund) = found.Value!;
        var parts = await steps.Desk.Parts(command.CountyCode, [claim.Id, .. lines.SelectMany(line => new[] { line.Payment.Id, line.AidCase.Id })], cancellationToken);
        var rejected = command.RejectedCases.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();
        var acting = steps.Desk.Acting(command, FundRole.CountyReviewer, command.HappenedOn, command.Reason.Trim(), await steps.Decision(command, claim, command.Reason, cancellationToken));
        if (claim.State == ReimbursementClaimState.Submitted
            && steps.Desk.Record(ClaimDecision.StartReview(claim, parts, fund.Pack, acting), claim) is { } notStarted)
        {
            return notStarted;
        }

        // Each line posts under an id of its own, derived from the command's, so that a retry repeats every one of them.
        foreach (var (line, index) in lines.Select((line, index) => (line, index)).Where(pair => pair.line.Line.State == ClaimLineState.Open))
        {
            var approved = rejected.Contains(line.AidCase.Number) ? 0 : line.Line.AmountFen;
            var decision = ClaimDecision.ReviewLine(claim, line, approved, fund, parts, acting.On(10 + (index * 3)));
            if (steps.Desk.Record(decision, line.Line, line.Payment) is { } refused)
            {
                return refused;
            }
        }

        return steps.Desk.Record(ClaimDecision.EndReview(claim, parts, fund.Pack, acting.On(5)), claim) is { } notEnded ? notEnded : claim.State;
    }
}

/// <summary>Clears an approved claim against the advance (posting row 19): no money moves, the advance is shown for.</summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance)]
public sealed record ClearClaim(Guid CommandId, Actor By, string CountyCode, string ClaimNumber, DateOnly? HappenedOn = null) : ICommand<ReimbursementClaimState>;

public sealed class ClearClaimHandler(ClaimSteps steps) : IRequestHandler<ClearClaim, Result<ReimbursementClaimState>>
{
    public Task<Result<ReimbursementClaimState>> Handle(ClearClaim command, CancellationToken cancellationToken) =>
        steps.Take(command, command.ClaimNumber, command.HappenedOn, async (at, acting) =>
        {
            var sheet = await steps.Desk.Keep(command, DocumentKinds.ClearingSheet, $"{at.Claim.Number} {at.Claim.ApprovedFen}", cancellationToken);
            return ClaimDecision.Clear(at.Claim, at.Fund, acting with { Documents = [sheet] });
        }, cancellationToken);
}

/// <summary>Tops a fixed imprest up by what was approved and not yet replenished (posting row 18); a loss is never made good this way (T22).</summary>
[Allowed(Role.CountyFinance)]
public sealed record ReplenishClaim(Guid CommandId, Actor By, string CountyCode, string ClaimNumber, long AmountFen, DateOnly? HappenedOn = null) : ICommand<ReimbursementClaimState>;

public sealed class ReplenishClaimHandler(JiujiDb db, ClaimSteps steps) : IRequestHandler<ReplenishClaim, Result<ReimbursementClaimState>>
{
    public Task<Result<ReimbursementClaimState>> Handle(ReplenishClaim command, CancellationToken cancellationToken) =>
        steps.Take(command, command.ClaimNumber, command.HappenedOn, async (at, acting) =>
        {
            var replenished = await db.Set<ReimbursementClaim>()
                .Where(c => c.CountyCode == command.CountyCode && c.ReserveFundId == at.Fund.Fund.Id).SumAsync(c => c.ReplenishedFen, cancellationToken);
            return ClaimDecision.Replenish(at.Claim, command.AmountFen, replenished, at.Fund, acting);
        }, cancellationToken);
}

/// <summary>The replenishment is in the township's bank (posting row 18, second half).</summary>
[Allowed(Role.Cashier, Role.Bookkeeper)]
public sealed record ReceiveReplenishment(Guid CommandId, Actor By, string CountyCode, string ClaimNumber, DateOnly? HappenedOn = null) : ICommand<ReimbursementClaimState>;

public sealed class ReceiveReplenishmentHandler(ClaimSteps steps) : IRequestHandler<ReceiveReplenishment, Result<ReimbursementClaimState>>
{
    public Task<Result<ReimbursementClaimState>> Handle(ReceiveReplenishment command, CancellationToken cancellationToken) =>
        steps.Take(command, command.ClaimNumber, command.HappenedOn, async (at, acting) =>
        {
            var statement = await steps.Desk.Keep(command, DocumentKinds.BankStatement, $"{at.Claim.Number} {at.Claim.ReplenishedFen}", cancellationToken);
            return ClaimDecision.ConfirmReceipt(at.Claim, at.Fund, acting with { Documents = [statement] });
        }, cancellationToken);
}

/// <summary>Closes a claim that is cleared or replenished.</summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance)]
public sealed record CloseClaim(Guid CommandId, Actor By, string CountyCode, string ClaimNumber, DateOnly? HappenedOn = null) : ICommand<ReimbursementClaimState>;

public sealed class CloseClaimHandler(ClaimSteps steps) : IRequestHandler<CloseClaim, Result<ReimbursementClaimState>>
{
    public Task<Result<ReimbursementClaimState>> Handle(CloseClaim command, CancellationToken cancellationToken) =>
        steps.Take(command, command.ClaimNumber, command.HappenedOn, (at, acting) => ClaimDecision.Take(at.Claim, ReimbursementClaimTrigger.Close, acting), cancellationToken);
}

/// <summary>A claim with its payments and cases, and the fund it belongs to.</summary>
public sealed record ClaimAtHand(ReimbursementClaim Claim, IReadOnlyList<ClaimedPayment> Lines, FundContext Fund);

/// <summary>What all steps of a claim share.</summary>
public sealed class ClaimSteps(JiujiDb db, FundDesk desk, Turn turn)
{
    public FundDesk Desk => desk;

    public async Task<Result<ClaimAtHand>> Open<TAnswer>(ICommand<TAnswer> command, string number, DateOnly? happenedOn, CancellationToken cancellationToken)
    {
        var county = command.CountyCode;
        var claim = await db.Set<ReimbursementClaim>().Include(c => c.Lines).FirstOrDefaultAsync(c => c.CountyCode == county && c.Number == number, cancellationToken);
        if (claim is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", number));
        }

        if (!command.By.MayActIn(county, claim.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", claim.TownshipCode));
        }

        var paymentIds = claim.Lines.Select(line => line.PaymentId).ToList();
        var payments = await db.Set<Payment>().Include(p => p.Papers).Where(p => p.CountyCode == county && paymentIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var caseIds = payments.Values.Select(payment => payment.AidCaseId).ToList();
        var cases = await db.Set<AidCase>().AsNoTracking().Where(c => c.CountyCode == county && caseIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var others = await db.Set<ClaimLine>().AsNoTracking().Where(l => l.CountyCode == county && paymentIds.Contains(l.PaymentId) && l.ClaimId != claim.Id).ToListAsync(cancellationToken);
        var firsts = await db.Set<AidFirst>().AsNoTracking().Where(f => f.CountyCode == county && paymentIds.Contains(f.PaymentId)).ToDictionaryAsync(f => f.PaymentId, cancellationToken);
        var lines = claim.Lines.OrderBy(line => line.Id).Select(line => new ClaimedPayment(
            line, payments[line.PaymentId], cases[payments[line.PaymentId].AidCaseId], firsts.GetValueOrDefault(line.PaymentId),
            others.Exists(other => other.PaymentId == line.PaymentId && other.State == ClaimLineState.Open),
            others.Exists(other => other.PaymentId == line.PaymentId && other.State == ClaimLineState.Approved))).ToList();
        return new ClaimAtHand(claim, lines, await desk.FundOf(county, claim.ReserveFundId, happenedOn ?? CountyDay.Of(turn.Now), cancellationToken));
    }

    /// <summary>One step of a claim as a whole: find it, decide, keep.</summary>
    public Task<Result<ReimbursementClaimState>> Take(
        ICommand<ReimbursementClaimState> command, string number, DateOnly? happenedOn, Func<ClaimAtHand, Acting, FundDecision> decide, CancellationToken cancellationToken) =>
        Take(command, number, happenedOn, (at, acting) => Task.FromResult(decide(at, acting)), cancellationToken);

    public async Task<Result<ReimbursementClaimState>> Take(
        ICommand<ReimbursementClaimState> command, string number, DateOnly? happenedOn, Func<ClaimAtHand, Acting, Task<FundDecision>> decide, CancellationToken cancellationToken)
    {
        var found = await Open(command, number, happenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (claim, lines, _) = found.Value!;
        var decision = await decide(found.Value, desk.Acting(command, FundCapacity.Of(command.By.Role), happenedOn));
        return desk.Record(decision, [claim, .. claim.Lines, .. lines.Select(line => line.Payment).Distinct()]) is { } refused ? refused : claim.State;
    }

    public Task<DocumentAtHand> Decision<TAnswer>(ICommand<TAnswer> command, ReimbursementClaim claim, string reason, CancellationToken cancellationToken) =>
        desk.Keep(command, DocumentKinds.CountyDecision, $"{claim.Number} {reason}", cancellationToken);
}
