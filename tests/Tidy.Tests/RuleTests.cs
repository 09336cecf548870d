namespace Jiuji.Tidy.Tests;

/// <summary>docs/rules.md: which test shows which clause.</summary>
public class RuleTests
{
    [Fact]
    public void The_page_of_rules_and_their_tests_is_current()
    {
        var path = RepositoryRoot.At("docs/rules.md");
        var page = RuleBook.Page(RuleBook.Clauses(), RuleBook.Proofs());
        if (Environment.GetEnvironmentVariable("JIUJI_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == page, "docs/rules.md is out of date: ./test --write-docs Rule writes it.");
    }

    [Fact]
    public void A_test_claims_no_rule_that_the_list_of_clauses_does_not_know()
    {
        var proofs = RuleBook.Proofs();
        Assert.True(proofs.Count > 50, $"Only {proofs.Count} rules have tests: the search is at fault.");
        Offenders.None(proofs.Select(proof => proof.Key).Except(RuleBook.Clauses().Select(clause => clause.Id)).Order());
    }
}
