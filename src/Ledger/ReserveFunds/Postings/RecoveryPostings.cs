namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Where a payment that has to come back stood in the book when the mistake was found.</summary>
public enum BookedAs { InHands, AwaitingPapers, Approved }

/// <summary>Money that somebody owes the fund: rows 20–22, 25–30, 34. A debtor is always named.</summary>
public static class RecoveryPostings
{
    /// <summary>Row 20. Paid twice: never a second payment awaiting papers, always a debt of the payee.</summary>
    /// <param name="place">Where the money left from, when the second payment was not booked yet.</param>
    public static IReadOnlyList<Transfer> DuplicatePaymentFound(
        FundAccounts fund, BookedAs booked, string place, string payee, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.DuplicatePaymentFound, From(fund, booked, place), fund.Recoverable(payee), amountFen)];

    /// <summary>Row 21. Paid to the wrong person: the payee, bank or unit owes it, and the true household is paid by row 5.</summary>
    public static IReadOnlyList<Transfer> WrongPayeeFound(FundAccounts fund, BookedAs booked, string debtor, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.WrongPayeeFound, From(fund, booked, ""), fund.Recoverable(debtor), amountFen)];

    /// <summary>Row 22. Paid after death with no surviving member entitled; the survivors are re-reviewed first (T25).</summary>
    public static IReadOnlyList<Transfer> PaymentAfterDeathFound(FundAccounts fund, BookedAs booked, string holder, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.PaymentAfterDeathFound, From(fund, booked, ""), fund.Recoverable(holder), amountFen)];

    /// <summary>Row 25. What was paid in an earlier year carries the mark PriorYear and may then only be handed back (33).</summary>
    public static IReadOnlyList<Transfer> RecoveredByBank(
        FundAccounts fund, string debtor, string bank, long amountFen, Basis basis, bool priorYear = false) =>
        [basis.Move(FundEvent.RecoveredByBank, fund.Recoverable(debtor), fund.InHands(bank), amountFen, mark: priorYear ? FundMarks.PriorYear : "")];

    /// <summary>Row 26. Banked the same day by row 9, never paid out directly (坐支).</summary>
    public static IReadOnlyList<Transfer> RecoveredInCash(FundAccounts fund, string debtor, string custodian, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.RecoveredInCash, fund.Recoverable(debtor), fund.InHands(Places.Cash(custodian)), amountFen)];

    /// <summary>
    /// Row 27. A debt set off against a later instalment of the same grant, in one batch: the instalment is paid in the book in full and
    /// the debt comes in at the same moment. Off unless the pack allows it; needs a written decision.
    /// </summary>
    public static IReadOnlyList<Transfer> RecoverySetOff(
        FundAccounts fund, string debtor, string place, long instalmentFen, long setOffFen, Basis basis) =>
    [
        basis.Move(FundEvent.RecoverySetOff, fund.Recoverable(debtor), fund.InHands(place), setOffFen),
        basis.Move(FundEvent.RecoverySetOff, fund.InHands(place), fund.AwaitingPapers, instalmentFen, 1),
    ];

    /// <summary>Row 28. Only on a county finance document; never expenditure, never replenished (T22).</summary>
    public static IReadOnlyList<Transfer> RecoveryWrittenOff(FundAccounts fund, string debtor, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.RecoveryWrittenOff, fund.Recoverable(debtor), fund.Lost, amountFen)];

    /// <summary>Row 29.</summary>
    public static IReadOnlyList<Transfer> RecoveredAfterWriteOff(FundAccounts fund, string place, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.RecoveredAfterWriteOff, fund.Lost, fund.InHands(place), amountFen)];

    /// <summary>Row 30. Missing cash is the custodian's debt from the moment it is counted.</summary>
    public static IReadOnlyList<Transfer> CashShortageFound(FundAccounts fund, string custodian, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.CashShortageFound, fund.InHands(Places.Cash(custodian)), fund.Recoverable(Places.Cash(custodian)), amountFen)];

    /// <summary>Row 34. A bank fee is owed by the township's running budget (G13) and repaid by row 25.</summary>
    public static IReadOnlyList<Transfer> BankFeeTaken(FundAccounts fund, string bank, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.BankFeeTaken, fund.InHands(bank), fund.Recoverable(RunningBudget), amountFen)];

    /// <summary>The debtor of bank fees.</summary>
    public const string RunningBudget = "running-budget";

    static AccountKey From(FundAccounts fund, BookedAs booked, string place) => booked switch
    {
        BookedAs.InHands => fund.InHands(place),
        BookedAs.AwaitingPapers => fund.AwaitingPapers,
        BookedAs.Approved => fund.Approved,
        _ => throw new ArgumentOutOfRangeException(nameof(booked), booked, "Unknown account."),
    };
}
