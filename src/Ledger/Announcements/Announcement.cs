using Jiuji.Ledger.ReserveFunds;

namespace Jiuji.Ledger.Announcements;

/// <summary>
/// A list of aids that hangs where people see it (G7): one township or one village, one month, names masked. What hung stays as it hung; a
/// correction is a note that is posted beside it.
/// </summary>
public sealed class Announcement : LifecycleSubject<AnnouncementState>
{
    /// <summary>E.g. GS-101-202611-01.</summary>
    public required string Number { get; init; }
    public required string TownshipCode { get; init; }

    /// <summary>Empty for a list of the whole township.</summary>
    public required string VillageCode { get; init; }

    /// <summary>First day of the month in which the aids were paid.</summary>
    public required DateOnly Month { get; init; }
    public required string MadeBy { get; init; }

    /// <summary>The last day to post it: so many working days after the first of its payments.</summary>
    public required DateOnly DueOn { get; init; }
    public required bool DueProvisional { get; init; }
    public DateOnly? PostedOn { get; private set; }
    public string Place { get; private set; } = "";

    /// <summary>Photo or scan of the sheet where it hangs.</summary>
    public string EvidenceHash { get; private set; } = "";

    /// <summary>The first day on which it may be taken down.</summary>
    public DateOnly? RemoveOn { get; private set; }
    public DateOnly? RemovedOn { get; private set; }
    public string RemovalEvidenceHash { get; private set; } = "";
    public List<AnnouncedAid> Lines { get; init; } = [];
    public List<AnnouncementCorrection> Corrections { get; init; } = [];

    public override void Apply(LifecycleMove move)
    {
        Fire(AnnouncementLifecycle.Table, move);
        switch (Enum.Parse<AnnouncementTrigger>(move.Trigger))
        {
            case AnnouncementTrigger.Post:
                (PostedOn, Place, EvidenceHash, RemoveOn) = (move.OccurredOn, move.Reason, move.ScanHash, move.DueOn);
                break;
            case AnnouncementTrigger.Remove:
                (RemovedOn, RemovalEvidenceHash) = (move.OccurredOn, move.ScanHash);
                break;
            default:
                break;
        }
    }
}

/// <summary>One aid on the list, as it is printed: never more than the masked name, the place, the cause and the amount.</summary>
public sealed class AnnouncedAid
{
    public required string CountyCode { get; init; }
    public required Guid AnnouncementId { get; init; }
    public required Guid PaymentId { get; init; }
    public required string CaseNumber { get; init; }
    public required string VillageCode { get; init; }

    /// <summary>王*芳; empty for a child, who is not named at all.</summary>
    public required string NameMasked { get; init; }
    public required string CauseCode { get; init; }
    public required long AmountFen { get; init; }
    public required DateOnly PaidOn { get; init; }
}

/// <summary>What was wrong on a list that hung, or what became of an aid after it: published beside it (Order 81).</summary>
public sealed class AnnouncementCorrection
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid AnnouncementId { get; init; }

    /// <summary>The line it is about; empty for the whole list.</summary>
    public required string CaseNumber { get; init; }
    public required string Words { get; init; }
    public required string Actor { get; init; }
    public required DateOnly CorrectedOn { get; init; }
}
