using System.Text.RegularExpressions;

namespace Jiuji.Tidy.Tests;

/// <summary>Personal text is opened in one place, so that nothing can show it without passing there (D5, T30).</summary>
public partial class PersonalDoorTests
{
    private const string Door = "src/Matching/Consents/PersonalView.cs";

    [Fact]
    [Trait("rule", "D5")]
    public void Only_one_file_opens_what_is_sealed()
    {
        var opening = SourceFile.In("src").Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal) && file.Lines.Any(line => Opens().IsMatch(line))).Select(file => file.Path);
        Assert.Equal([Door], opening);
    }

    [Fact]
    public void No_page_holds_the_vault_and_a_sealed_field_together() => Offenders.None(
        from file in SourceFile.In("src/Web")
        where file.Path.EndsWith(".cshtml", StringComparison.Ordinal)
        from i in Enumerable.Range(0, file.Lines.Count)
        where file.Lines[i].Contains("Sealed", StringComparison.Ordinal)
        select file.At(i));

    [Fact]
    public void The_pattern_finds_an_opening() => Assert.All(
        (string[])["vault.Open(person.NameSealed, context)", "this.vault.Open(box", "Vault.Open(box"], line => Assert.Matches(Opens(), line));

    [GeneratedRegex(@"\b[vV]ault\s*\.\s*Open\s*\(|PersonalVault\s+\w+\s*\)\s*=>\s*\w+\.Open\(")]
    private static partial Regex Opens();
}
