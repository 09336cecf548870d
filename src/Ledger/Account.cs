using System.Security.Cryptography;
using System.Text;

namespace Jiuji.Ledger;

/// <summary>
/// The name of an account: whose book, which fund, what it stands for, at which place or with which debtor, in which unit.
/// An account opens on its first transfer; its id is computed from this name, so two writers cannot open it twice.
/// </summary>
/// <param name="Owner">The organisation whose dedicated book (专账) this is.</param>
/// <param name="Fund">The fund; <see cref="Guid.Empty"/> for money that belongs to none (代管款 and the outside).</param>
/// <param name="Party">Place of custody, debtor, lender or donor; empty where the kind needs none.</param>
/// <param name="Unit">"CNY" (amounts in fen) or a lot's own unit such as "lot:0192…".</param>
public sealed record AccountKey(Guid Owner, Guid Fund, AccountKind Kind, string Party, string Unit)
{
    public const string Yuan = "CNY";

    /// <summary>RFC 9562 version 8: the first 16 bytes of SHA-256 over county and name, with version and variant bits set.</summary>
    public Guid Id(string county)
    {
        var name = $"{county}\n{Owner:D}\n{Fund:D}\n{Kind}\n{Party}\n{Unit}";
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}

/// <summary>An account as stored. Only <see cref="Book"/> writes it.</summary>
public sealed class Account
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid Owner { get; init; }
    public required Guid Fund { get; init; }
    public required AccountKind Kind { get; init; }
    public required string Party { get; init; }
    public required string Unit { get; init; }

    /// <summary>In minus out, in the account's unit (fen for CNY).</summary>
    public long Balance { get; init; }

    /// <summary>Reserved by pending holds: still in the balance, no longer free.</summary>
    public long Held { get; init; }

    /// <summary>Raised by one with each entry.</summary>
    public long Version { get; init; }

    public long? Floor { get; init; }
    public long? Ceiling { get; init; }
}
