using FluentValidation;
using Jiuji.Ledger;
using Jiuji.Ledger.Announcements;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Announcements;

/// <summary>Enters something that the sender's charity must make public: the clock of the law runs from the day it happened.</summary>
/// <param name="Subject">The project, the change, or the year.</param>
/// <param name="FormedOn">Day of the change, of the project's start or end, or the last day of the year.</param>
[Allowed(Role.CharityStaff, Role.SocietyTreasurer)]
public sealed record RegisterDuty(Guid CommandId, Actor By, string CountyCode, DutyKind Kind, string Subject, DateOnly FormedOn) : ICommand<Guid>;

public sealed class RegisterDutyValidator : AbstractValidator<RegisterDuty>
{
    public RegisterDutyValidator() => RuleFor(command => command.Subject).NotEmpty().MaximumLength(200);
}

public sealed class RegisterDutyHandler(JiujiDb db) : IRequestHandler<RegisterDuty, Result<Guid>>
{
    public Task<Result<Guid>> Handle(RegisterDuty command, CancellationToken cancellationToken)
    {
        if (command.By.OrganisationId is not { } organisation)
        {
            return Task.FromResult<Result<Guid>>(Refused.By(SiteRefusal.NotYourArea, ("area", "")));
        }

        db.Add(DutySteps.New(command.CommandId, command.CountyCode, organisation, command.Kind, command.Subject.Trim(), command.FormedOn, command.By.Name));
        return Task.FromResult<Result<Guid>>(command.CommandId);
    }
}

/// <summary>Notes that it was made public, where, and with which evidence. What recurs opens its next duty at once.</summary>
[Allowed(Role.CharityStaff, Role.SocietyTreasurer)]
public sealed record PublishDuty(
    Guid CommandId, Actor By, string CountyCode, Guid DutyId, string Place, string ScanName = "", string ScanBase64 = "", DateOnly? HappenedOn = null) : ICommand<DateOnly>;

public sealed class PublishDutyValidator : AbstractValidator<PublishDuty>
{
    public PublishDutyValidator() => RuleFor(command => command.Place).NotEmpty().MaximumLength(300);
}

public sealed class PublishDutyHandler(JiujiDb db, FundDesk desk, Turn turn) : IRequestHandler<PublishDuty, Result<DateOnly>>
{
    public async Task<Result<DateOnly>> Handle(PublishDuty command, CancellationToken cancellationToken)
    {
        var found = await DutySteps.Open(db, command, command.DutyId, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (duty, scan) = (found.Value!, FormScan.Parse(command.ScanName, command.ScanBase64));
        if (command.ScanBase64.Length > 0 && scan is null)
        {
            return Refused.By(SiteRefusal.FileNotAccepted, ("file", command.ScanName));
        }

        if (!duty.IsOpen)
        {
            return Refused.By(FundRefusal.MoveNotAllowed);
        }

        var day = command.HappenedOn ?? CountyDay.Of(turn.Now);
        (duty.PublishedOn, duty.PublishedBy, duty.Place) = (day, command.By.Name, command.Place.Trim());
        duty.EvidenceHash = scan is null ? "" : (await desk.Keep(command, DocumentKinds.PostingEvidence, scan.FileName, scan.MediaType, scan.Content, cancellationToken)).Hash;
        duty.Version++;
        if (DisclosureCalendar.NextFormedOn(duty.Kind, duty.FormedOn, day) is { } next)
        {
            db.Add(DutySteps.New(DutySteps.NextId(command.CommandId), duty.CountyCode, duty.OrganisationId, duty.Kind, duty.Subject, next, command.By.Name));
        }

        return day;
    }
}

/// <summary>A project ended: its accounts of progress stop, and the full account is due within three months.</summary>
[Allowed(Role.CharityStaff, Role.SocietyTreasurer)]
public sealed record EndProject(Guid CommandId, Actor By, string CountyCode, Guid DutyId, DateOnly EndedOn) : ICommand<Guid>;

public sealed class EndProjectHandler(JiujiDb db) : IRequestHandler<EndProject, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(EndProject command, CancellationToken cancellationToken)
    {
        var found = await DutySteps.Open(db, command, command.DutyId, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var duty = found.Value!;
        if (duty.Kind != DutyKind.ProjectProgress || !duty.IsOpen || command.EndedOn < duty.FormedOn)
        {
            return Refused.By(FundRefusal.MoveNotAllowed);
        }

        duty.EndedOn = command.EndedOn;
        duty.Version++;
        db.Add(DutySteps.New(command.CommandId, duty.CountyCode, duty.OrganisationId, DutyKind.ProjectEnd, duty.Subject, command.EndedOn, command.By.Name));
        return command.CommandId;
    }
}

/// <summary>Publishes a correction of what was made public: with a note, never in silence (Order 81).</summary>
[Allowed(Role.CharityStaff, Role.SocietyTreasurer)]
public sealed record CorrectDuty(Guid CommandId, Actor By, string CountyCode, Guid DutyId, string Words) : ICommand<Guid>;

public sealed class CorrectDutyHandler(JiujiDb db, Turn turn) : IRequestHandler<CorrectDuty, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(CorrectDuty command, CancellationToken cancellationToken)
    {
        var found = await DutySteps.Open(db, command, command.DutyId, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        if (found.Value!.PublishedOn is null)
        {
            return Refused.By(FundRefusal.MoveNotAllowed);
        }

        if (string.IsNullOrWhiteSpace(command.Words))
        {
            return Refused.By(FundRefusal.ReasonMissing);
        }

        db.Add(new DutyCorrection { CountyCode = command.CountyCode, Id = command.CommandId, DutyId = command.DutyId, Words = command.Words.Trim(), Actor = command.By.Name, At = turn.Now });
        return command.CommandId;
    }
}

/// <summary>What the steps of a duty share: it belongs to one organisation, whose people alone act on it.</summary>
internal static class DutySteps
{
    public static async Task<Result<DisclosureDuty>> Open<TAnswer>(JiujiDb db, ICommand<TAnswer> command, Guid id, CancellationToken cancellationToken)
    {
        var duty = await db.Set<DisclosureDuty>().FirstOrDefaultAsync(d => d.CountyCode == command.CountyCode && d.Id == id, cancellationToken);
        return duty is null ? Refused.By(SiteRefusal.NotFound, ("what", id.ToString("D")))
            : duty.OrganisationId == command.By.OrganisationId ? duty
            : Refused.By(SiteRefusal.NotYourArea, ("area", ""));
    }

    public static DisclosureDuty New(Guid id, string county, Guid organisation, DutyKind kind, string subject, DateOnly formedOn, string by) => new()
    {
        CountyCode = county, Id = id, OrganisationId = organisation, Kind = kind, Subject = subject, FormedOn = formedOn, DueOn = DisclosureCalendar.DueOn(kind, formedOn), MadeBy = by,
    };

    /// <summary>The id of what a command opens besides: the same for a retry.</summary>
    public static Guid NextId(Guid command)
    {
        var bytes = command.ToByteArray(bigEndian: true);
        bytes[15] ^= 0x5A;
        return new Guid(bytes, bigEndian: true);
    }
}
