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
    public required string PackKey { get; init; }
    public required string PackVersion { get; init; }

    /// <summary>Null when the step was taken.</summary>
    public FundRefusal? Refusal { get; init; }
}
