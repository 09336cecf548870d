using System.Text.RegularExpressions;
using Jiuji.Testing;

namespace Jiuji.Stories;

/// <summary>Every page there is, by the pattern of its address: as the table in docs/security.md names them, which a test keeps true.</summary>
public static partial class SitePages
{
    private static readonly Lazy<IReadOnlyList<(string Pattern, Regex Address)>> Read = new(() =>
        [.. Row().Matches(File.ReadAllText(RepositoryRoot.At("docs/security.md"))).Select(row => row.Groups["pattern"].Value).Distinct()
            .OrderBy(pattern => pattern.Count(letter => letter == '{')).Select(pattern => (pattern, new Regex($"^{Parameter().Replace(pattern, "[^/]+")}$")))]);

    public static IEnumerable<string> Patterns => Read.Value.Select(page => page.Pattern);

    /// <summary>The page that answers at an address; null for what is no page: a file, a program's entrance.</summary>
    public static string? PatternOf(string path) => Read.Value.FirstOrDefault(page => page.Address.IsMatch(path)).Pattern;

    [GeneratedRegex(@"^\| `(?<pattern>/[^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
