namespace Jiuji.Ledger.Storage;

/// <summary>
/// What one account gained on one effective day. Answers balances by effective date in as many rows as the account has days.
/// The first and last sequence bound where the day's entries lie, so a statement by effective date needs no index of its own.
/// </summary>
public sealed class AccountDay
{
    public required string CountyCode { get; init; }
    public required Guid AccountId { get; init; }
    public required DateOnly OccurredOn { get; init; }
    public required long Net { get; init; }
    public required long FirstSeq { get; init; }
    public required long LastSeq { get; init; }
}
