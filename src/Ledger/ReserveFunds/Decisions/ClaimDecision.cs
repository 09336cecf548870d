namespace Jiuji.Ledger.ReserveFunds;

/// <summary>A line with the payment and case behind it, as the claim's decisions need them.</summary>
/// <param name="OtherOpenLine">The payment stands in another open claim.</param>
/// <param name="AlreadyApproved">Another line of the payment is approved in full.</param>
public sealed record ClaimedPayment(
    ClaimLine Line, Payment Payment, AidCase AidCase, AidFirst? AidFirst = null, bool OtherOpenLine = false, bool AlreadyApproved = false);

/// <summary>
/// Decides the steps of a claim (F4). One payment backs one claim (T27); the county approves line by line, and that alone is expenditure;
/// then the advance is cleared without money, or the imprest is replenished within what was approved (T22).
/// </summary>
public static class ClaimDecision
{
    /// <summary>All lines or none: every payment has complete papers, is free, and no part of it is claimed twice (T8, X10).</summary>
    public static FundDecision Submit(ReimbursementClaim claim, IReadOnlyList<ClaimedPayment> lines, FundContext fund, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.AmountNotPositive, lines.Count > 0), .. lines.SelectMany(line => CheckLine(line, fund.Pack))];
        var due = fund.Due(acting.OccurredOn, fund.Pack.ClaimReviewDays);
        var submit = ReimbursementClaimLifecycle.Table.Answer(
            claim, ReimbursementClaimTrigger.Submit, acting, checks, new(lines.Sum(l => l.Line.AmountFen), due));
        var claimed = lines.Select((line, i) =>
            PaymentLifecycle.Table.Answer(line.Payment, PaymentTrigger.Claim, acting.On(i + 1), facts: new(line.Line.AmountFen)));
        return FundDecision.All([submit, .. claimed], checks, () => []);
    }

    /// <summary>What would stop one line.</summary>
    public static IReadOnlyList<RuleCheck> CheckLine(ClaimedPayment claimed, PackValues pack)
    {
        var missing = PaymentDecision.MissingPapers(claimed.Payment, claimed.AidCase, pack);
        var clause = pack.Clause(PackValues.PapersKey(claimed.AidCase.Type, claimed.AidCase.Mode));
        return
        [
            RuleCheck.Of(FundRefusal.PapersIncomplete, claimed.Payment.State == PaymentState.PapersAccepted && missing.Count == 0,
                clause, ("missing", string.Join(' ', missing))),
            RuleCheck.Of(FundRefusal.AlreadyClaimed, !claimed.OtherOpenLine, figures: ("payment", claimed.Payment.Id)),
            RuleCheck.Of(FundRefusal.AlreadyApproved, !claimed.AlreadyApproved, figures: ("payment", claimed.Payment.Id)),

            // A line claims all that is still unapproved, so that at most one line of a payment is ever approved in full.
            RuleCheck.Of(FundRefusal.ExceedsPayment, claimed.Line.AmountFen == claimed.Payment.UnapprovedFen,
                figures: [("amountFen", claimed.Line.AmountFen), ("unapprovedFen", claimed.Payment.UnapprovedFen)]),
            RuleCheck.Of(FundRefusal.AidFirstIncomplete, claimed.AidFirst is not { BlocksClaim: true }, "CZ24 四(三)"),
        ];
    }

    /// <summary>The county starts to review; a person who acted for the township cannot.</summary>
    public static FundDecision StartReview(ReimbursementClaim claim, IReadOnlyList<Part> parts, PackValues pack, Acting acting)
    {
        var checks = DifferentPeople.Check(acting, parts, pack);
        return FundDecision.Of(ReimbursementClaimLifecycle.Table.Answer(claim, ReimbursementClaimTrigger.StartReview, acting, checks), checks, () => []);
    }

    /// <summary>Rows 14 and 15. Approved in full, in part, or (0) rejected with a reason; what is not approved is free for the next claim.</summary>
    public static FundDecision ReviewLine(
        ReimbursementClaim claim, ClaimedPayment claimed, long approvedFen, FundContext fund, IReadOnlyList<Part> parts, Acting acting)
    {
        var (line, payment) = (claimed.Line, claimed.Payment);
        var whole = approvedFen == line.AmountFen;
        IReadOnlyList<RuleCheck> checks =
        [
            .. DifferentPeople.Check(acting, parts, fund.Pack),
            RuleCheck.Of(FundRefusal.MoveNotAllowed, claim.State == ReimbursementClaimState.UnderReview && line.ClaimId == claim.Id),
            RuleCheck.Of(FundRefusal.AmountNotPositive, approvedFen >= 0),
            RuleCheck.Of(FundRefusal.ExceedsPayment, approvedFen <= line.AmountFen && approvedFen <= payment.UnapprovedFen,
                figures: [("approvedFen", approvedFen), ("unapprovedFen", payment.UnapprovedFen)]),
            RuleCheck.Of(FundRefusal.ReasonMissing, whole || acting.Reason.Length > 0),
        ];
        var onLine = whole ? ClaimLineTrigger.Approve : approvedFen > 0 ? ClaimLineTrigger.ApproveInPart : ClaimLineTrigger.Reject;
        var settled = approvedFen == payment.UnapprovedFen;
        return FundDecision.All(
            [
                ClaimLineLifecycle.Table.Answer(line, onLine, acting, checks, new(approvedFen)),
                PaymentLifecycle.Table.Answer(payment, settled ? PaymentTrigger.Approve : PaymentTrigger.FreeLine, acting.On(1), facts: new(approvedFen)),
            ],
            checks,
            () => whole
                ? ClaimPostings.ClaimLineApproved(fund.Accounts, approvedFen, acting.Basis(PaymentDecision.Reference(payment)))
                : ClaimPostings.ClaimLineApprovedInPart(fund.Accounts, approvedFen, acting.Basis(PaymentDecision.Reference(payment))));
    }

    /// <summary>The township takes a line out before it is decided.</summary>
    public static FundDecision WithdrawLine(ClaimedPayment claimed, Acting acting)
    {
        var moves = new List<LifecycleMove> { ClaimLineLifecycle.Table.Answer(claimed.Line, ClaimLineTrigger.Withdraw, acting) };

        // In a draft the payment is not claimed yet, so nothing of it has to be freed.
        if (claimed.Payment.State == PaymentState.Claimed) moves.Add(PaymentLifecycle.Table.Answer(claimed.Payment, PaymentTrigger.FreeLine, acting.On(1)));
        return FundDecision.All(moves, [], () => []);
    }

    /// <summary>A draft that is not wanted: its open lines are withdrawn with it, so that their payments are free.</summary>
    public static FundDecision Discard(ReimbursementClaim claim, Acting acting) => FundDecision.All(
        [
            ReimbursementClaimLifecycle.Table.Answer(claim, ReimbursementClaimTrigger.Discard, acting),
            .. claim.Lines.Where(line => line.State == ClaimLineState.Open)
                .Select((line, i) => ClaimLineLifecycle.Table.Answer(line, ClaimLineTrigger.Withdraw, acting.On(i + 1))),
        ],
        [], () => []);

    /// <summary>Ends the review: approved when any line was, else rejected. Every line must be decided.</summary>
    public static FundDecision EndReview(ReimbursementClaim claim, IReadOnlyList<Part> parts, PackValues pack, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
        [
            .. DifferentPeople.Check(acting, parts, pack),
            RuleCheck.Of(FundRefusal.LinesUndecided, claim.Lines.All(line => line.State != ClaimLineState.Open),
                figures: ("open", claim.Lines.Count(line => line.State == ClaimLineState.Open))),
        ];
        var trigger = claim.ApprovedFen > 0 ? ReimbursementClaimTrigger.Approve : ReimbursementClaimTrigger.Reject;
        return FundDecision.Of(ReimbursementClaimLifecycle.Table.Answer(claim, trigger, acting, checks, new(claim.ApprovedFen)), checks, () => []);
    }

    /// <summary>Row 19 (advance and clear): no money moves.</summary>
    public static FundDecision Clear(ReimbursementClaim claim, FundContext fund, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
            [RuleCheck.Of(FundRefusal.MoveNotAllowed, fund.Fund.Form == FundForm.AdvanceAndClear, fund.Pack.Clause("fund.form"))];
        return FundDecision.Of(ReimbursementClaimLifecycle.Table.Answer(claim, ReimbursementClaimTrigger.Clear, acting, checks), checks, AdvancePostings.AdvanceCleared);
    }

    /// <summary>Row 18 (fixed imprest): at most what is approved and not yet replenished, of the claim and of the whole fund (T22).</summary>
    /// <param name="replenishedFen">Replenished over the life of the fund so far.</param>
    public static FundDecision Replenish(ReimbursementClaim claim, long amountFen, long replenishedFen, FundContext fund, Acting acting)
    {
        var most = Math.Min(Replenishment.MostFen(fund.Position, replenishedFen), claim.ApprovedFen - claim.ReplenishedFen);
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.AmountNotPositive, amountFen > 0),
            RuleCheck.Of(FundRefusal.MoveNotAllowed, fund.Fund.Form == FundForm.FixedImprest, fund.Pack.Clause("fund.form")),
            RuleCheck.Of(FundRefusal.ReplenishmentExceedsApproved, amountFen <= most, fund.Pack.Clause("fund.form"),
                ("amountFen", amountFen), ("mostFen", most)),
        ];
        var move = ReimbursementClaimLifecycle.Table.Answer(claim, ReimbursementClaimTrigger.Replenish, acting, checks, new(amountFen));
        return FundDecision.Of(move, checks, () => AdvancePostings.ReplenishmentIssued(fund.Accounts, amountFen, acting.Basis(claim.Number)));
    }

    /// <summary>Row 18, second half: the replenishment is in the township's bank.</summary>
    public static FundDecision ConfirmReceipt(ReimbursementClaim claim, FundContext fund, Acting acting)
    {
        var move = ReimbursementClaimLifecycle.Table.Answer(claim, ReimbursementClaimTrigger.ConfirmReceipt, acting, facts: new(claim.ReplenishedFen));
        return FundDecision.Of(move, [], () =>
            AdvancePostings.ReplenishmentReceived(fund.Accounts, fund.Fund.BankPlace, claim.ReplenishedFen, acting.Basis(claim.Number)));
    }

    /// <summary>Note that the county is overdue, close.</summary>
    public static FundDecision Take(ReimbursementClaim claim, ReimbursementClaimTrigger trigger, Acting acting)
    {
        if (trigger is not (ReimbursementClaimTrigger.NoteOverdue or ReimbursementClaimTrigger.Close))
            throw new ArgumentException("This step has a decision of its own.", nameof(trigger));
        return FundDecision.Of(ReimbursementClaimLifecycle.Table.Answer(claim, trigger, acting), [], () => []);
    }

    /// <summary>Before the county looks, the township takes the whole claim back; its payments are free again.</summary>
    public static FundDecision TakeBack(ReimbursementClaim claim, IReadOnlyList<ClaimedPayment> lines, Acting acting) => FundDecision.All(
        [
            ReimbursementClaimLifecycle.Table.Answer(claim, ReimbursementClaimTrigger.TakeBack, acting),
            .. lines.Select((line, i) => PaymentLifecycle.Table.Answer(line.Payment, PaymentTrigger.FreeLine, acting.On(i + 1))),
        ],
        [], () => []);
}
