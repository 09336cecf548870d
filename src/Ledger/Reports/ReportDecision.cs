using Jiuji.Ledger.ReserveFunds;

namespace Jiuji.Ledger.Reports;

/// <summary>
/// Decides the steps of a report: who files and who receives which kind, that a receiver is somebody else, and that the June and December
/// report has both co-approvals, by people who did not make it (C5).
/// </summary>
public static class ReportDecision
{
    public static FundDecision Remake(FundReport report, Acting acting) => Take(report, FundReportTrigger.Remake, acting, Files(report, acting));

    public static FundDecision Submit(FundReport report, Acting acting) => Take(
        report, FundReportTrigger.Submit, acting, Files(report, acting),
        RuleCheck.Of(FundRefusal.ReportPeriodNotBegun, report.PeriodFrom <= acting.OccurredOn, "", ("from", report.PeriodFrom)),
        RuleCheck.Of(FundRefusal.CoApprovalsMissing, report.Kind != ReportKind.CountyHalfYearly || report.ApprovalsOfThisRound.Count() == Enum.GetValues<CoApprover>().Length, "QN21 三(一)"));

    /// <summary>Finance approves by its own user; rural revitalisation signs on paper, which civil affairs enters with its scan.</summary>
    public static FundDecision CoApprove(FundReport report, CoApprover bureau, string documentHash, Acting acting) => Take(
        report, FundReportTrigger.CoApprove, acting,
        RuleCheck.Of(FundRefusal.MoveNotAllowed, report.Kind == ReportKind.CountyHalfYearly && report.ApprovalsOfThisRound.All(approval => approval.Bureau != bureau)),
        RuleCheck.Of(FundRefusal.WrongRole, acting.Role == (bureau == CoApprover.FinanceBureau ? FundRole.CountyFinance : FundRole.CountyCivilAffairs)),
        RuleCheck.Of(FundRefusal.DocumentMissing, bureau == CoApprover.FinanceBureau || documentHash.Length > 0),
        RuleCheck.Of(FundRefusal.SamePersonTwice, bureau != CoApprover.FinanceBureau || acting.Actor != report.PreparedBy, "QN21 三(一)"));

    public static FundDecision Return(FundReport report, Acting acting) => Take(
        report, FundReportTrigger.Return, acting, report.State == FundReportState.Drafted ? Settles(report) : Receives(report, acting), NotTheFiler(report, acting), Reasoned(acting));

    public static FundDecision Accept(FundReport report, Acting acting) => Take(report, FundReportTrigger.Accept, acting, Receives(report, acting), NotTheFiler(report, acting));

    public static FundDecision Note(FundReport report, Acting acting) => Take(report, FundReportTrigger.Note, acting, Files(report, acting), Reasoned(acting));

    static FundDecision Take(FundReport report, FundReportTrigger trigger, Acting acting, params IReadOnlyList<RuleCheck> checks) =>
        FundDecision.Of(FundReportLifecycle.Table.Answer(report, trigger, acting, checks), checks, () => []);

    static RuleCheck Files(FundReport report, Acting acting) => RuleCheck.Of(FundRefusal.WrongRole, FilersOf(report.Kind).Contains(acting.Role));

    /// <summary>Who files which kind. The township enters a village's report that came on paper.</summary>
    public static IReadOnlyList<FundRole> FilersOf(ReportKind kind) => kind switch
    {
        ReportKind.VillageMonthly => [FundRole.StationWorker, FundRole.Handler],
        ReportKind.TownshipMonthly => [FundRole.Handler, FundRole.Bookkeeper],
        ReportKind.CountyQuarterly or ReportKind.CountyHalfYearly => [FundRole.CountyCivilAffairs],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of report."),
    };

    static RuleCheck Receives(FundReport report, Acting acting) => RuleCheck.Of(FundRefusal.WrongRole, report.Kind switch
    {
        ReportKind.VillageMonthly => acting.Role is FundRole.Handler or FundRole.OfficeHead,
        ReportKind.TownshipMonthly => acting.Role == FundRole.CountyCivilAffairs,
        ReportKind.CountyQuarterly or ReportKind.CountyHalfYearly => acting.Role == FundRole.CityOperator,
        _ => throw new ArgumentOutOfRangeException(nameof(report), report.Kind, "Unknown kind of report."),
    });

    static RuleCheck Settles(FundReport report) => RuleCheck.Of(FundRefusal.MoveNotAllowed, report.Kind == ReportKind.CountyHalfYearly);

    static RuleCheck NotTheFiler(FundReport report, Acting acting) => RuleCheck.Of(FundRefusal.SamePersonTwice, acting.Actor != report.PreparedBy);

    static RuleCheck Reasoned(Acting acting) => RuleCheck.Of(FundRefusal.ReasonMissing, acting.Reason.Length > 0);
}
