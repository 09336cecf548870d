using Jiuji.Matching;

namespace Jiuji.Tidy.Tests;

/// <summary>The lifecycles of matching on paper are those of the machines; the reserve fund's stand in docs/lifecycles.md.</summary>
public class MatchingLifecyclesTests
{
    private const string Head = "# Lifecycles of matching\n\nMade from the state machines by a test. Lots, needs, matches, consents, organisations and societies.\n\n";

    [Fact]
    public void The_page_of_matchings_lifecycles_is_current()
    {
        var path = RepositoryRoot.At("docs/lifecycles-matching.md");
        var page = Head + MatchingLifecycles.Markdown();
        if (Environment.GetEnvironmentVariable("JIUJI_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == page, "docs/lifecycles-matching.md is out of date: ./test --write-docs Lifecycles writes it.");
    }
}
