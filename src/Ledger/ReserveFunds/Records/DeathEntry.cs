namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// One line of an imported death list (殡葬数据, G5): whom it names is found by the keyed blind index of the ID number, so that somebody who
/// comes into the files later is found too.
/// </summary>
public sealed class DeathEntry
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required byte[] IdNumberIndex { get; init; }
    public required DateOnly DiedOn { get; init; }

    /// <summary>Number of the certificate or of the cremation record.</summary>
    public required string RecordNumber { get; init; }
    public required string ImportedBy { get; init; }
    public required DateTimeOffset ImportedAt { get; init; }
}
