namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Why aid to somebody needs care: staff and units never receive from their own fund; declared kin only with a second person.</summary>
public enum PayerPartyKind { Staff, Unit, Kin }

/// <summary>
/// A person or account that belongs to the paying side (T11, X7): known by the blind index of the ID number or of the bank account, whichever
/// was declared. For kin, of whom.
/// </summary>
public sealed class PayerParty
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required PayerPartyKind Kind { get; init; }

    /// <summary>The user who is it, or whose kin it is; the unit's name for a unit.</summary>
    public required string BelongsTo { get; init; }
    public required byte[] IdNumberIndex { get; init; }
    public required byte[] AccountIndex { get; init; }
    public required string DeclaredBy { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? Until { get; set; }
}
