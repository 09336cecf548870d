namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Somebody who receives for a payee (代领): recorded with a reason and a document before any money leaves, never staff. A home for the aged
/// that receives for its residents is recorded the same way, as an institution.
/// </summary>
public sealed class PayeeProxy
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid PayeePersonId { get; init; }

    /// <summary>The name as pages show it.</summary>
    public required string NameMasked { get; init; }

    /// <summary>The whole name, sealed by the caller: the bank pays a holder, not a mask.</summary>
    public required byte[] NameSealed { get; init; }

    /// <summary>The account that receives, sealed by the caller; empty for cash.</summary>
    public required byte[] AccountSealed { get; init; }

    /// <summary>Keyed blind index of the account that receives; empty for cash.</summary>
    public required byte[] AccountIndex { get; init; }
    public required bool IsInstitution { get; init; }
    public required string Reason { get; init; }

    /// <summary>Lower-case hex SHA-256 of the authorisation.</summary>
    public required string DocumentHash { get; init; }
    public required string RecordedBy { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? Until { get; set; }

    public bool Covers(DateOnly day) => From <= day && (Until is not { } last || day <= last);
}
