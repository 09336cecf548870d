namespace Jiuji.Ledger;

/// <summary>What a transfer does to its accounts.</summary>
public enum TransferKind
{
    /// <summary>Moves the amount at once.</summary>
    Post,

    /// <summary>Reserves the amount on <c>From</c>: it is no longer free, and nothing has moved.</summary>
    Reserve,

    /// <summary>Resolves a hold by moving its amount or a part; the rest is released.</summary>
    PostHold,

    /// <summary>Resolves a hold by releasing it.</summary>
    VoidHold,

    /// <summary>Resolves a hold whose time has run out, as an entry of its own.</summary>
    ExpireHold,
}

/// <summary>
/// A fact of the book: an amount from one account to another. Amounts are positive; direction is from → to (credit → debit). Never changed:
/// a correction is a new transfer that names the old one in <see cref="Reverses"/>.
/// </summary>
public sealed record Transfer
{
    /// <summary>UUIDv7 brought by the caller. The same id and content again is <see cref="Refusal.AlreadyPosted"/>, not a second transfer.</summary>
    public required Guid Id { get; init; }
    public TransferKind Kind { get; init; } = TransferKind.Post;
    public required AccountKey From { get; init; }
    public required AccountKey To { get; init; }

    /// <summary>In the accounts' unit (fen for CNY); positive.</summary>
    public required long Amount { get; init; }

    /// <summary>The event, e.g. "PaymentMade": see <c>Reasons</c> of each module.</summary>
    public required string Reason { get; init; }

    /// <summary>What the money or goods are for; must be named by the fund when the target is purpose bound (T9).</summary>
    public required string Purpose { get; init; }

    /// <summary>The case, advance, claim or match behind it; empty for none.</summary>
    public string CaseReference { get; init; } = "";

    /// <summary>The user who answers for it.</summary>
    public required string Actor { get; init; }

    /// <summary>When it happened, a day in Asia/Shanghai. When it was recorded is the book's to say.</summary>
    public required DateOnly OccurredOn { get; init; }

    /// <summary>The transfer this one undoes, whole.</summary>
    public Guid? Reverses { get; init; }

    /// <summary>The hold that is resolved: the id of the transfer that reserved it.</summary>
    public Guid? Hold { get; init; }

    /// <summary>For a reservation: from this instant on it can only expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Lower-case hex SHA-256 of the documents that back it, in the order given.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];

    /// <summary>A mark that reports must show on a line of its own, e.g. "PriorYear", "GoodFaith", "Override"; empty for none.</summary>
    public string Mark { get; init; } = "";

    /// <summary>Why, in words, where a rule asks for it (reversal, write-off, override).</summary>
    public string Note { get; init; } = "";
}

/// <summary>A transfer as the book recorded it.</summary>
public sealed record Posted(Guid Id, long Seq, DateTimeOffset RecordedAt, string Hash);

/// <summary>Why a group of transfers was not posted. Nothing of the group was.</summary>
/// <param name="Index">Which transfer of the group, from 0.</param>
/// <param name="Detail">Figures and names for the message: available, limit, period …; never personal data.</param>
public sealed record Refused(Refusal Reason, int Index, IReadOnlyDictionary<string, string> Detail);

/// <summary>The answer to one group: all of it recorded, or none of it and why.</summary>
/// <param name="Repeat">True when every transfer of the group stood in the book already with this very content: a retry.</param>
public sealed record PostAnswer(IReadOnlyList<Posted> Posted, Refused? Refused, bool Repeat = false)
{
    /// <summary>It stands in the book, by this post or an earlier one.</summary>
    public bool IsPosted => Refused is null;
}
