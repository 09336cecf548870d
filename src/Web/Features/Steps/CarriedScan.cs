using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Files;

namespace Jiuji.Web.Features.Steps;

/// <summary>
/// A command that may bring the paper it rests on, as a photo or scan. The file is then kept as the step's document under the hash of its content; without one the
/// record itself is kept, as text.
/// </summary>
public interface ICarriesScan
{
    /// <summary>The file's name; empty for no file.</summary>
    string ScanName { get; }

    /// <summary>The file's content in Base64; empty for no file.</summary>
    string Scan { get; }
}

/// <summary>The file that a command carries, once it has been looked at.</summary>
public static class CarriedScan
{
    /// <summary>The scan, or null where the command brings none.</summary>
    public static Scan? Of(object command) => command is ICarriesScan { Scan.Length: > 0 } carrier ? FormScan.Parse(carrier.ScanName, carrier.Scan) : null;

    public static bool IsNoneOrReadable(string base64) => base64.Length == 0 || FormScan.Parse("", base64) is not null;
}
