using static Jiuji.Ledger.ReserveFunds.DocumentKinds;
using static Jiuji.Ledger.ReserveFunds.FundRole;
using static Jiuji.Ledger.ReserveFunds.FundYearState;
using static Jiuji.Ledger.ReserveFunds.FundYearTrigger;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Where a fund-year stands.</summary>
public enum FundYearState
{
    Active,
    AdvancesSuspended,
    Clearing,
    CarriedForward,
    HandedBack,
    Closing,
    Closed,
}

/// <summary>Steps of a fund-year.</summary>
public enum FundYearTrigger
{
    SuspendAdvances,
    ResumeAdvances,
    StartClearing,
    CarryForward,
    HandBack,

    /// <summary>Townships merged or split.</summary>
    StartClosing,
    Close,
}

/// <summary>
/// A township's fund in one year. Suspension stops ordinary advances only. At year end money in hands goes into the new year or back to
/// the county, and the year closes once nothing of it is in transit, awaiting papers or recoverable. Merged or split townships close by
/// documents.
/// </summary>
public static class FundYearLifecycle
{
    public static readonly Lifecycle<FundYearState, FundYearTrigger> Table = new()
    {
        Noun = "FundYear",
        Chinese = "备用金年度",
        Initial = FundYearState.Active,
        Rules =
        [
            On(Active, SuspendAdvances, AdvancesSuspended).By(CountyCivilAffairs, CountyFinance, Clock),
            On(AdvancesSuspended, ResumeAdvances, Active).By(CountyCivilAffairs, CountyFinance, Clock),
            On(Active, StartClearing, Clearing).By(CountyCivilAffairs, CountyFinance, Clock),
            On(AdvancesSuspended, StartClearing, Clearing).By(CountyCivilAffairs, CountyFinance, Clock),
            On(Clearing, CarryForward, CarriedForward).By(CountyFinance).With(ClosingSheet),
            On(Clearing, HandBack, HandedBack).By(CountyFinance).With(CountyReceipt),
            On(Active, StartClosing, Closing).By(CountyCivilAffairs, CountyFinance).With(MergerDocument),
            On(AdvancesSuspended, StartClosing, Closing).By(CountyCivilAffairs, CountyFinance).With(MergerDocument),
            On(Clearing, StartClosing, Closing).By(CountyCivilAffairs, CountyFinance).With(MergerDocument),
            On(CarriedForward, Close, Closed).By(CountyFinance).With(ClosingSheet),
            On(HandedBack, Close, Closed).By(CountyFinance).With(ClosingSheet),
            On(Closing, Close, Closed).By(CountyFinance).With(ClosingSheet),
        ],
    };

    static LifecycleRule<FundYearState, FundYearTrigger> On(FundYearState from, FundYearTrigger trigger, FundYearState to) => new(from, trigger, to);
}
