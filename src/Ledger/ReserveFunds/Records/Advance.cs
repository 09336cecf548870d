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

    /// <summary>The user who drafted it, who may approve for civil affairs but never for finance.</summary>
    public required string DraftedBy { get; init; }

    /// <summary>The case that an emergency advance is for.</summary>
    public Guid? AidCaseId { get; init; }

    /// <summary>The claim that a replenishment answers.</summary>
    public Guid? ClaimId { get; init; }

    public long IssuedFen { get; private set; }
    public long ReceivedFen { get; private set; }
    public List<AdvanceApproval> Approvals { get; init; } = [];

    public override void Apply(LifecycleMove move)
    {
        Fire(AdvanceLifecycle.Table, move);
        switch (Enum.Parse<AdvanceTrigger>(move.Trigger))
        {
            case AdvanceTrigger.ApproveByCivilAffairs or AdvanceTrigger.ApproveByFinance:
                Approvals.Add(AdvanceApproval.Of(this, move));
                break;
            case AdvanceTrigger.Issue or AdvanceTrigger.IssuePart:
                IssuedFen += move.AmountFen;
                break;
            case AdvanceTrigger.Receive or AdvanceTrigger.ReceivePart:
                ReceivedFen += move.AmountFen;
                break;
            default:
                break;
        }
    }
}

/// <summary>One bureau's approval of an advance.</summary>
public sealed class AdvanceApproval
{
    public required string CountyCode { get; init; }
    public required Guid AdvanceId { get; init; }
    public required FundRole Role { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }

    internal static AdvanceApproval Of(Advance advance, LifecycleMove move) => new()
    {
        CountyCode = advance.CountyCode,
        AdvanceId = advance.Id,
        Role = move.Role,
        Actor = move.Actor,
        At = move.At,
    };
}
