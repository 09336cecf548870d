using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Reports;
using Jiuji.Ledger.Tests.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.Reports;

public sealed class ReportDecisionTests
{
    readonly FundStory story = new();

    FundReport Report(ReportKind kind, string by)
    {
        var period = ReportCalendar.Of(kind, County.Today, new(20, [6, 12], 10));
        var report = new FundReport
        {
            CountyCode = County.Code, Id = Guid.CreateVersion7(), Kind = kind, AreaCode = "341723100", TownshipCode = "341723100",
            PeriodFrom = period.From, PeriodTo = period.To, DueOn = period.DueOn,
        };
        report.Keep([], County.Today, by, "");
        return report;
    }

    FundReport Submitted(ReportKind kind = ReportKind.TownshipMonthly)
    {
        var report = Report(kind, FundStory.Handler);
        story.Do(ReportDecision.Submit(report, story.As(FundStory.Handler, FundRole.Handler)), report);
        return report;
    }

    static ReportApproval Approval(FundReport report, CoApprover bureau) => new()
    {
        CountyCode = report.CountyCode, ReportId = report.Id, Round = report.Round, Bureau = bureau, Actor = "x", At = County.Noon,
    };

    [Fact]
    public void A_report_of_a_period_that_has_not_begun_is_not_handed_in()
    {
        var report = Report(ReportKind.TownshipMonthly, FundStory.Handler);
        var early = story.As(FundStory.Handler, FundRole.Handler) with { HappenedOn = report.PeriodFrom.AddDays(-1) };
        FundStory.Refuses(FundRefusal.ReportPeriodNotBegun, ReportDecision.Submit(report, early));
    }

    [Fact]
    [Trait("rule", "C4")]
    public void A_township_hands_in_and_the_county_receives()
    {
        var report = Submitted();
        Assert.Equal(County.Today, report.SubmittedOn);
        FundStory.Refuses(FundRefusal.WrongRole, ReportDecision.Accept(report, story.As(FundStory.Head, FundRole.OfficeHead)));
        story.Do(ReportDecision.Accept(report, story.As(FundStory.Drafter, FundRole.CountyCivilAffairs)), report);
        Assert.Equal(FundReportState.Accepted, report.State);
    }

    [Fact]
    [Trait("rule", "C3")]
    public void A_villages_report_is_received_by_somebody_else_than_who_entered_it()
    {
        var report = Submitted(ReportKind.VillageMonthly);
        FundStory.Refuses(FundRefusal.SamePersonTwice, ReportDecision.Accept(report, story.As(FundStory.Handler, FundRole.Handler)));
        story.Do(ReportDecision.Accept(report, story.As(FundStory.Head, FundRole.OfficeHead)), report);
    }

    [Fact]
    [Trait("trap", "T20")]
    public void What_was_handed_in_keeps_its_figures()
    {
        var report = Submitted();
        FundStory.Refuses(FundRefusal.MoveNotAllowed, ReportDecision.Remake(report, story.As(FundStory.Handler, FundRole.Handler)));
        Assert.Throws<InvalidOperationException>(() => report.Keep([], County.Today, FundStory.Handler, ""));
    }

    [Fact]
    public void A_report_is_sent_back_with_a_reason_and_made_anew()
    {
        var report = Submitted();
        FundStory.Refuses(FundRefusal.ReasonMissing, ReportDecision.Return(report, story.As(FundStory.Drafter, FundRole.CountyCivilAffairs) with { Reason = "" }));
        story.Do(ReportDecision.Return(report, story.As(FundStory.Drafter, FundRole.CountyCivilAffairs)), report);
        story.Do(ReportDecision.Remake(report, story.As(FundStory.Handler, FundRole.Handler)), report);
        report.Keep([], County.Today, FundStory.Handler, "");
        Assert.Equal((FundReportState.Drafted, 2), (report.State, report.Round));
    }

    [Fact]
    [Trait("rule", "C5")]
    public void The_half_year_goes_out_only_with_both_co_approvals_of_these_figures()
    {
        var report = Report(ReportKind.CountyHalfYearly, FundStory.Drafter);
        var submit = () => ReportDecision.Submit(report, story.As(FundStory.Drafter, FundRole.CountyCivilAffairs));
        FundStory.Refuses(FundRefusal.CoApprovalsMissing, submit());
        report.Approvals.Add(Approval(report, CoApprover.FinanceBureau));
        FundStory.Refuses(FundRefusal.CoApprovalsMissing, submit());
        report.Approvals.Add(Approval(report, CoApprover.RuralRevitalisationBureau));
        Assert.Null(submit().Refusal);
        report.Keep([], County.Today, FundStory.Drafter, "");
        FundStory.Refuses(FundRefusal.CoApprovalsMissing, submit());
    }

    [Fact]
    [Trait("rule", "C5")]
    public void Each_bureau_approves_for_itself_and_not_who_made_it()
    {
        var report = Report(ReportKind.CountyHalfYearly, FundStory.Drafter);
        FundStory.Refuses(FundRefusal.WrongRole, ReportDecision.CoApprove(report, CoApprover.FinanceBureau, "", story.As(FundStory.Affairs, FundRole.CountyCivilAffairs)));
        FundStory.Refuses(FundRefusal.SamePersonTwice, ReportDecision.CoApprove(report, CoApprover.FinanceBureau, "", story.As(FundStory.Drafter, FundRole.CountyFinance)));
        FundStory.Refuses(FundRefusal.DocumentMissing, ReportDecision.CoApprove(report, CoApprover.RuralRevitalisationBureau, "", story.As(FundStory.Affairs, FundRole.CountyCivilAffairs)));
        Assert.Null(ReportDecision.CoApprove(report, CoApprover.FinanceBureau, "", story.As(FundStory.Finance, FundRole.CountyFinance)).Refusal);
    }

    [Fact]
    public void A_correction_is_a_note_with_words()
    {
        var report = Submitted();
        FundStory.Refuses(FundRefusal.ReasonMissing, ReportDecision.Note(report, story.As(FundStory.Handler, FundRole.Handler) with { Reason = "" }));
        story.Do(ReportDecision.Note(report, story.As(FundStory.Handler, FundRole.Handler)), report);
        Assert.Equal(FundReportState.Submitted, report.State);
    }
}
