namespace Jiuji.Ledger.ReserveFunds;

/// <summary>The county's word on what was paid: rows 14–17 and 23, 24. Only rows 14, 15 and 17 are expenditure (F4).</summary>
public static class ClaimPostings
{
    /// <summary>Row 14. The only ordinary way for money to become expenditure.</summary>
    public static IReadOnlyList<Transfer> ClaimLineApproved(FundAccounts fund, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.ClaimLineApproved, fund.AwaitingPapers, fund.Approved, amountFen)];

    /// <summary>Row 15. The approved part moves; the rest goes on awaiting papers, free for the next claim. Nothing approved, nothing moves.</summary>
    public static IReadOnlyList<Transfer> ClaimLineApprovedInPart(FundAccounts fund, long partFen, Basis basis) =>
        partFen == 0 ? [] : [basis.Move(FundEvent.ClaimLineApprovedInPart, fund.AwaitingPapers, fund.Approved, partFen)];

    /// <summary>Row 16. Refused for good and somebody is at fault: payee, custodian, paying unit or bank owes it.</summary>
    public static IReadOnlyList<Transfer> PaymentRefusedForGood(FundAccounts fund, string debtor, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.PaymentRefusedForGood, fund.AwaitingPapers, fund.Recoverable(debtor), amountFen)];

    /// <summary>Row 17. Refused for good, but paid in good faith (aid first): the county or a meeting bears it, under its own mark.</summary>
    public static IReadOnlyList<Transfer> PaymentAcceptedInGoodFaith(FundAccounts fund, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.PaymentAcceptedInGoodFaith, fund.AwaitingPapers, fund.Approved, amountFen, mark: FundMarks.GoodFaith)];

    /// <summary>Row 23. Approved, then found wrong in the same year: the payment awaits papers again, dated in the open month.</summary>
    public static IReadOnlyList<Transfer> ApprovalCorrected(FundAccounts fund, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.ApprovalCorrected, fund.Approved, fund.AwaitingPapers, amountFen)];

    /// <summary>Row 24. Found wrong after year end: a debt to the old fund on its own line, never netted from this year's expenditure.</summary>
    public static IReadOnlyList<Transfer> PriorYearApprovalCorrected(FundAccounts oldYear, string debtor, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.PriorYearApprovalCorrected, oldYear.Approved, oldYear.Recoverable(debtor), amountFen, mark: FundMarks.PriorYear)];
}
