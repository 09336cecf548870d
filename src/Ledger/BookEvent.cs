namespace Jiuji.Ledger;

/// <summary>What a book can be told about itself.</summary>
public enum BookEventKind
{
    /// <summary>A fund and the purposes that its document names.</summary>
    FundEntered,

    /// <summary>A further purpose that the donor agreed to (Charity Law 56).</summary>
    PurposeConsented,

    /// <summary>The last day on which anything new is spent from a fund.</summary>
    FundEnded,

    /// <summary>A month stops taking ordinary posts.</summary>
    PeriodHeld,

    /// <summary>A month takes nothing more.</summary>
    PeriodClosed,
}

/// <summary>
/// One change of what the rules go by: funds, purposes, months. It stands in the county's chain between the transfers before and after it, so that nobody
/// can widen a fund or open a month again unseen, and a checker knows which rules held when a transfer was posted (docs/chain.md).
/// </summary>
public sealed class BookEvent
{
    public required string CountyCode { get; init; }

    /// <summary>1, 2, 3 … without gaps in a county.</summary>
    public required long Number { get; init; }

    /// <summary>The last transfer before it; 0 where there is none.</summary>
    public required long AfterSeq { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required BookEventKind Kind { get; init; }

    /// <summary>The fund; for a month, the owner of the book.</summary>
    public required Guid Subject { get; init; }

    /// <summary>The user who answers for it.</summary>
    public required string Actor { get; init; }

    /// <summary>What was told, as JSON (docs/chain.md).</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 over the canonical form and the hash of the transfer or event before it.</summary>
    public byte[] Hash { get; set; } = [];
}
