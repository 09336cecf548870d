namespace Jiuji.Ledger.ReserveFunds;

/// <summary>急难型 or 支出型: the two kinds of temporary aid differ in notice and disclosure.</summary>
public enum AidType { Emergency, Expense }

/// <summary>How the case came to be paid.</summary>
public enum AidMode { Ordinary, AidFirst, Bridging, Staged, FollowUp }

/// <summary>One aid to one household (救助), from acceptance to filing. Numbered per county and year, e.g. QD-2026-0147.</summary>
public sealed class AidCase : LifecycleSubject<AidCaseState>
{
    public required string Number { get; init; }
    public required Guid HouseholdId { get; init; }

    /// <summary>For whom it goes on when the applicant has died and the remaining members were reviewed (T25).</summary>
    public required Guid ApplicantPersonId { get; set; }

    /// <summary>The township that decides and pays: where the emergency happened (F13).</summary>
    public required string TownshipCode { get; init; }
    public required string VillageCode { get; init; }
    public required AidType Type { get; init; }
    public required AidMode Mode { get; init; }

    /// <summary>Code list of hardship causes (F23).</summary>
    public required string CauseCode { get; init; }

    /// <summary>Code of the village or township where it happened, by which it is judged (F13); may lie outside the household's registered place.</summary>
    public required string IncidentPlace { get; init; }

    /// <summary>The place in words, beside its code; nothing is decided on it.</summary>
    public string IncidentNote { get; init; } = "";

    /// <summary>Proposed, and from the last signature on decided; only the county or a meeting may decide on another amount.</summary>
    public required long AmountFen { get => amountFen; init => amountFen = value; }

    /// <summary>People of the household, for the yardstick of months of basic living (F11).</summary>
    public required int People { get; init; }

    /// <summary>The clock's first day.</summary>
    public required DateOnly AcceptedOn { get; init; }

    /// <summary>The last day to pay.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>True while the calendar of a year it runs through is not published.</summary>
    public required bool DueProvisional { get; init; }
    public required string HandledBy { get; init; }

    /// <summary>The user who visited the household.</summary>
    public string InvestigatedBy { get; private set; } = "";
    public DateOnly? NoticePostedOn { get; private set; }

    /// <summary>The case that this one follows (跟进救助).</summary>
    public Guid? FollowsCaseId { get; init; }

    /// <summary>Nobody is turned away for a form: identity may be completed within the papers' days.</summary>
    public bool IdentityPending { get; set; }

    /// <summary>Raised when the case starts again; signatures of an earlier round no longer count.</summary>
    public int Round { get; private set; } = 1;

    public List<CaseSignature> Signatures { get; init; } = [];

    public IEnumerable<CaseSignature> SignaturesOfThisRound => Signatures.Where(signature => signature.Round == Round);

    /// <summary>The day of a case of which nothing is due; not the last of all days, which PostgreSQL's driver writes as infinity.</summary>
    public static readonly DateOnly NothingDue = new(9999, 1, 1);

    /// <summary>What its last payment says is due next (<see cref="Payment.DueOncePaid"/>); null while that is still to be paid.</summary>
    public DateOnly? DueOncePaid { get; private set; }

    /// <summary>
    /// The day the next thing of this case is due: the payment, after it the papers, then nothing. Stored, so that lists page by its index; made from the case each time it
    /// is saved, and what the database gives back is not used.
    /// </summary>
    public DateOnly NextDueOn
    {
        get => DueOncePaid ?? (IsOver ? NothingDue : DueOn);
        private set { }
    }

    /// <summary>Nothing more will be paid for it.</summary>
    public bool IsOver => State is AidCaseState.RefusedInWriting or AidCaseState.RefusalServed or AidCaseState.RefusalUpheld or AidCaseState.Withdrawn or AidCaseState.Closed;

    long amountFen;

    /// <summary>Takes over what is due from its last payment, after every step of that.</summary>
    public void Follow(Payment last)
    {
        if (last.AidCaseId != Id) throw new InvalidOperationException($"The payment belongs to another case than {Number}.");
        DueOncePaid = last.DueOncePaid;
    }

    public override void Apply(LifecycleMove move)
    {
        Fire(AidCaseLifecycle.Table, move);
        switch (Enum.Parse<AidCaseTrigger>(move.Trigger))
        {
            case AidCaseTrigger.Investigate:
                InvestigatedBy = move.Actor;
                break;
            case AidCaseTrigger.PostNotice:
                NoticePostedOn = move.OccurredOn;
                break;
            case AidCaseTrigger.Sign or AidCaseTrigger.SignLast:
                Signatures.Add(CaseSignature.Of(this, move));
                break;
            case AidCaseTrigger.ApproveByCounty or AidCaseTrigger.ApproveByMeeting when move.AmountFen > 0:
                amountFen = move.AmountFen;
                break;
            case AidCaseTrigger.Reopen or AidCaseTrigger.ReturnToTownship:
                Round++;
                break;
            default:
                break;
        }
    }
}

/// <summary>One of the three signatures (F9), online or on paper with its scan.</summary>
public sealed class CaseSignature
{
    public required string CountyCode { get; init; }
    public required Guid AidCaseId { get; init; }
    public required int Round { get; init; }
    public required FundRole Role { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Scan of a signature given on paper; empty for one given online.</summary>
    public string ScanHash { get; set; } = "";

    internal static CaseSignature Of(AidCase aidCase, LifecycleMove move) => new()
    {
        CountyCode = aidCase.CountyCode,
        AidCaseId = aidCase.Id,
        Round = aidCase.Round,
        Role = move.Role,
        Actor = move.Actor,
        At = move.At,
        ScanHash = move.ScanHash,
    };
}
