using System.Net;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Reports;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Reports;
using Jiuji.Web.Lanes;
using Jiuji.Web.Tests.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Reports;

/// <summary>Reports through the front door: made from the book, handed in, received, and never changed afterwards.</summary>
public sealed class ReportTests(FundSite site) : IClassFixture<FundSite>
{
    private static readonly DateOnly November = new(2026, 11, 1);

    private async Task<FundReport> Read(FundStory story, Guid id)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<FundReport>().AsNoTracking().Include(r => r.Lines).SingleAsync(r => r.CountyCode == story.County && r.Id == id);
    }

    private static List<ReportFigure> FiguresOf(FundReport report) => [.. report.Figures.Select(line => line.Figure)];

    private static Task<Guid> Made(FundStory story) => story.Did(new PrepareReport(story.NewId, story.As(Role.TownshipHandler), story.County, ReportKind.TownshipMonthly, November));

    [Fact]
    [Trait("rule", "C4")]
    [Trait("trap", "T21")]
    public async Task A_townships_month_is_made_from_the_book_and_an_advance_is_not_spending()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        await story.Paid(80_000);
        await story.PapersAccepted(60_000);
        var figures = FiguresOf(await Read(story, await Made(story)));
        Assert.Equal(500_000, ReportFigures.Sum(figures, ReportSection.Closing, AccountKind.Advanced));
        Assert.Equal(360_000, ReportFigures.Sum(figures, ReportSection.Closing, AccountKind.InHands));
        Assert.Equal(140_000, ReportFigures.Sum(figures, ReportSection.Closing, AccountKind.AwaitingPapers));
        Assert.Equal(0, ReportFigures.ExpenditureFen(figures));
        Assert.Equal((2, 140_000), figures.Where(f => f.Key == nameof(ReportCount.PaymentsMade)).Select(f => (f.Count, f.AmountFen)).Single());
    }

    [Fact]
    [Trait("trap", "T20")]
    public async Task What_was_handed_in_stays_when_the_book_moves_on()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        var id = await Made(story);
        await story.Did(new SubmitReport(story.NewId, story.As(Role.TownshipHandler), story.County, id));
        var before = await Read(story, id);
        await story.Paid(80_000);
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new PrepareReport(story.NewId, story.As(Role.TownshipHandler), story.County, ReportKind.TownshipMonthly, November))).Reason);
        await story.Did(new NoteReport(story.NewId, story.As(Role.TownshipHandler), story.County, id, "上报后又发放一笔，见下月"));
        var after = await Read(story, id);
        Assert.Equal((before.FiguresHash, before.Round), (after.FiguresHash, after.Round));
        Assert.Equal(after.FiguresHash, FundReport.HashOf(FiguresOf(after)));
    }

    [Fact]
    [Trait("rule", "C2")]
    public async Task A_township_in_which_nothing_happened_hands_in_a_nil_report()
    {
        var story = await site.NewTownship().WithMoney(500_000, new DateOnly(2026, 10, 12));
        var id = await Made(story);
        Assert.True((await Read(story, id)).IsNil);
        Assert.Equal(FundReportState.Submitted, await story.Did(new SubmitReport(story.NewId, story.As(Role.TownshipHandler), story.County, id)));
    }

    [Fact]
    [Trait("rule", "C4")]
    public async Task A_report_that_was_sent_back_is_made_anew_and_handed_in_again()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        var id = await Made(story);
        await story.Did(new SubmitReport(story.NewId, story.As(Role.TownshipHandler), story.County, id));
        Assert.Equal(FundRefusal.ReasonMissing, (await story.Refusal(new ReturnReport(story.NewId, story.As(Role.CountyCivilAffairs), story.County, id, ""))).Reason);
        await story.Did(new ReturnReport(story.NewId, story.As(Role.CountyCivilAffairs), story.County, id, "发放数不符"));
        await story.Paid(80_000);
        Assert.Equal(id, await Made(story));
        await story.Did(new SubmitReport(story.NewId, story.As(Role.TownshipHandler), story.County, id));
        await story.Did(new AcceptReport(story.NewId, story.As(Role.CountyCivilAffairs), story.County, id));
        var report = await Read(story, id);
        Assert.Equal((FundReportState.Accepted, 2), (report.State, report.Round));
        Assert.Equal(80_000, ReportFigures.Sum(FiguresOf(report), ReportSection.Closing, AccountKind.AwaitingPapers));
    }

    [Fact]
    [Trait("rule", "C5")]
    public async Task The_half_year_waits_for_finance_and_for_the_signed_sheet_of_rural_revitalisation()
    {
        var story = site.NewTownship();
        var county = story.As(Role.CountyCivilAffairs);
        var id = await story.Did(new PrepareReport(story.NewId, county, story.County, ReportKind.CountyHalfYearly, November));
        Assert.Equal(FundRefusal.CoApprovalsMissing, (await story.Send(new SubmitReport(story.NewId, county, story.County, id))).Refused!.Reason);
        await story.Did(new CoApproveReport(story.NewId, story.As(Role.CountyFinance), story.County, id, CoApprover.FinanceBureau));
        Assert.Equal(FundRefusal.DocumentMissing, (await story.Send(new CoApproveReport(story.NewId, county, story.County, id, CoApprover.RuralRevitalisationBureau))).Refused!.Reason);
        Assert.Equal(SiteRefusal.FileNotAccepted, (await story.Send(new CoApproveReport(
            story.NewId, county, story.County, id, CoApprover.RuralRevitalisationBureau, "sheet.pdf", Convert.ToBase64String("MZ not a scan"u8)))).Refused!.Reason);
        await story.Did(new CoApproveReport(story.NewId, county, story.County, id, CoApprover.RuralRevitalisationBureau, "sheet.pdf", Convert.ToBase64String("%PDF-1.4 signed"u8)));
        Assert.Equal(FundReportState.Submitted, await story.Did(new SubmitReport(story.NewId, county, story.County, id)));

        // The city receives it (州民政局), and nobody of the county does.
        Assert.Equal(FundRefusal.WrongRole, (await story.Send(new AcceptReport(story.NewId, county, story.County, id))).Refused!.Reason);
        Assert.Equal(FundReportState.Accepted, await story.Did(new AcceptReport(story.NewId, story.As(Role.CityOperator), story.County, id)));
    }

    [Fact]
    [Trait("rule", "C5")]
    public async Task The_city_finds_the_counties_reports_on_its_queue_and_nothing_else_of_theirs()
    {
        var story = site.Qidu();
        var id = await story.Did(new PrepareReport(story.NewId, story.As(Role.CountyCivilAffairs), story.County, ReportKind.CountyQuarterly, November));
        await story.Did(new SubmitReport(story.NewId, story.As(Role.CountyCivilAffairs), story.County, id));
        var city = await site.SignIn("city");
        Assert.Contains($"/reports/{id:D}", await city.Read("/"), StringComparison.Ordinal);
        Assert.Contains("<h1>", await city.Read($"/reports/{id:D}"), StringComparison.Ordinal);
        using var answer = await city.Get("/cases");
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    [Trait("rule", "C3")]
    public async Task A_village_belongs_to_its_own_township_and_its_report_counts_its_own_cases()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        var other = site.NewTownship();
        await using var scope = site.Services.CreateAsyncScope();
        var village = await scope.ServiceProvider.GetRequiredService<JiujiDb>().Regions.Where(r => r.ParentCode == story.Township).OrderBy(r => r.Code).Select(r => r.Code).FirstAsync();
        Assert.Equal(SiteRefusal.NotYourArea, (await other.Send(new PrepareReport(other.NewId, other.As(Role.TownshipHandler), other.County, ReportKind.VillageMonthly, November, village))).Refused!.Reason);
        var report = await Read(story, await story.Did(new PrepareReport(story.NewId, story.As(Role.TownshipHandler), story.County, ReportKind.VillageMonthly, November, village)));
        Assert.Equal((new DateOnly(2026, 10, 21), new DateOnly(2026, 11, 20), true), (report.PeriodFrom, report.PeriodTo, report.IsNil));
    }

    [Fact]
    public async Task The_months_and_the_balance_are_those_of_the_book()
    {
        var story = await site.Qidu().WithMoney(500_000);
        await story.Paid(80_000);
        var auditor = await site.SignIn("auditor");
        var balance = await auditor.Read($"/reports/balance/{story.Township}/2026?handler=Csv&month=11");
        Assert.Equal(4, balance.Trim().Split('\n').Length - 1);
        Assert.Contains("4200.00", balance, StringComparison.Ordinal);
        var standing = await auditor.Read($"/reports/standing?handler=Csv&year=2026&township={story.Township}");
        Assert.Contains("4200.00", standing.Trim().Split('\n')[^1], StringComparison.Ordinal);
        var behind = await auditor.Read($"/reports/transfers/{story.Township}/2026?handler=Csv&happened=PaymentMade&from=2026-11-01&to=2026-11-30");
        Assert.Equal(2, behind.Trim().Split('\n').Length);
        Assert.Contains("800.00", behind, StringComparison.Ordinal);
    }
}
