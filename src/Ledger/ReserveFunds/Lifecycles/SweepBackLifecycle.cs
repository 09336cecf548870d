using static Jiuji.Ledger.ReserveFunds.DocumentKinds;
using static Jiuji.Ledger.ReserveFunds.FundRole;
using static Jiuji.Ledger.ReserveFunds.SweepBackState;
using static Jiuji.Ledger.ReserveFunds.SweepBackTrigger;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Where money stands that is to come back to the county.</summary>
public enum SweepBackState
{
    Proposed,
    Declined,
    Accepted,
    Sent,
    Received,
    CalledOff,
}

/// <summary>Steps of a sweep-back.</summary>
public enum SweepBackTrigger
{
    Decline,
    Accept,
    Send,
    Receive,
    CallOff,
}

/// <summary>
/// 收回: money that lies still goes back to the county (posting row 33), to stay there or to go to a township that runs short (row 37). The program proposes;
/// a county officer accepts or declines; the township's cashier sends; county finance confirms what arrived.
/// </summary>
public static class SweepBackLifecycle
{
    public static readonly Lifecycle<SweepBackState, SweepBackTrigger> Table = new()
    {
        Noun = "SweepBack",
        Chinese = "收回",
        Initial = Proposed,
        Rules =
        [
            On(Proposed, Decline, Declined).By(CountyCivilAffairs, CountyFinance),
            On(Proposed, Accept, Accepted).By(CountyCivilAffairs, CountyFinance),
            On(Accepted, Send, Sent).By(Cashier, Bookkeeper, CountyFinance).With(BankStatement),
            On(Accepted, CallOff, CalledOff).By(CountyCivilAffairs, CountyFinance),
            On(Sent, Receive, Received).By(CountyFinance).With(CountyReceipt),
        ],
    };

    static LifecycleRule<SweepBackState, SweepBackTrigger> On(SweepBackState from, SweepBackTrigger trigger, SweepBackState to) => new(from, trigger, to);
}
