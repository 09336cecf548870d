namespace Jiuji.Ledger.Reconciliation;

/// <summary>A signature under a month that was refused: who wanted to sign which record, and the rule that stood against it. Written once, never changed.</summary>
public sealed class MonthRefusal
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required string TownshipCode { get; init; }

    /// <summary>First day of the month.</summary>
    public required DateOnly Month { get; init; }
    public required MonthRecord Record { get; init; }

    /// <summary>未清 as the signer's record shows it, in fen.</summary>
    public required long OutstandingFen { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }
    public required ReconciliationRefusal Refusal { get; init; }
}
