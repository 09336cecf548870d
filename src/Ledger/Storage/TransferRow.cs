namespace Jiuji.Ledger.Storage;

/// <summary>A transfer as it lies in the table: accounts by id, its place in the county's sequence, its link in the chain.</summary>
public sealed class TransferRow
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }

    /// <summary>1, 2, 3 … without gaps in a county.</summary>
    public long Seq { get; set; }
    public required TransferKind Kind { get; init; }
    public required Guid FromAccount { get; init; }
    public required Guid ToAccount { get; init; }
    public required long Amount { get; init; }
    public required string Unit { get; init; }

    /// <summary>The fund of the accounts; where one side is outside, that of the other.</summary>
    public required Guid Fund { get; init; }
    public required string Reason { get; init; }
    public required string Purpose { get; init; }
    public required string CaseReference { get; init; }
    public required string Actor { get; init; }
    public required DateOnly OccurredOn { get; init; }
    public DateTimeOffset RecordedAt { get; set; }
    public Guid? Reverses { get; init; }
    public Guid? Hold { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The document hashes in the order given, separated by commas.</summary>
    public required string Documents { get; init; }
    public required string Mark { get; init; }
    public required string Note { get; init; }

    /// <summary>SHA-256 over the canonical form and the previous transfer's hash (docs/chain.md).</summary>
    public byte[] Hash { get; set; } = [];

    public static TransferRow Of(string county, Transfer transfer, Guid from, Guid to) => new()
    {
        CountyCode = county,
        Id = transfer.Id,
        Kind = transfer.Kind,
        FromAccount = from,
        ToAccount = to,
        Amount = transfer.Amount,
        Unit = transfer.From.Unit,
        Fund = transfer.To.Fund == Guid.Empty ? transfer.From.Fund : transfer.To.Fund,
        Reason = transfer.Reason,
        Purpose = transfer.Purpose,
        CaseReference = transfer.CaseReference,
        Actor = transfer.Actor,
        OccurredOn = transfer.OccurredOn,
        Reverses = transfer.Reverses,
        Hold = transfer.Hold,
        // To the microsecond, as it is stored: what is hashed must be what is read back.
        ExpiresAt = transfer.ExpiresAt is { } expiry ? CountyDay.FromMicros(CountyDay.Micros(expiry)) : null,
        Documents = string.Join(',', transfer.Documents),
        Mark = transfer.Mark,
        Note = transfer.Note,
    };

    public Posted AsPosted() => new(Id, Seq, RecordedAt, Convert.ToHexStringLower(Hash));
}
