using Jiuji.Ledger.ReserveFunds;
using static Jiuji.Ledger.Reconciliation.FundMonthState;
using static Jiuji.Ledger.Reconciliation.FundMonthTrigger;

namespace Jiuji.Ledger.Reconciliation;

/// <summary>Where a township's month stands. In the book it is held from the first signature to the last.</summary>
public enum FundMonthState { Open, Held, Agreed, Closed }

/// <summary>Steps of a month.</summary>
public enum FundMonthTrigger
{
    /// <summary>The bookkeeper signs the township's book; every check has passed.</summary>
    Hold,

    /// <summary>Civil affairs signs that its sub-ledger shows the same.</summary>
    Agree,

    /// <summary>Finance signs that its record shows the same, the third of three: the month is closed for good (T20).</summary>
    Close,
}

/// <summary>A month is signed by all three, the township's book first and finance last; no way leads back.</summary>
public static class FundMonthLifecycle
{
    public static readonly Lifecycle<FundMonthState, FundMonthTrigger> Table = new()
    {
        Noun = "FundMonth",
        Chinese = "月度结账",
        Initial = Open,
        Rules =
        [
            On(Open, FundMonthTrigger.Hold, Held).By(FundRole.Bookkeeper),
            On(Held, Agree, Agreed).By(FundRole.CountyCivilAffairs),
            On(Agreed, Close, Closed).By(FundRole.CountyFinance),
        ],
    };

    /// <summary>The step that the signature under a record is.</summary>
    public static FundMonthTrigger StepOf(MonthRecord record) => record switch
    {
        MonthRecord.TownshipBook => FundMonthTrigger.Hold,
        MonthRecord.CivilAffairs => Agree,
        MonthRecord.Finance => Close,
    };

    static LifecycleRule<FundMonthState, FundMonthTrigger> On(FundMonthState from, FundMonthTrigger trigger, FundMonthState to) => new(from, trigger, to);
}
