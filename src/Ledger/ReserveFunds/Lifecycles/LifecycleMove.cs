namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// The record of one step that was taken or refused: who, when, why and under which rules. Refused steps are kept too, so that what was
/// tried can be seen later. Written once, never changed.
/// </summary>
public sealed class LifecycleMove
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required string Noun { get; init; }
    public required Guid SubjectId { get; init; }
    public required string From { get; init; }
    public required string Trigger { get; init; }

    /// <summary>The state after the step; the same as <see cref="From"/> when it was refused.</summary>
    public required string To { get; init; }
    public required string Actor { get; init; }
    public required FundRole Role { get; init; }
    public required string StandsInFor { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Reason { get; init; }

    /// <summary>The day it happened (Asia/Shanghai); <see cref="At"/> is when it was recorded.</summary>
    public required DateOnly OccurredOn { get; init; }

    /// <summary>The amount the step is about, in fen; 0 where it is about none.</summary>
    public long AmountFen { get; init; }

    /// <summary>The deadline that the step starts.</summary>
    public DateOnly? DueOn { get; init; }
    public bool DueProvisional { get; init; }
    public required string PackKey { get; init; }
    public required string PackVersion { get; init; }

    /// <summary>Scan of a step that was signed on paper; empty for one taken online.</summary>
    public string ScanHash { get; init; } = "";

    /// <summary>Null when the step was taken.</summary>
    public FundRefusal? Refusal { get; init; }

    /// <summary>The same record under an id of its own: what is tried again under one command id, and refused again, is kept each time.</summary>
    public LifecycleMove Under(Guid id) => new()
    {
        CountyCode = CountyCode, Id = id, Noun = Noun, SubjectId = SubjectId, From = From, Trigger = Trigger, To = To, Actor = Actor, Role = Role,
        StandsInFor = StandsInFor, At = At, Reason = Reason, OccurredOn = OccurredOn, AmountFen = AmountFen, DueOn = DueOn, DueProvisional = DueProvisional,
        PackKey = PackKey, PackVersion = PackVersion, ScanHash = ScanHash, Refusal = Refusal,
    };
}
