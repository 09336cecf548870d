namespace Jiuji.Ledger.Storage;

/// <summary>Where a county's book stands. Its row is the lock behind which the county's writers stand one after another.</summary>
public sealed class Lane
{
    public required string CountyCode { get; init; }

    /// <summary>The last transfer's place; 0 before the first.</summary>
    public required long Seq { get; init; }

    /// <summary>The last event's number; 0 before the first.</summary>
    public required long Events { get; init; }

    /// <summary>The hash of the last transfer or event; 32 zero bytes before the first.</summary>
    public required byte[] ChainHead { get; init; }

    /// <summary>When the last of them was recorded: the clock may step back, the record may not.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
