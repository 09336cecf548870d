namespace Jiuji.Tidy.Tests;

/// <summary>Each block, alarm, reason of the gate and posting of the reserve fund has a test whose name is the rule.</summary>
public class NamedRulesTests
{
    [Fact]
    public void Every_block_alarm_and_reason_of_the_gate_has_a_test_that_names_it()
    {
        var (rules, shown) = (NamedRules.All(), NamedRules.Shown());
        Assert.True(rules.Count > 70, $"Only {rules.Count} rules were found: the search is at fault.");
        Offenders.None(rules.Where(rule => !shown.Contains(rule)).Select(rule => $"{rule} has no test"));
    }

    [Fact]
    public void Every_posting_from_1_to_40_has_a_test_of_its_own() => Offenders.None(NamedRules.PostingsWithoutTest().Select(row => $"row {row} has no test"));

    [Fact]
    public void A_test_that_shows_a_block_is_named_as_a_sentence() =>
        Offenders.None(NamedRules.Shown().SelectMany(shown => shown).Distinct().Where(name => name.Count(letter => letter == '_') < 2));
}
