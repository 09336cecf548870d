using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Jiuji.Web.Tests.Looks;

/// <summary>The two word files as they lie in the source tree.</summary>
static partial class WordsFiles
{
    public static readonly IReadOnlyDictionary<string, string> Chinese = Read("Words.resx");
    public static readonly IReadOnlyDictionary<string, string> English = Read("Words.en.resx");

    public static bool HasHan(string text) => Han().IsMatch(text);

    public static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(hole => hole.Value).Distinct().Order();

    static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(SourceTree.Web, "Language", file)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Hole();
}
