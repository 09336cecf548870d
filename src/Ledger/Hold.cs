namespace Jiuji.Ledger;

/// <summary>What became of a reservation. Every state but <see cref="Pending"/> is final.</summary>
public enum HoldState { Pending, Posted, PartPosted, Voided, Expired }

/// <summary>
/// Money or goods reserved from an account: still in its balance, no longer free (T1, T23). The id is that of the transfer that reserved it.
/// It resolves once, in the same write as the transfer that resolves it, so no half state exists (T2, T3, T4).
/// </summary>
public sealed class Hold
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid FromAccount { get; init; }
    public required Guid ToAccount { get; init; }

    /// <summary>Reserved, in the accounts' unit.</summary>
    public required long Amount { get; init; }

    /// <summary>From this instant on it can only expire.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
    public HoldState State { get; init; }

    /// <summary>What of it was moved; the rest was released.</summary>
    public long PostedAmount { get; init; }

    /// <summary>The transfer that resolved it; null while pending.</summary>
    public Guid? ResolvedBy { get; init; }
}
