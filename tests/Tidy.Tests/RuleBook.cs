using System.Text;
using System.Text.RegularExpressions;

namespace Jiuji.Tidy.Tests;

/// <summary>A rule or a trap as docs/rule-clauses.csv states it.</summary>
public sealed record Clause(string Id, string Source, string Says);

/// <summary>Which test shows which rule: read from the traits in the tests' sources, so that it needs no build of them.</summary>
public static partial class RuleBook
{
    public static IReadOnlyList<Clause> Clauses() =>
        [.. File.ReadLines(RepositoryRoot.At("docs/rule-clauses.csv")).Skip(1).Select(line => line.Split(',', 3)).Select(cells => new Clause(cells[0], cells[1], cells[2].Trim('"')))];

    /// <summary>The names of tests by the id of the rule or trap that they show.</summary>
    public static ILookup<string, string> Proofs() =>
        SourceFile.CSharp.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal) || file.Path.StartsWith("e2e/", StringComparison.Ordinal))
            .SelectMany(Proofs).Distinct().ToLookup(proof => proof.Id, proof => proof.Test);

    /// <summary>The rule book as a page: every clause, and the tests that show it.</summary>
    public static string Page(IEnumerable<Clause> clauses, ILookup<string, string> proofs)
    {
        var page = new StringBuilder("""
            # Rules and the tests that show them

            Written by `./test --write-docs Rule` from `docs/rule-clauses.csv` and from the `rule` and `trap` traits of the tests; a test keeps it current.
            A rule without a test is one that nothing here proves yet.


            """);
        foreach (var part in clauses.GroupBy(clause => Heading(clause.Id)))
        {
            page.Append($"## {part.Key}\n\n| Id | From | What it asks | Shown by |\n|---|---|---|---|\n");
            foreach (var clause in part)
            {
                var tests = proofs[clause.Id].Order(StringComparer.Ordinal).Select(test => test.Replace('_', ' '));
                page.Append($"| {clause.Id} | {clause.Source} | {clause.Says} | {string.Join("<br>", tests)} |\n");
            }

            page.Append('\n');
        }

        return page.ToString().TrimEnd() + "\n";
    }

    private static string Heading(string id) => id[0] switch
    {
        'A' => "People and classification",
        'B' => "Monitoring and data exchange",
        'C' => "Discovery",
        'D' => "Supply and matching",
        'E' => "Mutual-aid societies",
        'F' => "Temporary aid and the township reserve fund",
        'G' => "Integrity of funds",
        'J' => "Stations, staff, offices",
        'M' => "Practice of mutual-aid societies",
        'R' => "National rules",
        'T' => "Traps that real systems fell into",
        'X' => "Findings of audits",
        _ => throw new InvalidDataException($"docs/rule-clauses.csv: {id} belongs to no part."),
    };

    private static IEnumerable<(string Id, string Test)> Proofs(SourceFile file)
    {
        var ids = new List<string>();
        foreach (var line in file.Lines)
        {
            ids.AddRange(Trait().Matches(line).Select(trait => trait.Groups["id"].Value));
            var declared = Declaration().Match(line);
            if (declared.Success)
            {
                foreach (var id in ids)
                {
                    yield return (id, declared.Groups["name"].Value);
                }

                ids.Clear();
            }
        }
    }

    [GeneratedRegex("""\bTrait\("(rule|trap)", "(?<id>\w+)"\)""")]
    private static partial Regex Trait();

    /// <summary>A test method, or a class whose tests all show the rule.</summary>
    [GeneratedRegex(@"^\s*public (?:async |sealed |abstract |partial |static |virtual )*(?:class |[\w<>]+ )(?<name>\w+)")]
    private static partial Regex Declaration();
}
