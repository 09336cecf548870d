namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Decides what becomes of a payment that was wrong: refused for good (rows 16, 17), duplicate (20), wrong payee (21), paid after death (22),
/// or approved and then found wrong (23, 24). Whatever is owed has a named debtor; a household that acted in good faith owes nothing.
/// </summary>
public static class CorrectionDecision
{
    /// <summary>Row 16. Somebody is at fault and owes it.</summary>
    public static FundDecision RefuseForGood(Payment payment, RecoveryCase debt, FundContext fund, Acting acting) =>
        Owed(payment, PaymentTrigger.RefuseForGood, null, debt, fund, acting, (accounts, basis) =>
            ClaimPostings.PaymentRefusedForGood(accounts, debt.Debtor, payment.UnapprovedFen, basis));

    /// <summary>Row 17. Paid in good faith: the county, or a meeting by its minute, bears it under its own mark (CZ24 五(三)).</summary>
    public static FundDecision AcceptInGoodFaith(Payment payment, AidFirst? aidFirst, FundContext fund, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.ReasonMissing, acting.Reason.Length > 0, "CZ24 五(三)")];
        var moves = new List<LifecycleMove>
        {
            PaymentLifecycle.Table.Answer(payment, PaymentTrigger.AcceptInGoodFaith, acting, checks, new(payment.UnapprovedFen)),
        };
        if (aidFirst is not null) moves.Add(AidFirstLifecycle.Table.Answer(aidFirst, AidFirstTrigger.AcceptInGoodFaith, acting.On(1), checks));
        return FundDecision.All(moves, checks, () =>
            ClaimPostings.PaymentAcceptedInGoodFaith(fund.Accounts, payment.UnapprovedFen, acting.Basis(PaymentDecision.Reference(payment))));
    }

    /// <summary>Row 20. Never a second payment awaiting papers.</summary>
    public static FundDecision FindDuplicate(Payment payment, ClaimLine? line, RecoveryCase debt, FundContext fund, Acting acting) =>
        Owed(payment, PaymentTrigger.FindDuplicate, line, debt, fund, acting, (accounts, basis) =>
            Split(payment, acting, basis, (booked, amount, b) =>
                RecoveryPostings.DuplicatePaymentFound(accounts, booked, payment.Place, debt.Debtor, amount, b)));

    /// <summary>Row 21. The true household's debt re-opens by a step of its own.</summary>
    public static FundDecision FindWrongPayee(Payment payment, ClaimLine? line, RecoveryCase debt, FundContext fund, Acting acting) =>
        Owed(payment, PaymentTrigger.FindWrongPayee, line, debt, fund, acting, (accounts, basis) =>
            Split(payment, acting, basis, (booked, amount, b) => RecoveryPostings.WrongPayeeFound(accounts, booked, debt.Debtor, amount, b)));

    /// <summary>Row 22. After the survivors were re-reviewed and nobody of the household is entitled (T25, X11).</summary>
    public static FundDecision FindPaidAfterDeath(Payment payment, ClaimLine? line, RecoveryCase debt, FundContext fund, Acting acting) =>
        Owed(payment, PaymentTrigger.FindPaidAfterDeath, line, debt, fund, acting, (accounts, basis) =>
            Split(payment, acting, basis, (booked, amount, b) => RecoveryPostings.PaymentAfterDeathFound(accounts, booked, debt.Debtor, amount, b)));

    /// <summary>Row 23. In the same year the payment awaits papers again; the entry is dated in the open month.</summary>
    public static FundDecision CorrectApproval(Payment payment, ClaimLine? line, FundContext fund, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.ReasonMissing, acting.Reason.Length > 0),
            RuleCheck.Of(FundRefusal.FundOutsideDates, acting.OccurredOn.Year == fund.Fund.Year, figures: ("year", fund.Fund.Year)),
        ];
        var moves = new List<LifecycleMove> { PaymentLifecycle.Table.Answer(payment, PaymentTrigger.CorrectApproval, acting, checks, new(payment.ApprovedFen)) };
        if (PaymentDecision.LineBack(line, acting) is { } freed) moves.Add(freed);
        return FundDecision.All(moves, checks, () =>
            ClaimPostings.ApprovalCorrected(fund.Accounts, payment.ApprovedFen, acting.Basis(PaymentDecision.Reference(payment))));
    }

    /// <summary>Row 24. After year end: owed to the old fund, on its own line, never netted from this year's expenditure.</summary>
    public static FundDecision CorrectPriorYear(Payment payment, ClaimLine? line, RecoveryCase debt, FundContext oldYear, Acting acting) =>
        Owed(payment, PaymentTrigger.CorrectPriorYear, line, debt, oldYear, acting, (accounts, basis) =>
            ClaimPostings.PriorYearApprovalCorrected(accounts, debt.Debtor, payment.ApprovedFen, basis));

    static FundDecision Owed(
        Payment payment, PaymentTrigger trigger, ClaimLine? line, RecoveryCase debt, FundContext fund, Acting acting,
        Func<FundAccounts, Basis, IReadOnlyList<Transfer>> transfers)
    {
        var owed = Owed(payment, trigger);
        IReadOnlyList<RuleCheck> checks =
        [
            .. RecoveryDecision.CheckDebtor(debt.DebtorKind, debt.Debtor, debt.Cause),
            RuleCheck.Of(FundRefusal.ExceedsPayment, debt.AmountFen == owed, figures: [("amountFen", debt.AmountFen), ("owedFen", owed)]),
        ];
        var moves = new List<LifecycleMove> { PaymentLifecycle.Table.Answer(payment, trigger, acting, checks, new(owed)) };
        if (PaymentDecision.LineBack(line, acting) is { } freed) moves.Add(freed);
        return FundDecision.All(moves, checks, () => transfers(fund.Accounts, acting.Basis(PaymentDecision.Reference(payment))));
    }

    /// <summary>What the debt comes to: the unapproved part, the approved part, or all of the payment.</summary>
    static long Owed(Payment payment, PaymentTrigger trigger) => trigger switch
    {
        PaymentTrigger.RefuseForGood => payment.UnapprovedFen,
        PaymentTrigger.CorrectPriorYear => payment.ApprovedFen,
        _ => payment.AmountFen,
    };

    /// <summary>The approved part leaves the approved money, the rest the money awaiting papers.</summary>
    static List<Transfer> Split(
        Payment payment, Acting acting, Basis basis, Func<BookedAs, long, Basis, IReadOnlyList<Transfer>> found)
    {
        var transfers = new List<Transfer>();
        if (payment.ApprovedFen > 0) transfers.AddRange(found(BookedAs.Approved, payment.ApprovedFen, basis));
        if (payment.UnapprovedFen > 0) transfers.AddRange(found(BookedAs.AwaitingPapers, payment.UnapprovedFen, basis with { Id = acting.On(7).CommandId }));
        return transfers;
    }
}
