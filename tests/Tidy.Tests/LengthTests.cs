namespace Jiuji.Tidy.Tests;

/// <summary>A long file is long because it is complete, and then it stands here with its reason.</summary>
public class LengthTests
{
    private const int MostLines = 400;

    private static readonly Dictionary<string, string> Complete = new()
    {
        ["tests/Ledger.Tests/ReserveFunds/PostingTests.cs"] = "every event of the reserve fund with its debit and credit: one table",
        ["bench/Flow/lemon/network_simplex.cpp"] = "the rival's own program",
    };

    [Fact]
    public void A_source_file_can_be_read_in_one_sitting()
    {
        var offenders = SourceFile.All
            .Where(file => Path.GetExtension(file.Path) is ".cs" or ".cshtml" or ".js" or ".cpp" && file.Lines.Count > MostLines && !Complete.ContainsKey(file.Path))
            .Select(file => $"{file.Path}: {file.Lines.Count} lines");
        Offenders.None(offenders);
    }

    [Fact]
    public void The_list_of_long_files_names_no_file_that_is_gone() => Offenders.None(Complete.Keys.Except(SourceFile.All.Select(file => file.Path)));
}
