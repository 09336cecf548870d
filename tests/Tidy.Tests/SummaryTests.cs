using System.Text.RegularExpressions;

namespace Jiuji.Tidy.Tests;

/// <summary>The modules' public types say what they promise.</summary>
public partial class SummaryTests
{
    [Theory]
    [InlineData("src/Ledger")]
    [InlineData("src/Matching")]
    public void Every_public_type_says_what_it_promises(string module)
    {
        var files = SourceFile.In(module).Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).ToList();
        Assert.True(files.Sum(file => file.Lines.Count(line => PublicType().IsMatch(line))) > 20, "The search finds no types.");
        Offenders.None(files.SelectMany(file => Enumerable.Range(0, file.Lines.Count).Where(i => IsSilent(file, i)).Select(file.At)));
    }

    private static bool IsSilent(SourceFile file, int line)
    {
        if (!PublicType().IsMatch(file.Lines[line]))
        {
            return false;
        }

        var above = line - 1;
        while (above >= 0 && file.Lines[above].StartsWith('['))
        {
            above--;
        }

        return above < 0 || !file.Lines[above].StartsWith("///", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^public (?:\w+ )*(?:class|record|struct|interface|enum) ")]
    private static partial Regex PublicType();
}
