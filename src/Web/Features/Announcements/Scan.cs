namespace Jiuji.Web.Features.Announcements;

/// <summary>A photo or scan that is kept as evidence: JPEG, PNG or PDF, known by its first bytes and not by its name.</summary>
public sealed record Scan(string Name, string MediaType, byte[] Content)
{
    public const int MostMegabytes = 5;
    private const int MostBytes = MostMegabytes * 1024 * 1024;

    /// <summary>Null where there is nothing, too much, or something else.</summary>
    public static Scan? Parse(string name, string base64)
    {
        if (base64.Length is 0 or > MostBytes * 4 / 3 + 4)
        {
            return null;
        }

        var content = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, content, out var length) && MediaTypeOf(content.AsSpan(0, length)) is { } mediaType
            ? new Scan(SafeName(name, mediaType), mediaType, content[..length])
            : null;
    }

    /// <summary>What came with a form, in the shape that commands carry; a file that is missing or too large comes as nothing.</summary>
    public static async Task<(string Name, string Base64)> Of(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null || file.Length is 0 or > MostBytes)
        {
            return ("", "");
        }

        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, cancellationToken);
        return (Path.GetFileName(file.FileName), Convert.ToBase64String(memory.ToArray()));
    }

    private static string? MediaTypeOf(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.StartsWith("%PDF-"u8) ? "application/pdf"
        : null;

    private static string SafeName(string name, string mediaType)
    {
        var ending = mediaType switch { "image/jpeg" => ".jpg", "image/png" => ".png", _ => ".pdf" };
        var letters = new string([.. Path.GetFileNameWithoutExtension(name).Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_').Take(60)]);
        return (letters.Length == 0 ? "scan" : letters) + ending;
    }
}
