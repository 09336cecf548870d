using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>
/// Where a county's chain stood at an instant. Signed and given away daily, it makes even a rewrite of the whole chain visible to whoever
/// holds it: ECDSA on P-256 with SHA-256, signature in DER, so that openssl alone can check it (docs/chain.md).
/// </summary>
/// <param name="Hash">Lower-case hex of the last transfer's hash.</param>
public sealed record ChainHead(string County, long Seq, string Hash, DateTimeOffset At)
{
    /// <summary>The signed bytes, in the same form as a transfer's.</summary>
    public string Canonical => string.Create(CultureInfo.InvariantCulture, $"jiuji-head-1\ncounty={County}\nseq={Seq}\nhash={Hash}\nat={CountyDay.Micros(At)}\n");

    /// <param name="key">P-256, with its private part.</param>
    /// <returns>The signature in DER.</returns>
    public byte[] Sign(ECDsa key) => key.SignData(Encoding.UTF8.GetBytes(Canonical), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>False for another head, another key, or bytes that are no signature.</summary>
    public bool Verify(ReadOnlySpan<byte> signature, ECDsa publicKey) =>
        publicKey.VerifyData(Encoding.UTF8.GetBytes(Canonical), signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
}

/// <summary>A signed head as stored: one a day, never changed.</summary>
public sealed class ChainSignature
{
    public required string CountyCode { get; init; }
    public required DateOnly Day { get; init; }
    public required long Seq { get; init; }
    public required byte[] Hash { get; init; }
    public required DateTimeOffset SignedAt { get; init; }
    public required byte[] Signature { get; init; }

    /// <summary>What was signed.</summary>
    public ChainHead Head => new(CountyCode, Seq, Convert.ToHexStringLower(Hash), SignedAt);

    /// <summary>The row of a head that was signed; its day is that of the signing, in Asia/Shanghai.</summary>
    public static ChainSignature Of(ChainHead head, byte[] signature) => new()
    {
        CountyCode = head.County,
        Day = CountyDay.Of(head.At),
        Seq = head.Seq,
        Hash = Convert.FromHexString(head.Hash),
        SignedAt = head.At,
        Signature = signature,
    };
}

/// <summary>Reads the signed heads of a county.</summary>
public static class ChainSignatures
{
    const string Select = "SELECT county_code, day, seq, hash, signed_at, signature FROM chain_signature WHERE county_code = @county";

    /// <summary>Every signed head of the county, in the order of days.</summary>
    public static async Task<IReadOnlyList<ChainSignature>> All(DbConnection connection, string county, CancellationToken cancellation = default) =>
        await connection.Rows($"{Select} ORDER BY day", Read, [("county", county)], null, cancellation).ToListAsync(cancellation);

    internal static async Task<ChainSignature> OfDay(DbConnection connection, string county, DateOnly day, DbTransaction? transaction, CancellationToken cancellation) =>
        await connection.Rows($"{Select} AND day = @day", Read, [("county", county), ("day", CountyDay.Number(day))], transaction, cancellation).SingleAsync(cancellation);

    static ChainSignature Read(DbDataReader reader) => new()
    {
        CountyCode = reader.GetString(0),
        Day = CountyDay.FromNumber(reader.GetInt32(1)),
        Seq = reader.GetInt64(2),
        Hash = reader.GetFieldValue<byte[]>(3),
        SignedAt = CountyDay.FromMicros(reader.GetInt64(4)),
        Signature = reader.GetFieldValue<byte[]>(5),
    };
}
