using System.Text.RegularExpressions;

namespace Jiuji.Tidy.Tests;

/// <summary>A member of a closed list of the reserve fund, as tests write it: its list and its name.</summary>
public sealed record NamedRule(string List, string Member)
{
    public override string ToString() => $"{List}.{Member}";
}

/// <summary>
/// Which test shows which block, alarm, reason of the gate and posting of the reserve fund: read from the tests' sources. A test is named as the sentence that it
/// proves; it shows a member of a closed list where it names it between its attributes and its end.
/// </summary>
public static partial class NamedRules
{
    private const int Postings = 40;
    private const string Fund = "src/Ledger/ReserveFunds/";

    private static readonly (string List, string File)[] Lists =
        [("FundRefusal", Fund + "FundRefusal.cs"), ("AlarmKind", Fund + "Decisions/Alarms.cs"), ("GateReasonKind", Fund + "Decisions/GateDecision.cs")];

    public static IReadOnlyList<NamedRule> All() => [.. Lists.SelectMany(list => Members(list.List, list.File).Select(member => new NamedRule(list.List, member)))];

    /// <summary>Each test's name by what it shows.</summary>
    public static ILookup<NamedRule, string> Shown() => Tests().SelectMany(test => Mention().Matches(test.Text)
        .Select(named => (Rule: new NamedRule(named.Groups["list"].Value, named.Groups["member"].Value), test.Name))).Distinct().ToLookup(shown => shown.Rule, shown => shown.Name);

    /// <summary>Rows 1 to 40 of the posting rules that no test is named after.</summary>
    public static IEnumerable<int> PostingsWithoutTest()
    {
        var names = Tests().Select(test => test.Name).ToList();
        return Enumerable.Range(1, Postings).Where(row => !names.Exists(name => name.StartsWith($"Row_{row:00}_", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Members(string list, string path)
    {
        var text = string.Join('\n', SourceFile.All.Single(file => file.Path == path).Lines);
        var body = Regex.Match(text, $@"enum {list}\s*\{{(?<body>.*?)\n\}}", RegexOptions.Singleline).Groups["body"].Value;
        return Member().Matches(body).Select(member => member.Groups["name"].Value);
    }

    private static IEnumerable<(string Name, string Text)> Tests() =>
        SourceFile.CSharp.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal) || file.Path.StartsWith("e2e/", StringComparison.Ordinal)).SelectMany(Tests);

    /// <summary>From the first attribute to the brace or the blank line that ends the method.</summary>
    private static IEnumerable<(string Name, string Text)> Tests(SourceFile file)
    {
        for (var at = 0; at < file.Lines.Count; at++)
        {
            if (!Begins().IsMatch(file.Lines[at]))
            {
                continue;
            }

            var first = at;
            while (!Declared().IsMatch(file.Lines[at]))
            {
                at++;
            }

            var name = Declared().Match(file.Lines[at]).Groups["name"].Value;
            var end = file.Lines.Skip(at + 1).Take(2).Contains("    {") ? "    }" : "";
            while (at < file.Lines.Count && !(end.Length > 0 ? file.Lines[at].StartsWith(end, StringComparison.Ordinal) : string.IsNullOrWhiteSpace(file.Lines[at])))
            {
                at++;
            }

            yield return (name, string.Join('\n', file.Lines.Skip(first).Take(at - first)));
        }
    }

    [GeneratedRegex(@"^\s*\[(Fact|Theory)")]
    private static partial Regex Begins();

    [GeneratedRegex(@"^\s*public (?:async |static )*[\w<>]+ (?<name>\w+)")]
    private static partial Regex Declared();

    [GeneratedRegex(@"\b(?<list>FundRefusal|AlarmKind|GateReasonKind)\.(?<member>\w+)\b")]
    private static partial Regex Mention();

    [GeneratedRegex(@"^    (?<name>\w+),", RegexOptions.Multiline)]
    private static partial Regex Member();
}
