using static Jiuji.Ledger.ReserveFunds.AdvanceState;
using static Jiuji.Ledger.ReserveFunds.AdvanceTrigger;
using static Jiuji.Ledger.ReserveFunds.DocumentKinds;
using static Jiuji.Ledger.ReserveFunds.FundRole;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Where an advance stands.</summary>
public enum AdvanceState
{
    Drafted,
    CivilAffairsApproved,
    FinanceApproved,
    PartIssued,
    Issued,
    NotReceived,
    Received,
    Cleared,
    SweptBack,
    Cancelled,
}

/// <summary>Steps of an advance.</summary>
public enum AdvanceTrigger
{
    ApproveByCivilAffairs,
    ApproveByFinance,
    IssuePart,
    Issue,
    ReceivePart,
    Receive,
    ReportNotReceived,
    Clear,

    /// <summary>撤回: after the issue an advance can only come back, never be un-issued.</summary>
    SweepBack,
    Cancel,
}

/// <summary>
/// Money from the county to a township: one joint document, two bureaus (F3, J9), and never expenditure. A part may be issued first;
/// what does not arrive is an exception somebody works; cancelling after the issue is a sweep-back.
/// </summary>
public static class AdvanceLifecycle
{
    public static readonly Lifecycle<AdvanceState, AdvanceTrigger> Table = new()
    {
        Noun = "Advance",
        Chinese = "预拨",
        Initial = AdvanceState.Drafted,
        Rules =
        [
            On(Drafted, ApproveByCivilAffairs, CivilAffairsApproved).By(CountyCivilAffairs).With(AdvanceDocument),
            On(CivilAffairsApproved, ApproveByFinance, FinanceApproved).By(CountyFinance).With(AdvanceDocument),
            On(FinanceApproved, IssuePart, PartIssued).By(CountyFinance),
            On(PartIssued, IssuePart, PartIssued).By(CountyFinance),
            On(FinanceApproved, Issue, Issued).By(CountyFinance),
            On(PartIssued, Issue, Issued).By(CountyFinance),
            On(PartIssued, ReceivePart, PartIssued).By(Cashier, Bookkeeper).With(BankStatement),
            On(Issued, ReceivePart, Issued).By(Cashier, Bookkeeper).With(BankStatement),
            On(Issued, Receive, Received).By(Cashier, Bookkeeper).With(BankStatement),
            On(NotReceived, Receive, Received).By(Cashier, Bookkeeper).With(BankStatement),
            On(PartIssued, ReportNotReceived, NotReceived).By(Cashier, Bookkeeper, Handler, Clock),
            On(Issued, ReportNotReceived, NotReceived).By(Cashier, Bookkeeper, Handler, Clock),
            On(Received, Clear, Cleared).By(CountyCivilAffairs, CountyFinance).With(ClearingSheet),
            On(Received, AdvanceTrigger.SweepBack, SweptBack).By(CountyFinance).With(CountyReceipt),
            On(NotReceived, AdvanceTrigger.SweepBack, SweptBack).By(CountyFinance).With(CountyReceipt),
            On(Drafted, Cancel, Cancelled).By(CountyCivilAffairs, CountyFinance),
            On(CivilAffairsApproved, Cancel, Cancelled).By(CountyCivilAffairs, CountyFinance),
            On(FinanceApproved, Cancel, Cancelled).By(CountyCivilAffairs, CountyFinance),
        ],
    };

    static LifecycleRule<AdvanceState, AdvanceTrigger> On(AdvanceState from, AdvanceTrigger trigger, AdvanceState to) => new(from, trigger, to);
}
