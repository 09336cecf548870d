using System.Security.Cryptography;
using System.Text;
using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Matches;

/// <summary>
/// The code on a paper slip with which a household sees its aid, confirms receipt and withdraws consent: ten characters that cannot be
/// taken for one another when read aloud or written by hand (about 49 bits). Only a salted PBKDF2 hash is stored: 16 bytes salt, 32 bytes
/// hash. Hash before the lane.
/// </summary>
public static class SlipCode
{
    public const string Alphabet = "23456789ABCDEFGHJKLMNPQRTUWXYZ";
    public const int Length = 10;
    const int SaltBytes = 16;
    const int HashBytes = 32;
    const int Iterations = 20_000;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>As printed: two groups of five.</summary>
    public static string Printed(string code) => $"{code[..5]}-{code[5..]}";

    public static byte[] Hash(string code)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return [.. salt, .. Derive(code, salt)];
    }

    public static bool Matches(string? code, byte[]? hash) =>
        hash is { Length: SaltBytes + HashBytes }
        && CryptographicOperations.FixedTimeEquals(Derive(code ?? "", hash[..SaltBytes]), hash.AsSpan(SaltBytes));

    static byte[] Derive(string code, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(AsTyped(code)), salt, Iterations, HashAlgorithmName.SHA256, HashBytes);

    /// <summary>Small letters, full-width characters, blanks and dashes are how people type.</summary>
    static string AsTyped(string code) => string.Concat(HalfWidth.Of(code).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
}
