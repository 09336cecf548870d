using System.Text.RegularExpressions;

namespace Jiuji.Tidy.Tests;

/// <summary>A folder listing is the glossary: names that could stand for anything stand for nothing.</summary>
public partial class NameTests
{
    private static readonly string[] Code = ["src", "lib", "tests", "e2e", "bench"];

    [Fact]
    public void No_folder_has_a_name_that_could_hold_anything()
    {
        var offenders = Code.SelectMany(SourceFile.In).Select(file => file.Path)
            .Where(path => path.Split('/')[..^1].Any(folder => Anything().IsMatch(folder)));
        Offenders.None(offenders);
    }

    [Fact]
    public void No_type_has_a_name_that_could_do_anything()
    {
        var offenders =
            from file in SourceFile.CSharp
            from i in Enumerable.Range(0, file.Lines.Count)
            let declared = Declaration().Match(file.Lines[i])
            where declared.Success && Anything().IsMatch(LastWord().Match(declared.Groups["name"].Value).Value)
            select file.At(i);
        Offenders.None(offenders);
    }

    [Theory]
    [InlineData("public sealed class PaymentHelper", true)]
    [InlineData("internal static class DateUtils", true)]
    [InlineData("public sealed record RepositoryRoot(string Path)", false)]
    public void The_pattern_judges_the_last_word_of_a_name(string line, bool offends) =>
        Assert.Equal(offends, Anything().IsMatch(LastWord().Match(Declaration().Match(line).Groups["name"].Value).Value));

    [GeneratedRegex("^(Common|Core|Helpers?|Utils?|Utilities|Managers?|Repository|Repositories|Misc)$")]
    private static partial Regex Anything();

    [GeneratedRegex(@"^\s*(?:\w+\s+)*(?:class|record|struct|interface|enum)\s+(?:struct\s+|class\s+)?(?<name>[A-Z]\w*)")]
    private static partial Regex Declaration();

    [GeneratedRegex("[A-Z][a-z0-9]*$")]
    private static partial Regex LastWord();
}
