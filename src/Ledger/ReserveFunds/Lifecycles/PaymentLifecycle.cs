using static Jiuji.Ledger.ReserveFunds.DocumentKinds;
using static Jiuji.Ledger.ReserveFunds.FundRole;
using static Jiuji.Ledger.ReserveFunds.PaymentState;
using static Jiuji.Ledger.ReserveFunds.PaymentTrigger;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Where a payment stands.</summary>
public enum PaymentState
{
    Planned,
    Released,
    BankFailed,
    Paid,
    PapersSubmitted,
    SentBack,
    PapersAccepted,
    Claimed,
    Approved,
    Returned,
    WrongPayee,
    InRecovery,
    Ended,
}

/// <summary>Steps of a payment.</summary>
public enum PaymentTrigger
{
    Release,
    Recall,
    Fail,
    Pay,
    PayCash,
    SubmitPapers,
    AcceptPapers,
    SendBack,
    Claim,

    /// <summary>The claim line was rejected, cut or withdrawn.</summary>
    FreeLine,
    Approve,
    Return,
    GiveBack,
    FindWrongPayee,
    ReopenDebt,
    RefuseForGood,
    AcceptInGoodFaith,
    CorrectApproval,
    CorrectPriorYear,
    FindDuplicate,
    FindPaidAfterDeath,
    Cancel,
}

/// <summary>
/// One payment to one household. The household counts as paid on the day the bank debits (or cash is handed over); the papers clock
/// runs until acceptance and a rejection does not stop it (T12). A bank return at any of these re-opens the debt (T29); a payment that
/// was given back by the household ends it.
/// </summary>
public static class PaymentLifecycle
{
    public static readonly Lifecycle<PaymentState, PaymentTrigger> Table = new()
    {
        Noun = "Payment",
        Chinese = "发放",
        Initial = PaymentState.Planned,
        Rules =
        [
            On(Planned, Release, Released).By(Cashier).With(PaymentList),
            On(BankFailed, Release, Released).By(Cashier).With(PaymentList),
            On(Returned, Release, Released).By(Cashier).With(PaymentList),
            On(Released, Recall, Planned).By(Cashier),
            On(Released, Fail, BankFailed).By(Cashier, Bookkeeper),
            On(Released, Pay, Paid).By(Cashier, Bookkeeper),
            On(Planned, PayCash, Paid).By(Cashier, DutyPayer).With(Receipt),
            On(BankFailed, PayCash, Paid).By(Cashier, DutyPayer).With(Receipt),
            On(Returned, PayCash, Paid).By(Cashier, DutyPayer).With(Receipt),

            // Papers: only acceptance stops the clock.
            On(Paid, SubmitPapers, PapersSubmitted).By(Handler, StationWorker),
            On(SentBack, SubmitPapers, PapersSubmitted).By(Handler, StationWorker),
            On(PapersSubmitted, SubmitPapers, PapersSubmitted).By(Handler, StationWorker),
            On(PapersSubmitted, AcceptPapers, PapersAccepted).By(Bookkeeper, CountyCivilAffairs),
            On(PapersSubmitted, SendBack, SentBack).By(Bookkeeper, CountyCivilAffairs, CountyReviewer),
            On(PapersAccepted, SendBack, SentBack).By(Bookkeeper, CountyCivilAffairs, CountyReviewer),

            // The claim: a rejected or cut line is free for the next claim (T27).
            On(PapersAccepted, Claim, Claimed).By(Handler, Bookkeeper),
            On(Claimed, FreeLine, PapersAccepted).By(CountyReviewer, CountyCivilAffairs, Handler, Bookkeeper),
            On(Claimed, Approve, Approved).By(CountyReviewer, CountyCivilAffairs),

            // Money that comes back.
            On(Paid, Return, Returned).By(Cashier, Bookkeeper, Clock).With(BankReturn),
            On(PapersSubmitted, Return, Returned).By(Cashier, Bookkeeper, Clock).With(BankReturn),
            On(SentBack, Return, Returned).By(Cashier, Bookkeeper, Clock).With(BankReturn),
            On(PapersAccepted, Return, Returned).By(Cashier, Bookkeeper, Clock).With(BankReturn),
            On(Claimed, Return, Returned).By(Cashier, Bookkeeper, Clock).With(BankReturn),
            On(Approved, Return, Returned).By(Cashier, Bookkeeper, Clock).With(BankReturn),
            On(Paid, GiveBack, Ended).By(Cashier, Bookkeeper, Handler),
            On(PapersSubmitted, GiveBack, Ended).By(Cashier, Bookkeeper, Handler),
            On(SentBack, GiveBack, Ended).By(Cashier, Bookkeeper, Handler),
            On(PapersAccepted, GiveBack, Ended).By(Cashier, Bookkeeper, Handler),
            On(Claimed, GiveBack, Ended).By(Cashier, Bookkeeper, Handler),
            On(Approved, GiveBack, Ended).By(Cashier, Bookkeeper, Handler),
            On(Paid, FindWrongPayee, WrongPayee).By(Bookkeeper, CountyCivilAffairs, Handler),
            On(PapersSubmitted, FindWrongPayee, WrongPayee).By(Bookkeeper, CountyCivilAffairs, Handler),
            On(SentBack, FindWrongPayee, WrongPayee).By(Bookkeeper, CountyCivilAffairs, Handler),
            On(PapersAccepted, FindWrongPayee, WrongPayee).By(Bookkeeper, CountyCivilAffairs, Handler),
            On(Claimed, FindWrongPayee, WrongPayee).By(Bookkeeper, CountyCivilAffairs, Handler),
            On(Approved, FindWrongPayee, WrongPayee).By(Bookkeeper, CountyCivilAffairs, Handler),
            On(WrongPayee, ReopenDebt, Planned).By(Handler, CountyCivilAffairs),

            // The county refuses for good, or finds its approval wrong.
            On(Paid, RefuseForGood, InRecovery).By(CountyCivilAffairs).With(CountyDecision),
            On(PapersSubmitted, RefuseForGood, InRecovery).By(CountyCivilAffairs).With(CountyDecision),
            On(SentBack, RefuseForGood, InRecovery).By(CountyCivilAffairs).With(CountyDecision),
            On(PapersAccepted, RefuseForGood, InRecovery).By(CountyCivilAffairs).With(CountyDecision),
            On(Paid, AcceptInGoodFaith, Approved).By(CountyCivilAffairs, CoordinationMeeting).With(CountyDecision),
            On(PapersSubmitted, AcceptInGoodFaith, Approved).By(CountyCivilAffairs, CoordinationMeeting).With(CountyDecision),
            On(SentBack, AcceptInGoodFaith, Approved).By(CountyCivilAffairs, CoordinationMeeting).With(CountyDecision),
            On(PapersAccepted, AcceptInGoodFaith, Approved).By(CountyCivilAffairs, CoordinationMeeting).With(CountyDecision),
            On(Approved, CorrectApproval, SentBack).By(CountyCivilAffairs, CountyReviewer).With(CountyDecision),
            On(Approved, CorrectPriorYear, InRecovery).By(CountyCivilAffairs).With(CountyDecision),
            On(Paid, FindDuplicate, InRecovery).By(Bookkeeper, CountyCivilAffairs, CountyReviewer),
            On(PapersSubmitted, FindDuplicate, InRecovery).By(Bookkeeper, CountyCivilAffairs, CountyReviewer),
            On(SentBack, FindDuplicate, InRecovery).By(Bookkeeper, CountyCivilAffairs, CountyReviewer),
            On(PapersAccepted, FindDuplicate, InRecovery).By(Bookkeeper, CountyCivilAffairs, CountyReviewer),
            On(Claimed, FindDuplicate, InRecovery).By(Bookkeeper, CountyCivilAffairs, CountyReviewer),
            On(Approved, FindDuplicate, InRecovery).By(Bookkeeper, CountyCivilAffairs, CountyReviewer),
            On(Paid, FindPaidAfterDeath, InRecovery).By(Handler, Bookkeeper, CountyCivilAffairs, CountyReviewer).With(DeathRecord),
            On(PapersSubmitted, FindPaidAfterDeath, InRecovery)
                .By(Handler, Bookkeeper, CountyCivilAffairs, CountyReviewer).With(DeathRecord),
            On(SentBack, FindPaidAfterDeath, InRecovery).By(Handler, Bookkeeper, CountyCivilAffairs, CountyReviewer).With(DeathRecord),
            On(PapersAccepted, FindPaidAfterDeath, InRecovery)
                .By(Handler, Bookkeeper, CountyCivilAffairs, CountyReviewer).With(DeathRecord),
            On(Claimed, FindPaidAfterDeath, InRecovery).By(Handler, Bookkeeper, CountyCivilAffairs, CountyReviewer).With(DeathRecord),
            On(Approved, FindPaidAfterDeath, InRecovery).By(Handler, Bookkeeper, CountyCivilAffairs, CountyReviewer).With(DeathRecord),
            On(Planned, Cancel, Ended).By(Handler, OfficeHead),
            On(BankFailed, Cancel, Ended).By(Handler, OfficeHead),
            On(Returned, Cancel, Ended).By(Handler, OfficeHead),
        ],
    };

    static LifecycleRule<PaymentState, PaymentTrigger> On(PaymentState from, PaymentTrigger trigger, PaymentState to) => new(from, trigger, to);
}
