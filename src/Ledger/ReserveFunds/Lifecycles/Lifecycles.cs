namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Every lifecycle of the reserve fund. These tables are the only way any of these states changes.</summary>
public static class Lifecycles
{
    public static IReadOnlyList<Lifecycle> All { get; } =
    [
        AdvanceLifecycle.Table,
        AidCaseLifecycle.Table,
        PaymentLifecycle.Table,
        AidFirstLifecycle.Table,
        StagedGrantLifecycle.Table,
        BridgingAidLifecycle.Table,
        ReimbursementClaimLifecycle.Table,
        ClaimLineLifecycle.Table,
        FundYearLifecycle.Table,
        RecoveryCaseLifecycle.Table,
        SweepBackLifecycle.Table,
        Reports.FundReportLifecycle.Table,
        Announcements.AnnouncementLifecycle.Table,
        Reconciliation.FundMonthLifecycle.Table,
    ];

    /// <summary>docs/lifecycles.md; a test compares it with the file.</summary>
    public static string Markdown()
    {
        var text = new LineWriter();
        text.Line("# Lifecycles of the township reserve fund").Line();
        text.Line("Generated from the tables in `src/Ledger/ReserveFunds/Lifecycles`. A step that is not listed is refused by name and recorded.");
        text.Line("Rules that depend on amounts, dates and people are checked by the decisions besides.").Line();
        return text + string.Concat(All.Select(lifecycle => lifecycle.Markdown()))[..^1];
    }
}
