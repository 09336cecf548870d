namespace Jiuji.Ledger.ReserveFunds;

/// <summary>A counted place: cash on the day it moved, or at a change of custodian, before two people and a witness.</summary>
public sealed class FundCount
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid Owner { get; init; }
    public required string Place { get; init; }
    public required DateOnly CountedOn { get; init; }
    public required long CountedFen { get; init; }

    /// <summary>What the book said: money in hands and money held for others.</summary>
    public required long BookFen { get; init; }
    public required string CountedBy { get; init; }
    public required string Witness { get; init; }

    /// <summary>Lower-case hex SHA-256 of the count sheet.</summary>
    public required string SheetHash { get; init; }

    public long DifferenceFen => CountedFen - BookFen;
}
