namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Every reason for which a step of the reserve fund is refused, in order of precedence: when several hold, the first is the answer, and
/// the check page shows them all. The list is closed; the web answers each one in the user's language by an exhaustive switch.
/// </summary>
public enum FundRefusal
{
    // The step itself.
    MoveNotAllowed,
    WrongRole,
    SamePersonTwice,
    CashierMayNotSign,
    TownshipMayNotReviewOwnClaim,
    TwoBureausNeeded,
    SecondPersonNeeded,
    StandInNotAppointed,
    StandInNotBeforehand,
    StandInDutyNotTheirs,
    ReasonMissing,
    DocumentMissing,
    DocumentNumberMissing,
    AmountNotPositive,

    // Money from the county.
    JointDocumentUnknown,
    JointDocumentExceeded,
    PapersOverdue,
    GateShut,
    CeilingExceeded,
    EmergencyAdvanceTooLarge,
    ReplenishmentExceedsApproved,
    ReceiptExceedsIssued,
    FundNotClear,
    DutiesNotFilled,

    // The case.
    OutsideArea,
    AboveSmallAidLimit,
    AboveCountyLimit,
    NoticeStillRunning,
    SignaturesMissing,
    ScanMissing,

    // The payment.
    PurposeNotAllowed,
    FundOutsideDates,
    FundOutsideArea,
    PayeeDeceased,
    PayeeIsStaff,
    PayeeIsKin,
    PayeeAccountMissing,
    GuardianNotNeeded,
    GuardianNotFit,
    PayeeAccountServesAnotherHousehold,
    SameCauseAlreadyAided,
    StackingAboveLimit,
    CashWithoutReason,
    ReceiptNumberMissing,
    WitnessesMissing,
    CashNotPossible,
    ExceedsMoneyInHands,
    ExceedsCase,
    AboveAidFirstLimit,
    FloatExceeded,
    DutyPayerMayNotSign,
    CountyCountersignatureNeeded,
    LenderLimitExceeded,
    InstalmentNotDue,
    StatusNotChecked,

    // The papers and the claim.
    PapersIncomplete,
    AlreadyClaimed,
    AlreadyApproved,
    ExceedsPayment,
    AidFirstIncomplete,
    LinesUndecided,

    // Recovery.
    DebtorMissing,
    HouseholdInGoodFaith,
    ExceedsDebt,
    SetOffNotAllowed,

    // Reports and what is announced.
    ReportPeriodNotBegun,
    CoApprovalsMissing,
    NothingToAnnounce,
}
