using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jiuji.Web.Users;

/// <summary>
/// Codes of six digits that change every 30 seconds (RFC 6238, SHA-1, which is what every authenticator app reads). Pure: the caller brings the time and
/// remembers which step was used last, so that no code works twice.
/// </summary>
public static class Totp
{
    public const int Digits = 6;
    private const int StepSeconds = 30;
    private const int SecretBytes = 20;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>160 random bits in Base32, as people type it into an app that has no camera.</summary>
    public static string NewSecret() => Base32(RandomNumberGenerator.GetBytes(SecretBytes));

    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The step whose code this is: now, or one to either side for clocks that differ. Null for a wrong code and for one that was used.</summary>
    /// <param name="lastUsed">The last step that opened anything.</param>
    public static long? Match(string secret, string code, DateTimeOffset at, long lastUsed)
    {
        var typed = Encoding.ASCII.GetBytes(string.Concat(code.Where(char.IsAsciiDigit)));
        var now = StepAt(at);
        long? found = null;
        foreach (var step in new[] { now - 1, now, now + 1 })
        {
            // All three are compared whatever the answer, in the same time.
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(secret, step)), typed) && step > lastUsed)
            {
                found = step;
            }
        }

        return found;
    }

    public static string CodeAt(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(FromBase32(secret), counter, hash);
        var value = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fffffff;
        return (value % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>What the QR code says to the app.</summary>
    public static string Address(string userName, string secret) =>
        $"otpauth://totp/Jiuji:{Uri.EscapeDataString(userName)}?secret={secret}&issuer=Jiuji&algorithm=SHA1&digits={Digits}&period={StepSeconds}";

    /// <summary>In groups of four, to be read aloud or typed.</summary>
    public static string Grouped(string secret) => string.Join(' ', secret.Chunk(4).Select(group => new string(group)));

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var each in bytes)
        {
            (bits, count) = (((bits << 8) | each) & 0xfff, count + 8);
            while (count >= 5)
            {
                count -= 5;
                text.Append(Alphabet[(bits >> count) & 31]);
            }
        }

        return text.ToString();
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var letter in text)
        {
            (bits, count) = (((bits << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal)) & 0xfff, count + 5);
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)((bits >> count) & 0xff));
            }
        }

        return [.. bytes];
    }
}
