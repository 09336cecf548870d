namespace Jiuji.Ledger;

/// <summary>
/// What an account stands for. The kind alone decides the bounds of its balance, so bounds cannot be tampered with apart from the kind,
/// and the kind is part of the account's id, so it cannot be tampered with apart from the chain.
/// </summary>
public enum AccountKind
{
    // The world outside the book: no floor, no ceiling.
    Treasury, Donor, Bank, UnknownOwner, Supplier,

    // Where a fund's money or a lot's goods came from: credited, never above zero.
    Advanced, BroughtForward, Lent, Received, Supplied,

    // Where it is now or what became of it: debited, never below zero.
    InTransit, InHands, AwaitingPapers, Approved, HandedBack, Recoverable, Lost, CarriedForward,
    Spent, InStock, Delivered, Withdrawn,

    // Not fund money, same places: interest, overage, unidentified receipts, donations by mistake (代管款).
    HeldForOthers,
}

/// <summary>The group that fixes an account's bounds.</summary>
public enum AccountSide { Outside, Source, Use }

/// <summary>What follows from an account's kind alone: its side, its bounds, and whether what reaches it must have a purpose.</summary>
public static class AccountKinds
{
    /// <summary>On which side of the fund's identity the kind stands.</summary>
    public static AccountSide Side(this AccountKind kind) => kind switch
    {
        AccountKind.Treasury or AccountKind.Donor or AccountKind.Bank or AccountKind.UnknownOwner or AccountKind.Supplier => AccountSide.Outside,
        AccountKind.Advanced or AccountKind.BroughtForward or AccountKind.Lent or AccountKind.Received or AccountKind.Supplied => AccountSide.Source,
        _ => AccountSide.Use,
    };

    /// <summary>The lowest balance less holds; null where there is none.</summary>
    public static long? Floor(this AccountKind kind) => kind.Side() == AccountSide.Use ? 0 : null;

    /// <summary>The highest balance; null where there is none. A source is credited, so it never rises above zero.</summary>
    public static long? Ceiling(this AccountKind kind) => kind.Side() == AccountSide.Source ? 0 : null;

    /// <summary>Money that reaches such an account has been put to a purpose, so the fund must name that purpose (T9).</summary>
    public static bool IsPurposeBound(this AccountKind kind) =>
        kind is AccountKind.AwaitingPapers or AccountKind.Approved or AccountKind.Spent or AccountKind.Delivered;
}
