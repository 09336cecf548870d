using System.Text.RegularExpressions;

namespace Jiuji.Tidy.Tests;

/// <summary>docs/glossary.md speaks of the product as it is.</summary>
public partial class GlossaryTests
{
    [Fact]
    public void Every_code_name_of_the_glossary_is_a_word_of_the_sources()
    {
        var glossary = SourceFile.All.Single(file => file.Path == "docs/glossary.md");
        var names = glossary.Lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[3])
            .SelectMany(cell => CodeName().Matches(cell).Select(name => name.Groups["name"].Value)).SelectMany(name => name.Split('.')).Distinct().ToList();
        Assert.True(names.Count > 50, $"Only {names.Count} names were read from the glossary.");
        var words = SourceFile.In("src").SelectMany(file => file.Lines).SelectMany(line => Word().Matches(line).Select(word => word.Value)).ToHashSet();
        Offenders.None(names.Where(name => !words.Contains(name)));
    }

    [GeneratedRegex("`(?<name>[A-Za-z.]+)`")]
    private static partial Regex CodeName();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();
}
