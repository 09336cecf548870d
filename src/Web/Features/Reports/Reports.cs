using FluentValidation;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Reports;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Reports;

/// <summary>
/// Makes a report's figures from the book, for the first time or anew; what was handed in is never made anew. A village's report names the village,
/// every other is about the sender's own township or county.
/// </summary>
/// <param name="Month">Any day of the month, quarter or half-year.</param>
/// <param name="Words">What the filer adds in words.</param>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.Bookkeeper, Role.CountyCivilAffairs)]
public sealed record PrepareReport(Guid CommandId, Actor By, string CountyCode, ReportKind Kind, DateOnly Month, string Village = "", string Words = "", DateOnly? HappenedOn = null) : ICommand<Guid>;

public sealed class PrepareReportValidator : AbstractValidator<PrepareReport>
{
    public PrepareReportValidator() => RuleFor(command => command.Words).MaximumLength(2_000);
}

public sealed class PrepareReportHandler(JiujiDb db, ReportSteps steps, ReportReading reading, Turn turn) : IRequestHandler<PrepareReport, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(PrepareReport command, CancellationToken cancellationToken)
    {
        var (county, township) = (command.CountyCode, command.By.TownshipCode);
        var area = command.Kind switch
        {
            ReportKind.VillageMonthly => command.Village,
            ReportKind.TownshipMonthly => township,
            _ => county,
        };
        if (area.Length == 0 || (command.Kind == ReportKind.VillageMonthly
            && !await db.Regions.AnyAsync(r => r.Code == area && r.Kind == RegionKind.Village && r.ParentCode == township, cancellationToken)))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", area));
        }

        if (!ReportDecision.FilersOf(command.Kind).Contains(FundCapacity.Of(command.By.Role)))
        {
            return Refused.By(SiteRefusal.NotYourRole, ("role", command.By.Role.ToString()));
        }

        var today = command.HappenedOn ?? CountyDay.Of(turn.Now);
        var period = ReportCalendar.Of(command.Kind, command.Month, ReportPack.Rules(steps.Desk.Rules(county, today)));
        if (period.From > today)
        {
            return Refused.By(FundRefusal.ReportPeriodNotBegun, ("day", period.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        }

        var report = await db.Set<FundReport>().Include(r => r.Approvals)
            .FirstOrDefaultAsync(r => r.CountyCode == county && r.Kind == command.Kind && r.AreaCode == area && r.PeriodFrom == period.From, cancellationToken);
        if (report is null)
        {
            report = new FundReport
            {
                CountyCode = county, Id = command.CommandId, Kind = command.Kind, AreaCode = area, TownshipCode = command.Kind is ReportKind.VillageMonthly or ReportKind.TownshipMonthly ? township : "",
                PeriodFrom = period.From, PeriodTo = period.To, DueOn = period.DueOn,
            };
            db.Add(report);
        }
        else if (steps.Desk.Record(ReportDecision.Remake(report, steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), today)), report) is { } refused)
        {
            return refused;
        }

        var asOf = today < period.To ? today : period.To;
        report.Keep(await reading.Make(county, period, area, report.TownshipCode, asOf, cancellationToken), asOf, command.By.Name, command.Words.Trim());
        return report.Id;
    }
}

/// <summary>Hands a report in; a nil report too (C2). From now on its figures stay.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.Bookkeeper, Role.CountyCivilAffairs)]
public sealed record SubmitReport(Guid CommandId, Actor By, string CountyCode, Guid ReportId, DateOnly? HappenedOn = null) : ICommand<FundReportState>;

public sealed class SubmitReportHandler(ReportSteps steps) : IRequestHandler<SubmitReport, Result<FundReportState>>
{
    public Task<Result<FundReportState>> Handle(SubmitReport command, CancellationToken cancellationToken) =>
        steps.Take(command, command.ReportId, command.HappenedOn, "", ReportDecision.Submit, cancellationToken);
}

/// <summary>Receives a report that was handed in (核查后接收): the township a village's, the county a township's, the city a county's.</summary>
[Allowed(Role.TownshipHandler, Role.OfficeHead, Role.CountyCivilAffairs, Role.CityOperator)]
public sealed record AcceptReport(Guid CommandId, Actor By, string CountyCode, Guid ReportId, DateOnly? HappenedOn = null) : ICommand<FundReportState>;

public sealed class AcceptReportHandler(ReportSteps steps) : IRequestHandler<AcceptReport, Result<FundReportState>>
{
    public Task<Result<FundReportState>> Handle(AcceptReport command, CancellationToken cancellationToken) =>
        steps.Take(command, command.ReportId, command.HappenedOn, "", ReportDecision.Accept, cancellationToken);
}

/// <summary>Sends a report back with a reason; finance sends back a half-year's draft that it does not approve.</summary>
[Allowed(Role.TownshipHandler, Role.OfficeHead, Role.CountyCivilAffairs, Role.CountyFinance, Role.CityOperator)]
public sealed record ReturnReport(Guid CommandId, Actor By, string CountyCode, Guid ReportId, string Reason, DateOnly? HappenedOn = null) : ICommand<FundReportState>;

public sealed class ReturnReportHandler(ReportSteps steps) : IRequestHandler<ReturnReport, Result<FundReportState>>
{
    public Task<Result<FundReportState>> Handle(ReturnReport command, CancellationToken cancellationToken) =>
        steps.Take(command, command.ReportId, command.HappenedOn, command.Reason, ReportDecision.Return, cancellationToken);
}

/// <summary>Notes a correction beside a report that was handed in; its figures stay as they were (T20).</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.Bookkeeper, Role.CountyCivilAffairs)]
public sealed record NoteReport(Guid CommandId, Actor By, string CountyCode, Guid ReportId, string Words, DateOnly? HappenedOn = null) : ICommand<FundReportState>;

public sealed class NoteReportHandler(JiujiDb db, ReportSteps steps, Turn turn) : IRequestHandler<NoteReport, Result<FundReportState>>
{
    public async Task<Result<FundReportState>> Handle(NoteReport command, CancellationToken cancellationToken)
    {
        var taken = await steps.Take(command, command.ReportId, command.HappenedOn, command.Words, ReportDecision.Note, cancellationToken);
        if (taken.IsDone)
        {
            db.Add(new ReportNote { CountyCode = command.CountyCode, Id = command.CommandId, ReportId = command.ReportId, Words = command.Words.Trim(), Actor = command.By.Name, At = turn.Now });
        }

        return taken;
    }
}

/// <summary>
/// One of the two co-approvals of the June and December report (C5): finance by its own user; rural revitalisation on paper, whose scan civil affairs enters.
/// </summary>
/// <param name="ScanBase64">The signed sheet (photo or PDF); empty for finance.</param>
[Allowed(Role.CountyFinance, Role.CountyCivilAffairs)]
public sealed record CoApproveReport(
    Guid CommandId, Actor By, string CountyCode, Guid ReportId, CoApprover Bureau, string ScanName = "", string ScanBase64 = "", DateOnly? HappenedOn = null) : ICommand<FundReportState>;

public sealed class CoApproveReportHandler(ReportSteps steps, Turn turn) : IRequestHandler<CoApproveReport, Result<FundReportState>>
{
    public async Task<Result<FundReportState>> Handle(CoApproveReport command, CancellationToken cancellationToken)
    {
        var scan = FormScan.Parse(command.ScanName, command.ScanBase64);
        if (command.ScanBase64.Length > 0 && scan is null)
        {
            return Refused.By(SiteRefusal.FileNotAccepted, ("file", command.ScanName));
        }

        var found = await steps.Open(command, command.ReportId, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var report = found.Value!;
        var hash = scan is null ? "" : (await steps.Desk.Keep(command, DocumentKinds.CountyDecision, scan.FileName, scan.MediaType, scan.Content, cancellationToken)).Hash;
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn);
        if (steps.Desk.Record(ReportDecision.CoApprove(report, command.Bureau, hash, acting), report) is { } refused)
        {
            return refused;
        }

        report.Approvals.Add(new ReportApproval
        {
            CountyCode = report.CountyCode, ReportId = report.Id, Round = report.Round, Bureau = command.Bureau, Actor = command.By.Name, At = turn.Now, DocumentHash = hash,
        });
        return report.State;
    }
}

/// <summary>What the steps of a report share: opening it within the sender's area, deciding, recording.</summary>
public sealed class ReportSteps(JiujiDb db, FundDesk desk)
{
    public FundDesk Desk => desk;

    public async Task<Result<FundReport>> Open<TAnswer>(ICommand<TAnswer> command, Guid id, CancellationToken cancellationToken)
    {
        var report = await db.Set<FundReport>().Include(r => r.Approvals).FirstOrDefaultAsync(r => r.CountyCode == command.CountyCode && r.Id == id, cancellationToken);
        if (report is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", id.ToString("D")));
        }

        return command.By.TownshipCode.Length == 0 || command.By.TownshipCode == report.TownshipCode ? report : Refused.By(SiteRefusal.NotYourArea, ("area", report.AreaCode));
    }

    public async Task<Result<FundReportState>> Take<TAnswer>(
        ICommand<TAnswer> command, Guid id, DateOnly? happenedOn, string reason, Func<FundReport, Acting, FundDecision> decide, CancellationToken cancellationToken)
    {
        var found = await Open(command, id, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var report = found.Value!;
        var acting = desk.Acting(command, FundCapacity.Of(command.By.Role), happenedOn, reason.Trim());
        return desk.Record(decide(report, acting), report) is { } refused ? refused : report.State;
    }
}
