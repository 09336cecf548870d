namespace Jiuji.Ledger.Reconciliation;

/// <summary>Where an exception stands.</summary>
public enum UnmatchedItemState
{
    Open,

    /// <summary>Explained, and still expected on the other side (未达账项): carried into the next month.</summary>
    InFlight,
    Closed,
}

/// <summary>How an exception was worked off.</summary>
public enum ItemOutcome
{
    Matched,
    InterestPosted,
    FeePosted,
    UnidentifiedPosted,
    DonationPosted,
    PaymentReturned,
    PaymentConfirmed,
    AdvanceReceived,
    ReplenishmentReceived,
    PaymentGivenBack,
    DebtRecovered,
    CashRebanked,
    CashDrawn,
    SweepBackSent,
    HeldMoneyLeft,

    /// <summary>Lines that cancel each other, or movements that do: one side put its own mistake right.</summary>
    Cancelled,
    TimeDifference,
    BankError,
}

/// <summary>
/// A bank line without a movement, or a movement without a bank line (异常项): it has an owner, a due day, evidence and, when it is over, the
/// reason why. It is never deleted.
/// </summary>
public sealed class UnmatchedItem
{
    public required string CountyCode { get; init; }

    /// <summary>The bank line's or the transfer's own id.</summary>
    public required Guid Id { get; init; }
    public required string TownshipCode { get; init; }
    public required string Place { get; init; }

    /// <summary>True for a bank line, false for a movement of the book.</summary>
    public required bool IsBankLine { get; init; }
    public required DateOnly Day { get; init; }
    public required long AmountFen { get; init; }
    public UnmatchedItemState State { get; set; }
    public required string Owner { get; set; }
    public required DateOnly OpenedOn { get; init; }
    public required DateOnly DueOn { get; set; }
    public ItemOutcome? Outcome { get; set; }
    public string Reason { get; set; } = "";

    /// <summary>SHA-256 of the evidence; empty where the statement itself is the evidence.</summary>
    public string EvidenceHash { get; set; } = "";
    public string ClosedBy { get; set; } = "";
    public DateTimeOffset? ClosedAt { get; set; }
}
