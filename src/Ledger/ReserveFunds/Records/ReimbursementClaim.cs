namespace Jiuji.Ledger.ReserveFunds;

/// <summary>A township's periodic claim (报账, F4): paid cases with complete papers, line by line.</summary>
public sealed class ReimbursementClaim : LifecycleSubject<ReimbursementClaimState>
{
    public required string Number { get; init; }
    public required Guid ReserveFundId { get; init; }
    public required string TownshipCode { get; init; }

    /// <summary>First day of the month it covers.</summary>
    public required DateOnly Month { get; init; }
    public required string DraftedBy { get; init; }
    public DateOnly? SubmittedOn { get; private set; }

    /// <summary>The county's own clock: papers that wait there do not count against the township.</summary>
    public DateOnly? ReviewDueOn { get; private set; }

    /// <summary>Issued back to the township so far (fixed imprest).</summary>
    public long ReplenishedFen { get; private set; }
    public List<ClaimLine> Lines { get; init; } = [];

    public long ApprovedFen => Lines.Sum(line => line.ApprovedFen);

    public override void Apply(LifecycleMove move)
    {
        Fire(ReimbursementClaimLifecycle.Table, move);
        switch (Enum.Parse<ReimbursementClaimTrigger>(move.Trigger))
        {
            case ReimbursementClaimTrigger.Submit:
                (SubmittedOn, ReviewDueOn) = (move.OccurredOn, move.DueOn);
                break;
            case ReimbursementClaimTrigger.Replenish:
                ReplenishedFen += move.AmountFen;
                break;
            default:
                break;
        }
    }
}

/// <summary>One payment in one claim.</summary>
public sealed class ClaimLine : LifecycleSubject<ClaimLineState>
{
    public required Guid ClaimId { get; init; }
    public required Guid PaymentId { get; init; }
    public required long AmountFen { get; init; }

    /// <summary>Nothing while open, the whole amount or a part after review.</summary>
    public long ApprovedFen { get; private set; }

    /// <summary>Why it was cut or rejected.</summary>
    public string Reason { get; private set; } = "";

    public override void Apply(LifecycleMove move)
    {
        Fire(ClaimLineLifecycle.Table, move);
        Reason = move.Reason;
        ApprovedFen = State is ClaimLineState.Approved or ClaimLineState.ApprovedInPart ? move.AmountFen : 0;
    }
}
