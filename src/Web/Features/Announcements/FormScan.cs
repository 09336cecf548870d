using Jiuji.Web.Files;

namespace Jiuji.Web.Features.Announcements;

/// <summary>A scan on its way from a form through a command, which carries it as text.</summary>
public static class FormScan
{
    /// <summary>Null where there is nothing, too much, or what is no scan.</summary>
    public static Scan? Parse(string name, string base64)
    {
        if (base64.Length == 0 || base64.Length > (Scan.MostBytes / 3 * 4) + 8)
        {
            return null;
        }

        var content = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, content, out var length) ? Scan.Of(name, content[..length]).Scan : null;
    }

    /// <summary>What came with a form; a file that is missing or too large comes as nothing.</summary>
    public static async Task<(string Name, string Base64)> Of(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null || file.Length is 0 or > Scan.MostBytes)
        {
            return ("", "");
        }

        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, cancellationToken);
        return (file.FileName, Convert.ToBase64String(memory.ToArray()));
    }
}
