using static Jiuji.Ledger.ReserveFunds.DocumentKinds;
using static Jiuji.Ledger.ReserveFunds.FundRole;
using static Jiuji.Ledger.ReserveFunds.RecoveryCaseState;
using static Jiuji.Ledger.ReserveFunds.RecoveryCaseTrigger;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Where a recovery stands.</summary>
public enum RecoveryCaseState
{
    Opened,
    Notified,
    Disputed,
    Upheld,
    OnPlan,
    Recovered,
    Dropped,
    NotPursued,
    WrittenOff,
    Closed,
}

/// <summary>Steps of a recovery.</summary>
public enum RecoveryCaseTrigger
{
    Notify,
    Dispute,
    Uphold,
    Drop,
    AgreePlan,
    RecoverPart,
    RecoverAll,
    ReplaceDebtor,
    StopPursuing,
    WriteOff,
    Close,
}

/// <summary>
/// Money somebody owes the fund, with an open balance and a named debtor. To a household it is called 退回款. Not pursued against a
/// household that acted in good faith; written off only on a county finance document, and what is lost is never replenished (T22).
/// </summary>
public static class RecoveryCaseLifecycle
{
    public static readonly Lifecycle<RecoveryCaseState, RecoveryCaseTrigger> Table = new()
    {
        Noun = "RecoveryCase",
        Chinese = "追缴",
        Initial = RecoveryCaseState.Opened,
        Rules =
        [
            On(Opened, Notify, Notified).By(CountyCivilAffairs, Handler, Bookkeeper).With(RecoveryNotice),
            On(Notified, Dispute, Disputed).By(Household, Handler, Bookkeeper),
            On(Disputed, Uphold, Upheld).By(CountyCivilAffairs).With(CountyDecision),
            On(Disputed, Drop, Dropped).By(CountyCivilAffairs).With(CountyDecision),
            On(Notified, AgreePlan, OnPlan).By(CountyCivilAffairs, Bookkeeper).With(Plan),
            On(Upheld, AgreePlan, OnPlan).By(CountyCivilAffairs, Bookkeeper).With(Plan),
            On(Opened, RecoverPart, Opened).By(Cashier, Bookkeeper),
            On(Notified, RecoverPart, Notified).By(Cashier, Bookkeeper),
            On(Disputed, RecoverPart, Disputed).By(Cashier, Bookkeeper),
            On(Upheld, RecoverPart, Upheld).By(Cashier, Bookkeeper),
            On(OnPlan, RecoverPart, OnPlan).By(Cashier, Bookkeeper),
            On(WrittenOff, RecoverPart, WrittenOff).By(Cashier, Bookkeeper),
            On(Opened, RecoverAll, Recovered).By(Cashier, Bookkeeper),
            On(Notified, RecoverAll, Recovered).By(Cashier, Bookkeeper),
            On(Disputed, RecoverAll, Recovered).By(Cashier, Bookkeeper),
            On(Upheld, RecoverAll, Recovered).By(Cashier, Bookkeeper),
            On(OnPlan, RecoverAll, Recovered).By(Cashier, Bookkeeper),
            On(WrittenOff, RecoverAll, Recovered).By(Cashier, Bookkeeper),
            On(Opened, ReplaceDebtor, Opened).By(CountyCivilAffairs).With(CountyDecision),
            On(Notified, ReplaceDebtor, Opened).By(CountyCivilAffairs).With(CountyDecision),
            On(Disputed, ReplaceDebtor, Opened).By(CountyCivilAffairs).With(CountyDecision),
            On(Upheld, ReplaceDebtor, Opened).By(CountyCivilAffairs).With(CountyDecision),
            On(OnPlan, ReplaceDebtor, Opened).By(CountyCivilAffairs).With(CountyDecision),
            On(Opened, StopPursuing, NotPursued).By(CountyCivilAffairs).With(CountyDecision),
            On(Notified, StopPursuing, NotPursued).By(CountyCivilAffairs).With(CountyDecision),
            On(Disputed, StopPursuing, NotPursued).By(CountyCivilAffairs).With(CountyDecision),
            On(Upheld, StopPursuing, NotPursued).By(CountyCivilAffairs).With(CountyDecision),
            On(OnPlan, StopPursuing, NotPursued).By(CountyCivilAffairs).With(CountyDecision),
            On(Notified, WriteOff, WrittenOff).By(CountyFinance).With(WriteOffDocument),
            On(Upheld, WriteOff, WrittenOff).By(CountyFinance).With(WriteOffDocument),
            On(OnPlan, WriteOff, WrittenOff).By(CountyFinance).With(WriteOffDocument),
            On(Dropped, WriteOff, WrittenOff).By(CountyFinance).With(WriteOffDocument),
            On(NotPursued, WriteOff, WrittenOff).By(CountyFinance).With(WriteOffDocument),
            On(Recovered, Close, Closed).By(CountyCivilAffairs, CountyFinance),
            On(WrittenOff, Close, Closed).By(CountyCivilAffairs, CountyFinance),
        ],
    };

    static LifecycleRule<RecoveryCaseState, RecoveryCaseTrigger> On(RecoveryCaseState from, RecoveryCaseTrigger trigger, RecoveryCaseState to) => new(from, trigger, to);
}
