using Jiuji.Ledger.ReserveFunds;
using static Jiuji.Ledger.Reports.FundReportState;
using static Jiuji.Ledger.Reports.FundReportTrigger;
using static Jiuji.Ledger.ReserveFunds.FundRole;

namespace Jiuji.Ledger.Reports;

/// <summary>Where a report stands.</summary>
public enum FundReportState { Drafted, Submitted, Returned, Accepted }

/// <summary>Steps of a report.</summary>
public enum FundReportTrigger
{
    /// <summary>The figures are made anew from the book; approvals of the earlier figures fall away.</summary>
    Remake,
    CoApprove,
    Submit,
    Return,
    Accept,

    /// <summary>A correction after it was handed in: words beside the figures, which stay.</summary>
    Note,
}

/// <summary>A report is made from the book, handed in by its day, and received or sent back; what was handed in never changes (C2 to C5).</summary>
public static class FundReportLifecycle
{
    static readonly FundRole[] Filers = [StationWorker, Handler, Bookkeeper, CountyCivilAffairs];
    static readonly FundRole[] Receivers = [Handler, OfficeHead, CountyCivilAffairs, CityOperator];

    public static readonly Lifecycle<FundReportState, FundReportTrigger> Table = new()
    {
        Noun = "FundReport",
        Chinese = "报表",
        Initial = Drafted,
        Rules =
        [
            On(Drafted, Remake, Drafted).By(Filers),
            On(Returned, Remake, Drafted).By(Filers),
            On(Drafted, CoApprove, Drafted).By(CountyFinance, CountyCivilAffairs),
            On(Drafted, Return, Returned).By(CountyFinance),
            On(Drafted, Submit, Submitted).By(Filers),
            On(Submitted, Return, Returned).By(Receivers),
            On(Submitted, Accept, Accepted).By(Receivers),
            On(Submitted, Note, Submitted).By(Filers),
            On(Accepted, Note, Accepted).By(Filers),
        ],
    };

    static LifecycleRule<FundReportState, FundReportTrigger> On(FundReportState from, FundReportTrigger trigger, FundReportState to) => new(from, trigger, to);
}
