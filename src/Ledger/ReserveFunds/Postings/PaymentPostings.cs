namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Money to households: rows 4–13 and 40. A payment is money awaiting papers until a claim line is approved; a return brings the layer back
/// with the age it had (same case reference).
/// </summary>
public static class PaymentPostings
{
    /// <summary>Row 4. A released line is a hold: the money is still in hands and no longer free, so nothing is promised twice (T23).</summary>
    /// <param name="expiresAt">From then on the hold can only expire; a bank that debits later is an exception to be worked (T19).</param>
    public static IReadOnlyList<Transfer> PaymentListReleased(
        FundAccounts fund, string place, long amountFen, DateTimeOffset expiresAt, Basis basis) =>
    [
        basis.Move(FundEvent.PaymentListReleased, fund.InHands(place), fund.AwaitingPapers, amountFen) with
        {
            Kind = TransferKind.Reserve,
            ExpiresAt = expiresAt,
        },
    ];

    /// <summary>Row 4 undone: the bank failed, or the line was recalled before it was debited.</summary>
    public static IReadOnlyList<Transfer> ReleaseVoided(FundAccounts fund, string place, long amountFen, Guid hold, Basis basis) =>
    [
        basis.Move(FundEvent.PaymentListReleased, fund.InHands(place), fund.AwaitingPapers, amountFen) with
        {
            Kind = TransferKind.VoidHold,
            Hold = hold,
        },
    ];

    /// <summary>Row 4 that nobody answered in time: the hold is over, and its amount is free again until the truth is posted.</summary>
    public static IReadOnlyList<Transfer> ReleaseExpired(FundAccounts fund, string place, long amountFen, Guid hold, Basis basis) =>
    [
        basis.Move(FundEvent.PaymentListReleased, fund.InHands(place), fund.AwaitingPapers, amountFen) with
        {
            Kind = TransferKind.ExpireHold,
            Hold = hold,
        },
    ];

    /// <summary>Row 5. The bank debits: one transfer per household; the household counts as paid on this day.</summary>
    public static IReadOnlyList<Transfer> PaymentMade(FundAccounts fund, string place, long amountFen, Guid? hold, Basis basis) =>
        [Paid(FundEvent.PaymentMade, fund, place, amountFen, hold, basis)];

    /// <summary>Row 6. A part payment, an instalment or follow-up aid has papers of its own; the unpaid rest is a commitment, not money awaiting papers.</summary>
    public static IReadOnlyList<Transfer> PartPaymentMade(FundAccounts fund, string place, long amountFen, Guid? hold, Basis basis) =>
        [Paid(FundEvent.PartPaymentMade, fund, place, amountFen, hold, basis)];

    static Transfer Paid(FundEvent happened, FundAccounts fund, string place, long amountFen, Guid? hold, Basis basis) =>
        basis.Move(happened, fund.InHands(place), fund.AwaitingPapers, amountFen) with
        {
            Kind = hold is null ? TransferKind.Post : TransferKind.PostHold,
            Hold = hold,
        };

    /// <summary>Row 7. Cash drawn keeps the age it had in the bank.</summary>
    public static IReadOnlyList<Transfer> CashDrawn(FundAccounts fund, string bank, string custodian, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.CashDrawn, fund.InHands(bank), fund.InHands(Places.Cash(custodian)), amountFen)];

    /// <summary>Row 8. Cash paid, disaster bridging included (F19): with a reason and a numbered receipt.</summary>
    public static IReadOnlyList<Transfer> CashPaid(FundAccounts fund, string custodian, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.CashPaid, fund.InHands(Places.Cash(custodian)), fund.AwaitingPapers, amountFen)];

    /// <summary>Row 9. Cash that was not paid, or was recovered, goes back to the bank.</summary>
    public static IReadOnlyList<Transfer> CashRebanked(FundAccounts fund, string custodian, string bank, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.CashRebanked, fund.InHands(Places.Cash(custodian)), fund.InHands(bank), amountFen)];

    /// <summary>Row 10. Papers accepted, rejected or resubmitted move no money; only acceptance stops the clock (T12).</summary>
    public static IReadOnlyList<Transfer> PapersHandled() => [];

    /// <summary>Row 11. A bank return, or the household gives it back, before approval.</summary>
    public static IReadOnlyList<Transfer> PaymentReturned(FundAccounts fund, string place, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.PaymentReturned, fund.AwaitingPapers, fund.InHands(place), amountFen)];

    /// <summary>Row 12. The same after approval in the same year: the next replenishment is less by it.</summary>
    public static IReadOnlyList<Transfer> ApprovedPaymentReturned(FundAccounts fund, string place, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.ApprovedPaymentReturned, fund.Approved, fund.InHands(place), amountFen)];

    /// <summary>Row 13. The same after year end, in the old fund: the same debt is paid again, or the money is handed back; nothing else.</summary>
    public static IReadOnlyList<Transfer> PriorYearPaymentReturned(FundAccounts oldYear, string place, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.PriorYearPaymentReturned, oldYear.Approved, oldYear.InHands(place), amountFen, mark: FundMarks.PriorYear)];

    /// <summary>Row 40, first half. The fund is empty at night and somebody lends; the lender cannot claim elsewhere (X10).</summary>
    public static IReadOnlyList<Transfer> PaidWithLentMoney(FundAccounts fund, string lender, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.PaidWithLentMoney, fund.Lent(lender), fund.AwaitingPapers, amountFen)];

    /// <summary>Row 40, second half: the lender is repaid.</summary>
    public static IReadOnlyList<Transfer> LentMoneyRepaid(FundAccounts fund, string lender, string place, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.LentMoneyRepaid, fund.InHands(place), fund.Lent(lender), amountFen)];
}
