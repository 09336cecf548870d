using System.Security.Cryptography;
using System.Text;

namespace Jiuji.Matching.Personal;

/// <summary>
/// Seals personal text for storage (AES-256-GCM) and makes blind indexes of it (HMAC-SHA256), with separate keys derived by HKDF from one
/// 32-byte master key of the caller. A sealed text is bound to its context (table, row, column): moved to another row it does not open.
/// Layout of a seal: key version, 12 bytes nonce, 16 bytes tag, cipher text. Layout of an index: key version, 32 bytes.
/// A tampered seal throws <see cref="CryptographicException"/>: it is never an answer to a user's request.
/// </summary>
public sealed class PersonalVault
{
    const int NonceBytes = 12;
    const int TagBytes = 16;
    const int KeyBytes = 32;
    readonly Dictionary<byte, (byte[] Seal, byte[] Index)> keys;
    readonly byte current;

    /// <param name="masterKey">32 random bytes, kept outside the database.</param>
    /// <param name="version">Stored with everything sealed under this key.</param>
    /// <param name="retired">Earlier master keys by version: they still open, they no longer seal.</param>
    public PersonalVault(byte[] masterKey, byte version = 1, IReadOnlyDictionary<byte, byte[]>? retired = null)
    {
        keys = (retired ?? new Dictionary<byte, byte[]>()).ToDictionary(each => each.Key, each => Derive(each.Value));
        keys.Add(version, Derive(masterKey));
        current = version;
    }

    /// <param name="context">Where the text stands, e.g. "person.name:0192…"; needed again to open it.</param>
    public byte[] Seal(string text, string context)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[1 + NonceBytes + TagBytes + plain.Length];
        box[0] = current;
        RandomNumberGenerator.Fill(box.AsSpan(1, NonceBytes));
        using var aes = new AesGcm(keys[current].Seal, TagBytes);
        aes.Encrypt(Nonce(box), plain, Cipher(box), Tag(box), Encoding.UTF8.GetBytes(context));
        return box;
    }

    public string Open(byte[] box, string context)
    {
        if (box.Length <= NonceBytes + TagBytes || !keys.TryGetValue(box[0], out var key))
            throw new CryptographicException("The seal is not of this vault: too short, or its key version is not at hand.");
        var plain = new byte[Cipher(box).Length];
        using var aes = new AesGcm(key.Seal, TagBytes);
        aes.Decrypt(Nonce(box), Cipher(box), Tag(box), plain, Encoding.UTF8.GetBytes(context));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>
    /// The same text in the same field gives the same bytes, so equality can be asked of the database without opening anything.
    /// </summary>
    /// <param name="field">What kind of text it is, so that indexes of different fields cannot be compared.</param>
    public byte[] Index(string field, string text)
    {
        var hash = HMACSHA256.HashData(keys[current].Index, Encoding.UTF8.GetBytes($"{field}\n{HalfWidth.Of(text).ToUpperInvariant()}"));
        return [current, .. hash];
    }

    static (byte[] Seal, byte[] Index) Derive(byte[] master)
    {
        if (master.Length != KeyBytes)
            throw new ArgumentException("A master key has 32 bytes.", nameof(master));
        return (HKDF.DeriveKey(HashAlgorithmName.SHA256, master, KeyBytes, info: "jiuji personal seal"u8.ToArray()),
            HKDF.DeriveKey(HashAlgorithmName.SHA256, master, KeyBytes, info: "jiuji personal index"u8.ToArray()));
    }

    static Span<byte> Nonce(byte[] box) => box.AsSpan(1, NonceBytes);

    static Span<byte> Tag(byte[] box) => box.AsSpan(1 + NonceBytes, TagBytes);

    static Span<byte> Cipher(byte[] box) => box.AsSpan(1 + NonceBytes + TagBytes);
}
