using System.Text.RegularExpressions;

namespace Jiuji.Tidy.Tests;

/// <summary>Words that have no place in what we commit. The patterns are written so that this file does not offend against itself.</summary>
public partial class WordingTests
{
    /// <summary>Names of XML vocabularies and of examples; anything else on the net is somebody's server, which a clone does not depend on.</summary>
    private static readonly HashSet<string> Vocabularies = ["schemas.openxmlformats.org", "www.w3.org", "schemas.microsoft.com", "json-schema.org", "openreferral.org", "spec.openapis.org"];

    [Fact]
    public void Nothing_is_left_for_later() => Nobody(Later(), SourceFile.All);

    [Fact]
    public void No_test_is_skipped() => Nobody(Skipped(), SourceFile.CSharp);

    [Fact]
    public void The_time_comes_from_the_clock_that_is_passed_in() => Nobody(OwnClock(), SourceFile.CSharp);

    [Fact]
    public void No_test_waits_for_time_to_pass() =>
        Nobody(Waiting(), SourceFile.CSharp.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal) || file.Path.StartsWith("e2e/", StringComparison.Ordinal)));

    [Fact]
    public void No_warning_is_silenced_in_a_source() => Nobody(Silenced(), SourceFile.CSharp);

    [Fact]
    public void No_path_of_anybodys_machine_is_named() => Nobody(MachinePath(), SourceFile.All);

    [Fact]
    public void No_server_of_anybody_is_named()
    {
        var offenders =
            from file in SourceFile.All
            from i in Enumerable.Range(0, file.Lines.Count)
            from Match address in Address().Matches(file.Lines[i])
            let host = address.Groups["host"].Value
            where host.Contains('.', StringComparison.Ordinal) && !host.StartsWith("127.", StringComparison.Ordinal)
                && !Vocabularies.Contains(host) && !ReservedName().IsMatch(host)
            select file.At(i);
        Offenders.None(offenders);
    }

    [Theory]
    [InlineData("// TO" + "DO later")]
    [InlineData("FIX" + "ME")]
    public void The_pattern_for_things_left_for_later_finds_them(string line) => Assert.Matches(Later(), line);

    [Fact]
    public void The_other_patterns_find_what_they_look_for()
    {
        Assert.Matches(OwnClock(), "var now = DateTime" + ".UtcNow;");
        Assert.Matches(OwnClock(), "DateTimeOffset" + ".Now");
        Assert.Matches(Skipped(), "[Fact(Ski" + "p = \"flaky\")]");
        Assert.Matches(Waiting(), "await Task" + ".Delay(100);");
        Assert.Matches(MachinePath(), "cd /ho" + "me/somebody");
        Assert.Matches(Silenced(), "#pragma warn" + "ing disable CA1707");
        Assert.Matches(Address(), "see htt" + "ps://registry.example.com/v3");
    }

    private static void Nobody(Regex forbidden, IEnumerable<SourceFile> files)
    {
        var looked = files.ToList();
        Assert.NotEmpty(looked);
        Offenders.None(looked.SelectMany(file => Enumerable.Range(0, file.Lines.Count).Where(i => forbidden.IsMatch(file.Lines[i])).Select(file.At)));
    }

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K)\b|NotImpl[e]mentedException")]
    private static partial Regex Later();

    [GeneratedRegex(@"\bSk[i]p\s*=\s*""")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"\bDate(Time|TimeOffset)\.(Now|UtcNow|Today)\b")]
    private static partial Regex OwnClock();

    [GeneratedRegex(@"\b(Thread\.Sl[e]ep|Task\.De[l]ay)\b")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"#pragma warn[i]ng disable|\[(assembly:\s*)?Suppress[M]essage")]
    private static partial Regex Silenced();

    [GeneratedRegex(@"(?<![\w.~})])/(ho[m]e|ro[o]t|wo[r]k|Us[e]rs)/\w|\b[C]:\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"htt[p]s?://(?<host>[A-Za-z0-9.-]+)")]
    private static partial Regex Address();

    /// <summary>RFC 2606: names that belong to nobody.</summary>
    [GeneratedRegex(@"(^|\.)example(\.(com|org|net))?$|\.(test|invalid|localhost)$")]
    private static partial Regex ReservedName();
}
