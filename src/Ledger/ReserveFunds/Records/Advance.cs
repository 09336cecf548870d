namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Why an advance is made: the gate stops ordinary ones only.</summary>
public enum AdvanceKind { Ordinary, Emergency, Replenishment, MakesGood }

/// <summary>One township's share of a joint document (预拨). Not expenditure.</summary>
public sealed class Advance : LifecycleSubject<AdvanceState>
{
    public required Guid ReserveFundId { get; init; }
    public required Guid JointDocumentId { get; init; }
    public required AdvanceKind Kind { get; init; }
    public required long AmountFen { get; init; }
    public required DateOnly DraftedOn { get; init; }

    /// <summary>The user who drafted it, who cannot be one of its two approvers.</summary>
    public required string DraftedBy { get; init; }

    /// <summary>The case that an emergency advance is for.</summary>
    public Guid? AidCaseId { get; init; }

    /// <summary>The claim that a replenishment answers.</summary>
    public Guid? ClaimId { get; init; }

    public long IssuedFen { get; internal set; }
    public long ReceivedFen { get; internal set; }
    public List<AdvanceApproval> Approvals { get; init; } = [];

    public override void Apply(LifecycleMove move) => Fire(AdvanceLifecycle.Table, move);
}

/// <summary>One bureau's approval of an advance.</summary>
public sealed class AdvanceApproval
{
    public required string CountyCode { get; init; }
    public required Guid AdvanceId { get; init; }
    public required FundRole Role { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }
}
