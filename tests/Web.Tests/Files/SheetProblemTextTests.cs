using System.Globalization;
using Jiuji.Web.Files;
using Xunit;

namespace Jiuji.Web.Tests.Files;

public sealed class SheetProblemTextTests
{
    static readonly CultureInfo Chinese = new("zh-CN");
    static readonly CultureInfo English = new("en");

    [Fact]
    public void A_problem_names_sheet_row_and_column_in_both_languages()
    {
        var problem = new SheetProblem("供给", 7, "C", "数量", SheetProblemCode.OutOfRange, ["-5", "1", "100"]);
        Assert.Equal("“供给”，第 7 行，C 列“数量”：“-5”应在 1 到 100 之间。", SheetProblemText.Of(problem, Chinese));
        Assert.Equal("\"供给\", row 7, column C \"数量\": \"-5\" must lie between 1 and 100.", SheetProblemText.Of(problem, English));
    }

    [Fact]
    public void What_is_not_known_of_the_place_is_left_out()
    {
        Assert.Equal("“a.xlsx”：文件是空的。", SheetProblemText.Of(SheetProblem.OfFile("a.xlsx", SheetProblemCode.FileEmpty), Chinese));
        var merged = new SheetProblem("供给", 3, "B", null, SheetProblemCode.MergedCells, ["B3:B4"]);
        Assert.StartsWith("\"供给\", row 3, column B: Cells B3:B4", SheetProblemText.Of(merged, English), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_code_has_a_sentence_in_both_languages()
    {
        foreach (var code in Enum.GetValues<SheetProblemCode>())
        {
            var problem = SheetProblem.OfSheet("s", code, "{x}", "y", "z");
            Assert.Contains(SheetProblemText.Of(problem, Chinese), c => c >= '一');
            Assert.DoesNotContain(SheetProblemText.Of(problem, English), c => c >= '一');
        }
    }
}
