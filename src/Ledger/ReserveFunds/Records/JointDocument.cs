namespace Jiuji.Ledger.ReserveFunds;

/// <summary>联合行文 of county finance and county civil affairs (F3): a limit on what may be issued under its number, which is unique in the county.</summary>
public sealed class JointDocument
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required long AmountFen { get; init; }

    /// <summary>Lower-case hex SHA-256 of the scan; empty until it is attached.</summary>
    public string DocumentHash { get; init; } = "";
}
