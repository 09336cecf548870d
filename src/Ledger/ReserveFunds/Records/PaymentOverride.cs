namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// A second person lets a stopped payment of a case pass and says why. Only stops of the overridable kind heed it, never the person who pays;
/// it is marked in the book and counted in public.
/// </summary>
public sealed class PaymentOverride
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid AidCaseId { get; init; }
    public required FundRefusal Rule { get; init; }
    public required string Actor { get; init; }
    public required FundRole Role { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }
}
