using static Jiuji.Ledger.ReserveFunds.ClaimLineState;
using static Jiuji.Ledger.ReserveFunds.ClaimLineTrigger;
using static Jiuji.Ledger.ReserveFunds.FundRole;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Where a claim line stands.</summary>
public enum ClaimLineState
{
    Open,
    Approved,
    ApprovedInPart,
    Rejected,
    Withdrawn,
    Reversed,
}

/// <summary>Steps of a claim line.</summary>
public enum ClaimLineTrigger
{
    Approve,
    ApproveInPart,
    Reject,
    Withdraw,

    /// <summary>The payment came back, or its approval was found wrong.</summary>
    Reverse,
}

/// <summary>
/// One payment in one claim. A payment has at most one open line and at most one fully approved line; what is rejected, cut or
/// withdrawn is free again (T27).
/// </summary>
public static class ClaimLineLifecycle
{
    public static readonly Lifecycle<ClaimLineState, ClaimLineTrigger> Table = new()
    {
        Noun = "ClaimLine",
        Chinese = "报账明细",
        Initial = ClaimLineState.Open,
        Rules =
        [
            On(Open, Approve, Approved).By(CountyReviewer),
            On(Open, ApproveInPart, ApprovedInPart).By(CountyReviewer),
            On(Open, Reject, Rejected).By(CountyReviewer),
            On(Open, Withdraw, Withdrawn).By(Handler, Bookkeeper, Cashier, CountyReviewer, CountyCivilAffairs, Clock),
            On(Approved, Reverse, Reversed).By(CountyCivilAffairs, CountyReviewer, Cashier, Bookkeeper, Clock),
            On(ApprovedInPart, Reverse, Reversed).By(CountyCivilAffairs, CountyReviewer, Cashier, Bookkeeper, Clock),
        ],
    };

    static LifecycleRule<ClaimLineState, ClaimLineTrigger> On(ClaimLineState from, ClaimLineTrigger trigger, ClaimLineState to) => new(from, trigger, to);
}
