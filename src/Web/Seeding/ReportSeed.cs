using Jiuji.Ledger;
using Jiuji.Ledger.Announcements;
using Jiuji.Ledger.Reports;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.Reports;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Seeding;

/// <summary>What one county has reported and announced so far this year, and what it still owes: enough that nobody opens an empty page.</summary>
public sealed class ReportSeed(IMediator mediator, TimeProvider clock)
{
    private const string County = "341722";
    private const string Qidu = "341722101";
    private const int MonthsReported = 3;

    /// <summary>A photo of one point: the demo has no board to photograph.</summary>
    private const string Photo = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public async Task Load(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var thisMonth = CountyDay.Month(today);
        var townships = SeedFiles.Rows("regions.csv").Where(row => row["kind"] == "township" && row["county_code"] == County).Select(row => row["code"]).ToList();
        foreach (var month in Enumerable.Range(1, MonthsReported).Select(back => thisMonth.AddMonths(-back)))
        {
            // The last of them still owes its newest report.
            foreach (var township in townships.Where(code => code != townships[^1] || month != thisMonth.AddMonths(-1)))
            {
                await TownshipMonth(township, month, cancellationToken);
            }
        }

        await Villages(thisMonth, today, cancellationToken);
        await Quarter(today, cancellationToken);
        foreach (var township in townships)
        {
            await Announce(township, today, cancellationToken);
        }

        await Charities(today, cancellationToken);
    }

    private async Task TownshipMonth(string township, DateOnly month, CancellationToken cancellationToken)
    {
        var (handler, last, name) = (DemoUsers.As(Role.TownshipHandler, County, township), month.AddMonths(1).AddDays(-1), $"{township} {month:yyyyMM}");
        var report = await mediator.Sent(new PrepareReport(SeedFiles.Id($"report {name}"), handler, County, ReportKind.TownshipMonthly, month, HappenedOn: last), cancellationToken);
        await mediator.Sent(new SubmitReport(SeedFiles.Id($"report submit {name}"), handler, County, report, last), cancellationToken);
        await mediator.Sent(new AcceptReport(SeedFiles.Id($"report accept {name}"), DemoUsers.As(Role.CountyCivilAffairs, County), County, report, last.AddDays(3)), cancellationToken);
    }

    /// <summary>All villages of one township but the last two have reported this month.</summary>
    private async Task Villages(DateOnly thisMonth, DateOnly today, CancellationToken cancellationToken)
    {
        var month = today.Day >= 20 ? thisMonth : thisMonth.AddMonths(-1);
        var handler = DemoUsers.As(Role.TownshipHandler, County, Qidu);
        foreach (var village in SeedFiles.Rows("regions.csv").Where(row => row["kind"] == "village" && row["parent_code"] == Qidu).Select(row => row["code"]).SkipLast(2))
        {
            var day = month.AddDays(18);
            var report = await mediator.Sent(new PrepareReport(SeedFiles.Id($"report {village} {month:yyyyMM}"), handler, County, ReportKind.VillageMonthly, month, village, "走访到户，无新增急难", day), cancellationToken);
            await mediator.Sent(new SubmitReport(SeedFiles.Id($"report submit {village} {month:yyyyMM}"), handler, County, report, day), cancellationToken);
        }
    }

    private async Task Quarter(DateOnly today, CancellationToken cancellationToken)
    {
        var (officer, before) = (DemoUsers.As(Role.CountyCivilAffairs, County), today.AddMonths(-3));
        var report = await mediator.Sent(new PrepareReport(SeedFiles.Id($"report quarter {before:yyyyMM}"), officer, County, ReportKind.CountyQuarterly, before), cancellationToken);
        await mediator.Sent(new SubmitReport(SeedFiles.Id($"report quarter submit {before:yyyyMM}"), officer, County, report), cancellationToken);
    }

    /// <summary>Lists were posted three times a month, so that none waited ten working days; this month's wait still.</summary>
    private async Task Announce(string township, DateOnly today, CancellationToken cancellationToken)
    {
        var handler = DemoUsers.As(Role.TownshipHandler, County, township);
        foreach (var month in Enumerable.Range(1, today.Month - 1).Select(number => new DateOnly(today.Year, number, 1)))
        {
            foreach (var day in new[] { month.AddDays(11), month.AddDays(25), month.AddMonths(1).AddDays(6) }.Where(day => day <= today))
            {
                var name = $"{township} {month:yyyyMM} {day:yyyyMMdd}";
                var drafted = await mediator.Send(new DraftAnnouncement(SeedFiles.Id($"announce {name}"), handler, County, month, HappenedOn: day), cancellationToken);
                if (drafted.Value is not { } number)
                {
                    continue;
                }

                await mediator.Sent(new PostAnnouncement(SeedFiles.Id($"announce post {name}"), handler, County, number, "乡镇政务公开栏", "board.png", Photo, day), cancellationToken);
                if (day.AddDays(21) <= today)
                {
                    await mediator.Sent(new RemoveAnnouncement(SeedFiles.Id($"announce remove {name}"), handler, County, number, HappenedOn: day.AddDays(21)), cancellationToken);
                }
            }
        }
    }

    private async Task Charities(DateOnly today, CancellationToken cancellationToken)
    {
        var first = DemoUsers.As(Role.CharityStaff, County);
        var second = first with { Name = "charity2", OrganisationId = ReferenceSeed.OrganisationId("CH02") };
        foreach (var staff in new[] { first, second })
        {
            var year = new DateOnly(today.Year - 2, 12, 31);
            var annual = await mediator.Sent(new RegisterDuty(SeedFiles.Id($"duty year {staff.Name}"), staff, County, DutyKind.AnnualReport, "年度工作报告", year), cancellationToken);
            var published = SeedFiles.Id($"duty published {staff.Name}");
            await mediator.Sent(new PublishDuty(published, staff, County, annual, "慈善中国", HappenedOn: new DateOnly(today.Year - 1, 5, 20)), cancellationToken);
            if (today.DayOfYear > 145)
            {
                await mediator.Sent(new PublishDuty(
                    SeedFiles.Id($"duty published again {staff.Name}"), staff, County, DutySteps.NextId(published), "慈善中国", HappenedOn: new DateOnly(today.Year, 5, 22)), cancellationToken);
            }
        }

        await mediator.Sent(new RegisterDuty(SeedFiles.Id("duty project"), first, County, DutyKind.ProjectProgress, "暖冬行动", today.AddDays(-75)), cancellationToken);
        await mediator.Sent(new RegisterDuty(SeedFiles.Id("duty change"), second, County, DutyKind.MajorChange, "购置救助车辆", today.AddDays(-40)), cancellationToken);
    }
}
