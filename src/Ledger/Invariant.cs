namespace Jiuji.Ledger;

/// <summary>What must be true of a book at every instant. The list is closed; the web names each one in the user's language.</summary>
public enum Invariant
{
    /// <summary>Places and events 1, 2, 3 … without gaps, ids without repeats, the record never stepping back.</summary>
    SequenceWithoutGaps,

    /// <summary>Each hash covers its transfer or event and the hash before it; the lane ends where the chain ends.</summary>
    ChainUnbroken,

    /// <summary>The chain still passes through every head that was signed (which a rewrite of the whole chain would miss).</summary>
    SignedHeadsStand,

    /// <summary>An account's id is the hash of its name, so owner, fund, kind, party and unit cannot change under it.</summary>
    AccountsNamedByKey,

    /// <summary>Amounts are positive; the two accounts differ, share a unit, and are of one fund unless one is outside (T28).</summary>
    TransfersWellFormed,

    /// <summary>No balance less holds below its floor, no source above zero, after any transfer (T1).</summary>
    BoundsKept,

    /// <summary>What reached a purpose-bound account was for a purpose that the fund names (T9).</summary>
    PurposesAllowed,

    /// <summary>Nothing was posted into a month after it was closed, nor, but for the close itself, while it was held (T20).</summary>
    MonthsStayClosed,

    /// <summary>Each hold is pending or was resolved once, by a transfer within its amount and time (T2, T3, T4).</summary>
    HoldsResolveOnce,

    /// <summary>Each reversal mirrors a transfer that no other one reverses.</summary>
    ReversalsOnce,

    /// <summary>Two entries per moving transfer and none beside, each continuing its account's balance and version.</summary>
    EntriesFollowTransfers,

    /// <summary>All entries of a unit sum to zero.</summary>
    EntriesSumToZero,

    /// <summary>Stored balances and versions are those recomputed from the transfers (T13).</summary>
    BalancesRecomputed,

    /// <summary>Stored reservations are the sums of pending holds.</summary>
    HeldRecomputed,

    /// <summary>Stored totals by effective day are those recomputed.</summary>
    DaysRecomputed,

    /// <summary>Stored funds, purposes and months are what the chain's events made of them.</summary>
    SettingsRecomputed,
}
