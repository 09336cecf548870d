using System.Security.Cryptography;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// On what a posting rests: the caller's id, who answers for it, the day it happened, the case behind it and the documents that back it.
/// One id covers the whole event; where an event needs several transfers the further ids follow from it, so that a retry repeats all of them.
/// </summary>
/// <param name="Id">UUIDv7 brought by the caller; the id of the event's first transfer.</param>
/// <param name="OccurredOn">The day it happened (Asia/Shanghai), never the day it was written down.</param>
/// <param name="CaseReference">The payment, claim or document number; money that comes back under it keeps the age it had.</param>
/// <param name="Documents">Lower-case hex SHA-256 of the documents.</param>
public sealed record Basis(Guid Id, string Actor, DateOnly OccurredOn, string CaseReference = "")
{
    public IReadOnlyList<string> Documents { get; init; } = [];
    public string Note { get; init; } = "";

    /// <summary>"Override" where a second person let a stopped payment pass.</summary>
    public string Mark { get; init; } = "";

    internal Guid TransferId(int index)
    {
        if (index == 0) return Id;
        Span<byte> name = stackalloc byte[20];
        Id.TryWriteBytes(name, bigEndian: true, out _);
        BitConverter.TryWriteBytes(name[16..], index);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(name, hash);

        // The first 48 bits stay the caller's time stamp, so that the index keeps its order.
        name[..6].CopyTo(hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x70);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    public Transfer Move(FundEvent happened, AccountKey from, AccountKey to, long amountFen, int index = 0, string mark = "") => new()
    {
        Id = TransferId(index),
        From = from,
        To = to,
        Amount = amountFen,
        Reason = happened.ToString(),
        Purpose = FundEvents.Purpose,
        CaseReference = CaseReference,
        Actor = Actor,
        OccurredOn = OccurredOn,
        Documents = Documents,
        Note = Note,
        Mark = mark.Length > 0 ? mark : Mark,
    };
}
