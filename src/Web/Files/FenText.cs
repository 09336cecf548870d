using System.Globalization;

namespace Jiuji.Web.Files;

/// <summary>Fen as plain yuan for files: always two decimals, a point, no grouping.</summary>
static class FenText
{
    internal static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
