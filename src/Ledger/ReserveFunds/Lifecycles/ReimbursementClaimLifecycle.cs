using static Jiuji.Ledger.ReserveFunds.DocumentKinds;
using static Jiuji.Ledger.ReserveFunds.FundRole;
using static Jiuji.Ledger.ReserveFunds.ReimbursementClaimState;
using static Jiuji.Ledger.ReserveFunds.ReimbursementClaimTrigger;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Where a claim stands.</summary>
public enum ReimbursementClaimState
{
    Drafted,
    Submitted,
    UnderReview,
    Approved,
    Rejected,
    Cleared,
    Replenished,
    Received,
    Closed,
    Discarded,
}

/// <summary>Steps of a claim.</summary>
public enum ReimbursementClaimTrigger
{
    Submit,
    TakeBack,
    StartReview,

    /// <summary>The county let its own clock run out; the record names the county, not the township.</summary>
    NoteOverdue,
    Approve,
    Reject,
    Clear,
    Replenish,
    ConfirmReceipt,
    Close,
    Discard,
}

/// <summary>
/// The township claims what it paid (F4); the county reviews it line by line on its own clock, and papers that wait there do not count
/// against the township. Approval is expenditure; then the advance is cleared without money, or the imprest is replenished.
/// </summary>
public static class ReimbursementClaimLifecycle
{
    public static readonly Lifecycle<ReimbursementClaimState, ReimbursementClaimTrigger> Table = new()
    {
        Noun = "ReimbursementClaim",
        Chinese = "报账",
        Initial = ReimbursementClaimState.Drafted,
        Rules =
        [
            On(Drafted, Submit, Submitted).By(Handler, Bookkeeper),
            On(Submitted, TakeBack, Drafted).By(Handler, Bookkeeper),
            On(Drafted, Discard, Discarded).By(Handler, Bookkeeper),
            On(Submitted, StartReview, UnderReview).By(CountyReviewer),
            On(Submitted, NoteOverdue, Submitted).By(Clock),
            On(UnderReview, NoteOverdue, UnderReview).By(Clock),
            On(UnderReview, Approve, Approved).By(CountyReviewer),
            On(UnderReview, Reject, Rejected).By(CountyReviewer).With(CountyDecision),
            On(Approved, Clear, Cleared).By(CountyCivilAffairs, CountyFinance).With(ClearingSheet),
            On(Approved, Replenish, Replenished).By(CountyFinance),
            On(Replenished, ConfirmReceipt, Received).By(Cashier, Bookkeeper).With(BankStatement),
            On(Approved, Close, Closed).By(CountyCivilAffairs, CountyFinance),
            On(Cleared, Close, Closed).By(CountyCivilAffairs, CountyFinance),
            On(Received, Close, Closed).By(CountyCivilAffairs, CountyFinance),
        ],
    };

    static LifecycleRule<ReimbursementClaimState, ReimbursementClaimTrigger> On(ReimbursementClaimState from, ReimbursementClaimTrigger trigger, ReimbursementClaimState to) => new(from, trigger, to);
}
