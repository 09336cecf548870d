namespace Jiuji.Ledger;

/// <summary>
/// Every reason for which the book says no, in order of precedence: when several hold, the first is the answer.
/// The list is closed; the web answers each one in the user's language by an exhaustive switch.
/// </summary>
public enum Refusal
{
    // The request itself.
    IdTakenByOtherContent,
    AmountNotPositive,
    AmountTooLarge,
    SameAccount,
    UnitsDiffer,
    FundsDiffer,
    ReasonMissing,
    ActorMissing,
    OccurredInFuture,

    // What it refers to.
    FundUnknown,
    FundNotValidOnDay,
    PurposeNotAllowed,
    PeriodClosed,
    PeriodHeld,
    HoldUnknown,
    HoldAlreadyResolved,
    HoldExpired,
    HoldNotYetExpired,
    ExceedsHold,

    /// <summary>A void or an expiry releases the whole hold, so it names the hold's whole amount.</summary>
    ReleaseNotWhole,
    HoldAccountsDiffer,
    HoldWithoutExpiry,
    ReversedTransferUnknown,
    AlreadyReversed,
    ReversalDiffers,

    // What the accounts hold.
    ExceedsAvailableBalance,
    ExceedsCeiling,

    // Not a failure: the very same transfer stands in the book.
    AlreadyPosted,
}
