namespace Jiuji.Ledger.Reconciliation;

/// <summary>How a bank line came to be settled.</summary>
public enum MatchWay
{
    /// <summary>Exact amount and strong evidence: the program alone.</summary>
    Certain,

    /// <summary>A person took what was suggested.</summary>
    Accepted,

    /// <summary>A person chose lines and movements that come to the same sum.</summary>
    ByHand,

    /// <summary>The line itself was posted (interest, fee, unidentified, donation, return, payment).</summary>
    Posted,
}

/// <summary>Bank lines and movements of the book that are the same money: their sums agree to the fen (T14). Undone, never deleted.</summary>
public sealed class BankMatch
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required string TownshipCode { get; init; }
    public required string Place { get; init; }
    public required MatchWay Way { get; init; }

    /// <summary>Why (<see cref="MatchReason"/>), for whoever checks it later.</summary>
    public required MatchReason Reasons { get; init; }
    public required long AmountFen { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public string UndoneBy { get; set; } = "";
    public DateTimeOffset? UndoneAt { get; set; }
    public List<BankMatchEntry> Entries { get; } = [];
}

/// <summary>A movement of the book inside a match; a movement stands in one match at a time.</summary>
public sealed class BankMatchEntry
{
    public required string CountyCode { get; init; }
    public required Guid MatchId { get; init; }
    public required Guid TransferId { get; init; }

    /// <summary>At the place of the match: positive came in.</summary>
    public required long AmountFen { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>False once the match is undone.</summary>
    public bool IsStanding { get; set; } = true;
}
