namespace Jiuji.Ledger.Storage;

/// <summary>
/// One side of a transfer that moved something. Two per transfer, and they sum to zero. It remembers the balance before and after, so a
/// statement and a balance by record date are plain index reads.
/// </summary>
public sealed class Entry
{
    public required string CountyCode { get; init; }
    public required Guid AccountId { get; init; }

    /// <summary>The transfer's place in the county's sequence.</summary>
    public required long Seq { get; init; }

    /// <summary>What came in; negative for what went out.</summary>
    public required long Amount { get; init; }
    public required long BalanceBefore { get; init; }
    public required long BalanceAfter { get; init; }

    /// <summary>1, 2, 3 … without gaps in an account.</summary>
    public required long Version { get; init; }
}
