using static Jiuji.Ledger.ReserveFunds.BridgingAidState;
using static Jiuji.Ledger.ReserveFunds.BridgingAidTrigger;
using static Jiuji.Ledger.ReserveFunds.DocumentKinds;
using static Jiuji.Ledger.ReserveFunds.FundRole;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Where bridging aid stands.</summary>
public enum BridgingAidState
{
    Confirmed,
    Prepared,
    Signed,
    Paid,
    Closed,
    Ended,
}

/// <summary>Steps of bridging aid.</summary>
public enum BridgingAidTrigger
{
    Prepare,
    Sign,
    Pay,
    Close,

    /// <summary>The confirmation was undone, or nobody of the household is left to pay.</summary>
    End,
}

/// <summary>
/// Newly confirmed dibao or tekun: one month of the confirmed subsidy within three working days of the confirmation (F17), without a
/// second application (F18).
/// </summary>
public static class BridgingAidLifecycle
{
    public static readonly Lifecycle<BridgingAidState, BridgingAidTrigger> Table = new()
    {
        Noun = "BridgingAid",
        Chinese = "衔接救助",
        Initial = BridgingAidState.Confirmed,
        Rules =
        [
            On(Confirmed, Prepare, Prepared).By(Handler, Clock).With(Confirmation),
            On(Prepared, Sign, Signed).By(OfficeHead, LeaderForAffairs, LeaderForFinance).With(ApprovalForm),
            On(Signed, Pay, Paid).By(Cashier, Bookkeeper, DutyPayer),
            On(Paid, Close, Closed).By(Handler, Bookkeeper, Clock),
            On(Confirmed, End, Ended).By(Handler, CountyCivilAffairs),
            On(Prepared, End, Ended).By(Handler, CountyCivilAffairs),
            On(Signed, End, Ended).By(Handler, CountyCivilAffairs),
        ],
    };

    static LifecycleRule<BridgingAidState, BridgingAidTrigger> On(BridgingAidState from, BridgingAidTrigger trigger, BridgingAidState to) => new(from, trigger, to);
}
