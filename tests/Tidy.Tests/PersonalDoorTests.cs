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
        var opening =
            from file in SourceFile.In("src")
            where file.Path.EndsWith(".cs", StringComparison.Ordinal) && file.Lines.Any(line => Opens().IsMatch(line) && !OfAMachine().IsMatch(line))
            select file.Path;
        Assert.Equal([Door], opening);
    }

    [Fact]
    public void No_page_touches_a_sealed_field() => Offenders.None(
        from file in SourceFile.In("src/Web")
        where file.Path.EndsWith(".cshtml", StringComparison.Ordinal)
        from i in Enumerable.Range(0, file.Lines.Count)
        where SealedField().IsMatch(file.Lines[i])
        select file.At(i));

    [Fact]
    public void The_pattern_finds_an_opening() => Assert.All(
        (string[])["vault.Open(person.NameSealed, context)", "this.vault.Open(box", "Vault.Open(box"], line => Assert.Matches(Opens(), line));

    [GeneratedRegex(@"\b(?:Name|IdNumber|Phone|Account|Address|Hint)Sealed\b")]
    private static partial Regex SealedField();

    /// <summary>The secret of a user's own authenticator or of a subscription is nobody's personal text.</summary>
    [GeneratedRegex(@"Authenticator\.Context\(|WebhookSubscription\.SecretContext\(")]
    private static partial Regex OfAMachine();

    [GeneratedRegex(@"\b[vV]ault\s*\.\s*Open\s*\(|PersonalVault\s+\w+\s*\)\s*=>\s*\w+\.Open\(")]
    private static partial Regex Opens();
}
