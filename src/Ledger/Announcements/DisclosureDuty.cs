namespace Jiuji.Ledger.Announcements;

/// <summary>What a charity must make public (Charity Law 77 to 79, Order 81): a major change, how a project goes, its end, its year.</summary>
public enum DutyKind { MajorChange, ProjectProgress, ProjectEnd, AnnualReport }

/// <summary>One thing that a charity must make public by a day. What was published stays; a correction is published as a note.</summary>
public sealed class DisclosureDuty
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required DutyKind Kind { get; init; }

    /// <summary>The project, the change, or the year.</summary>
    public required string Subject { get; init; }

    /// <summary>What the clock runs from: the change, the project's start or last account of it, its end, the year's last day.</summary>
    public required DateOnly FormedOn { get; init; }
    public required DateOnly DueOn { get; init; }
    public required string MadeBy { get; init; }
    public DateOnly? PublishedOn { get; set; }
    public string PublishedBy { get; set; } = "";

    /// <summary>Where people find it.</summary>
    public string Place { get; set; } = "";
    public string EvidenceHash { get; set; } = "";

    /// <summary>The project ended, so this account of its progress gives way to that of its end.</summary>
    public DateOnly? EndedOn { get; set; }
    public int Version { get; set; }
    public List<DutyCorrection> Corrections { get; init; } = [];

    public bool IsOpen => PublishedOn is null && EndedOn is null;
}

/// <summary>A note that corrects what was published.</summary>
public sealed class DutyCorrection
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid DutyId { get; init; }
    public required string Words { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>The charity's calendar: thirty days, three months, 31 May.</summary>
public static class DisclosureCalendar
{
    public static DateOnly DueOn(DutyKind kind, DateOnly formedOn) => kind switch
    {
        DutyKind.MajorChange => formedOn.AddDays(30),
        DutyKind.ProjectProgress or DutyKind.ProjectEnd => formedOn.AddMonths(3),
        DutyKind.AnnualReport => new DateOnly(formedOn.Year + 1, 5, 31),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of duty."),
    };

    /// <summary>What the next account of the same thing runs from; null where there is no next one.</summary>
    public static DateOnly? NextFormedOn(DutyKind kind, DateOnly formedOn, DateOnly publishedOn) => kind switch
    {
        DutyKind.ProjectProgress => publishedOn,
        DutyKind.AnnualReport => formedOn.AddYears(1),
        DutyKind.MajorChange or DutyKind.ProjectEnd => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of duty."),
    };
}
