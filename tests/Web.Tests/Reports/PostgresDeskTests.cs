using Jiuji.Ledger.Announcements;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Reports;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.Reports;
using Jiuji.Web.Tests.ReserveFunds;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.Reports;

/// <summary>The desks of reports, announcements and audit on the other database: the same pages, the same answers.</summary>
public sealed class PostgresDeskTests
{
    private static readonly string[] Pages =
    [
        "/audit", "/audit/digits?year=2026", "/audit/sample?population=Payments&method=MonetaryUnit&size=2&seed=x", "/audit/sample?population=Advances&method=Random&size=2&seed=x",
        "/audit/sample?population=Transfers&method=Random&size=2&seed=x", "/reports", "/reports?kind=CountyQuarterly", "/reports/standing", "/reports/ranking",
        "/reports/balance/341722101/2026?month=11", "/reports/transfers/341722101/2026?happened=PaymentMade", "/disclosure", "/disclosure/counts?county=341722&year=2026", "/disclosure/charity",
    ];

    [Fact]
    [Trait("rule", "C4")]
    public async Task Reports_and_desks_work_on_PostgreSQL_as_well()
    {
        var site = FundSite.On(DatabaseProvider.Postgres);
        await site.InitializeAsync();
        try
        {
            var story = await site.Qidu().WithMoney(500_000);
            await story.Paid(80_000);
            var month = new DateOnly(2026, 11, 1);
            var handler = story.As(Role.TownshipHandler);
            var report = await story.Did(new PrepareReport(story.NewId, handler, story.County, ReportKind.TownshipMonthly, month));
            Assert.Equal(FundReportState.Submitted, await story.Did(new SubmitReport(story.NewId, handler, story.County, report)));
            await story.Did(new PrepareReport(story.NewId, story.As(Role.CountyCivilAffairs), story.County, ReportKind.CountyQuarterly, month));
            Assert.Equal(FundRefusal.NothingToAnnounce, (await story.Refusal(new DraftAnnouncement(story.NewId, handler, story.County, month))).Reason);
            await story.Did(new RegisterDuty(story.NewId, story.As(Role.CharityStaff) with { OrganisationId = Guid.CreateVersion7() }, story.County, DutyKind.MajorChange, "购置车辆", month));
            var auditor = await site.SignIn("auditor");
            foreach (var page in Pages.Append($"/reports/{report:D}").Append($"/reports/{report:D}/print"))
            {
                Assert.Contains("<h1>", await auditor.Read(page), StringComparison.Ordinal);
            }
        }
        finally
        {
            await site.DisposeAsync();
        }
    }
}
