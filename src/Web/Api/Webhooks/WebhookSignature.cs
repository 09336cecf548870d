using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jiuji.Web.Api.Webhooks;

/// <summary>
/// The headers of a message as Standard Webhooks lays them down: id, timestamp and HMAC-SHA-256 over "id.timestamp.body", so that a receiver knows who sent
/// it, that nothing was changed, and that it is not an old one sent again.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";
    private const string SecretPrefix = "whsec_";
    private const int SecretBytes = 32;

    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    public static string Of(string secret, Guid id, DateTimeOffset at, string body)
    {
        var key = Convert.FromBase64String(secret[SecretPrefix.Length..]);
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id:D}.{at.ToUnixTimeSeconds()}.{body}");
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)))}";
    }
}
