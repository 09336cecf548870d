using System.Security.Cryptography;
using System.Text.Json;

namespace Jiuji.Web.Api;

/// <summary>What an answer says is its version: the same content, the same tag. No figure in it depends on the language or the hour.</summary>
public static class ETags
{
    private const int Characters = 32;

    public static string Of(object content) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), ApiJson.Options)))[..Characters]}\"";

    /// <summary>Is the tag among those of an If-Match or If-None-Match header?</summary>
    public static bool Names(string header, string tag) =>
        header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Any(each => each == "*" || each == tag || each == $"W/{tag}");
}
