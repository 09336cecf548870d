namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Every event of a township reserve fund; its name is the reason of the transfers it writes. The rows are those of the posting rules,
/// numbered 1 to 40; a row that happens in two steps has two names.
/// </summary>
public enum FundEvent
{
    JointDocumentRegistered,
    AdvanceIssued,
    AdvanceReceived,
    PaymentListReleased,
    PaymentMade,
    PartPaymentMade,
    CashDrawn,
    CashPaid,
    CashRebanked,
    PapersHandled,
    PaymentReturned,
    ApprovedPaymentReturned,
    PriorYearPaymentReturned,
    ClaimLineApproved,
    ClaimLineApprovedInPart,
    PaymentRefusedForGood,
    PaymentAcceptedInGoodFaith,
    ReplenishmentIssued,
    ReplenishmentReceived,
    AdvanceCleared,
    DuplicatePaymentFound,
    WrongPayeeFound,
    PaymentAfterDeathFound,
    ApprovalCorrected,
    PriorYearApprovalCorrected,
    RecoveredByBank,
    RecoveredInCash,
    RecoverySetOff,
    RecoveryWrittenOff,
    RecoveredAfterWriteOff,
    CashShortageFound,
    CashOverageFound,
    InterestReceived,
    InterestRemitted,
    SweepBackSent,
    SweepBackReceived,
    BankFeeTaken,
    UnidentifiedReceived,
    HeldMoneyReversed,
    DonationReceivedByMistake,
    DonationPassedOn,
    Reallocated,
    CarriedOver,
    CustodianChanged,
    PaidWithLentMoney,
    LentMoneyRepaid,
}

/// <summary>The marks that reports must show on a line of their own, never netted.</summary>
public static class FundMarks
{
    public const string PriorYear = "PriorYear";
    public const string GoodFaith = "GoodFaith";
    public const string Override = "Override";
}

/// <summary>The words that every event of the reserve fund is posted with.</summary>
public static class FundEvents
{
    /// <summary>What a reserve fund may be spent on (G1): the fund names it, and the book refuses everything else.</summary>
    public const string Purpose = "temporary-assistance";

    /// <summary>The row of the posting rules, 1 to 40.</summary>
    public static int Row(this FundEvent happened) => happened switch
    {
        FundEvent.JointDocumentRegistered => 1,
        FundEvent.AdvanceIssued => 2,
        FundEvent.AdvanceReceived => 3,
        FundEvent.PaymentListReleased => 4,
        FundEvent.PaymentMade => 5,
        FundEvent.PartPaymentMade => 6,
        FundEvent.CashDrawn => 7,
        FundEvent.CashPaid => 8,
        FundEvent.CashRebanked => 9,
        FundEvent.PapersHandled => 10,
        FundEvent.PaymentReturned => 11,
        FundEvent.ApprovedPaymentReturned => 12,
        FundEvent.PriorYearPaymentReturned => 13,
        FundEvent.ClaimLineApproved => 14,
        FundEvent.ClaimLineApprovedInPart => 15,
        FundEvent.PaymentRefusedForGood => 16,
        FundEvent.PaymentAcceptedInGoodFaith => 17,
        FundEvent.ReplenishmentIssued or FundEvent.ReplenishmentReceived => 18,
        FundEvent.AdvanceCleared => 19,
        FundEvent.DuplicatePaymentFound => 20,
        FundEvent.WrongPayeeFound => 21,
        FundEvent.PaymentAfterDeathFound => 22,
        FundEvent.ApprovalCorrected => 23,
        FundEvent.PriorYearApprovalCorrected => 24,
        FundEvent.RecoveredByBank => 25,
        FundEvent.RecoveredInCash => 26,
        FundEvent.RecoverySetOff => 27,
        FundEvent.RecoveryWrittenOff => 28,
        FundEvent.RecoveredAfterWriteOff => 29,
        FundEvent.CashShortageFound => 30,
        FundEvent.CashOverageFound => 31,
        FundEvent.InterestReceived or FundEvent.InterestRemitted => 32,
        FundEvent.SweepBackSent or FundEvent.SweepBackReceived => 33,
        FundEvent.BankFeeTaken => 34,
        FundEvent.UnidentifiedReceived or FundEvent.HeldMoneyReversed => 35,
        FundEvent.DonationReceivedByMistake or FundEvent.DonationPassedOn => 36,
        FundEvent.Reallocated => 37,
        FundEvent.CarriedOver => 38,
        FundEvent.CustodianChanged => 39,
        FundEvent.PaidWithLentMoney or FundEvent.LentMoneyRepaid => 40,
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Unknown fund event."),
    };

    /// <summary>Expenditure is recognised by these events alone; an advance is never expenditure (以拨代支, T21).</summary>
    public static bool RecognisesExpenditure(this FundEvent happened) => happened.Row() is 14 or 15 or 17;
}
