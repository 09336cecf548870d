using System.Text;
using System.Text.RegularExpressions;

namespace Jiuji.Web.Files;

public enum ScanProblem { Empty, TooLarge, KindUnknown, ActiveContent }

/// <summary>A photo or a scan as it may be kept: what it is stands in its first bytes, whatever its name says.</summary>
/// <param name="MediaType">One of JPEG, PNG, WebP, HEIC and PDF.</param>
public sealed partial record Scan(string FileName, string MediaType, byte[] Content)
{
    public const int MostMegabytes = 8;
    public const int MostBytes = MostMegabytes * 1024 * 1024;
    private const int LongestName = 120;

    /// <summary>Pictures are shown in the page; anything else is offered for download only.</summary>
    public static bool IsPicture(string mediaType) => mediaType is "image/jpeg" or "image/png" or "image/webp";

    /// <returns>The scan, or why it is not taken.</returns>
    public static (Scan? Scan, ScanProblem? Problem) Of(string fileName, byte[] content) => content switch
    {
        { Length: 0 } => (null, ScanProblem.Empty),
        { Length: > MostBytes } => (null, ScanProblem.TooLarge),
        _ when KindOf(content) is null => (null, ScanProblem.KindUnknown),
        _ when KindOf(content) == "application/pdf" && Active().IsMatch(Encoding.Latin1.GetString(content)) => (null, ScanProblem.ActiveContent),
        _ => (new Scan(NameOf(fileName), KindOf(content)!, content), null),
    };

    private static string? KindOf(ReadOnlySpan<byte> content)
    {
        var start = Encoding.Latin1.GetString(content[..Math.Min(16, content.Length)]);
        return start.StartsWith("\u00ff\u00d8\u00ff", StringComparison.Ordinal) ? "image/jpeg"
            : start.StartsWith("\u0089PNG\r\n\u001a\n", StringComparison.Ordinal) ? "image/png"
            : start.Length >= 12 && start.StartsWith("RIFF", StringComparison.Ordinal) && start[8..].StartsWith("WEBP", StringComparison.Ordinal) ? "image/webp"
            : start.Length >= 12 && start[4..8] == "ftyp" && start[8..12] is "heic" or "heix" or "mif1" ? "image/heic"
            : start.StartsWith("%PDF-", StringComparison.Ordinal) ? "application/pdf"
            : null;
    }

    /// <summary>The last part of the name, without what a header or a screen could stumble over.</summary>
    private static string NameOf(string fileName)
    {
        var name = string.Concat(fileName.Split('/', '\\')[^1].Where(letter => !char.IsControl(letter) && letter is not ('"' or '<' or '>' or ';'))).Trim();
        return name.Length == 0 ? "scan" : name[^Math.Min(name.Length, LongestName)..];
    }

    /// <summary>Words of a PDF that do something when it is opened, or carry other files in it. A scanner writes none of them.</summary>
    [GeneratedRegex("/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z0-9])")]
    private static partial Regex Active();
}
