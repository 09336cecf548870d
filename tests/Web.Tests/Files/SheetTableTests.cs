using System.Globalization;
using System.Text;
using Jiuji.Web.Files;
using Xunit;

namespace Jiuji.Web.Tests.Files;

public sealed class SheetTableTests
{
    sealed record Supply(string Name, long Quantity, long? Fen, DateOnly? Until, string? Kind, bool Perishable);

    static readonly SheetColumn<string> Name = SheetColumn.Text(["名称", "Name", "物资名称"], 10, required: true);
    static readonly SheetColumn<long> Quantity = SheetColumn.Whole(["数量", "Quantity"], 1, 100_000, required: true);
    static readonly SheetColumn<long> Price = SheetColumn.Yuan(["单价", "Price"], 1, 100_000_00);
    static readonly SheetColumn<DateOnly> Until = SheetColumn.Day(["有效期至", "Valid until"], new(2026, 1, 1), new(2030, 12, 31));
    static readonly SheetColumn<string> Kind = SheetColumn.Choice<string>(["类别", "Kind"], [new("food", "FOOD", "食品"), new("care", "CARE", "照护服务")]);
    static readonly SheetColumn<bool> Perishable = SheetColumn.YesNo(["易腐", "Perishable"]);
    static readonly SheetColumn<string> Id = SheetColumn.CitizenId(["身份证号", "ID number"], (string text, out string id) => (id = text).Length == 18);

    static readonly SheetTable<Supply> Table = new([Name, Quantity, Price, Until, Kind, Perishable, Id], row => new(
        row.Get(Name), row.Get(Quantity), row.FindValue(Price), row.FindValue(Until), row.Find(Kind), row.GetOr(Perishable, false)))
    {
        Key = [Name],
    };

    static SheetReading<Supply> Read(string csv, SheetLimits? limits = null) =>
        Table.Read(SheetReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "表.csv", limits));

    static SheetReading<Supply> Read(Workbook workbook) => Table.Read(SheetReader.Read(workbook.Stream(), "表.xlsx"));

    static string Told(SheetProblem problem) =>
        $"{problem.Row} {problem.Column} {problem.Heading} {problem.Code} {string.Join('|', problem.Arguments)}".Trim();

    [Fact]
    public void A_table_is_found_below_a_title_in_any_order_of_columns_under_any_known_heading()
    {
        var reading = Read("池州市物资台账,,,\n备注,*数量：,NAME,单价（元）\n好,３,大米,￥1,\n");
        Assert.Equal(new Supply("大米", 3, 100, null, null, false), Assert.Single(reading.Rows).Value);
        Assert.Equal(3, reading.Rows[0].Number);
        Assert.Empty(reading.Problems);
        Assert.Equal("2 A 备注 ColumnIgnored 备注", Told(Assert.Single(reading.Notices)));
    }

    [Fact]
    public void Every_problem_of_every_row_is_told_with_row_column_and_heading()
    {
        var reading = Read("""
            名称,数量,单价,有效期至,类别,易腐,身份证号
            大米,-5,1.005,03/04/2026,饮料,也许,123
            ,三袋,12,34,食品品,是,
            油,2.5,一百,2026-02-30,照护服务,否,
            面,999999999,1,2026-12-31,CARE,1,
            大米,1,,,,,
            盐,1,9,2025-12-31,,,
            """);
        Assert.Equal(
        [
            "2 B 数量 OutOfRange -5|1|100000",
            "2 C 单价 SurplusDecimals 1.005",
            "2 D 有效期至 DateAmbiguous 03/04/2026",
            "2 E 类别 CodeUnknown 饮料",
            "2 F 易腐 NotYesOrNo 也许",
            "2 G 身份证号 CitizenIdWrong",
            "3 A 名称 ValueMissing",
            "3 B 数量 NotANumber 三袋",
            "3 D 有效期至 NotADate 34",
            "3 E 类别 CodeMisspelt 食品品|食品",
            "4 B 数量 NotWhole 2.5",
            "4 C 单价 NotAnAmount 一百",
            "4 D 有效期至 NotADate 2026-02-30",
            "5 B 数量 OutOfRange 999999999|1|100000",
            "6 A 名称 KeyTwice 表.csv|2",
            "7 D 有效期至 OutOfRange 2025-12-31|2026-01-01|2030-12-31",
        ], reading.Problems.Select(Told));
        Assert.Empty(reading.Rows);
    }

    [Fact]
    public void Good_rows_are_returned_beside_the_problems_of_the_others()
    {
        var reading = Read("名称,数量\n大米,5\n油,x\n");
        Assert.Equal("大米", Assert.Single(reading.Rows).Value.Name);
        Assert.Equal("3 B 数量 NotANumber x", Told(Assert.Single(reading.Problems)));
    }

    [Fact]
    public void Wrong_headings_are_named_with_the_nearest_right_one_and_no_row_is_read_without_a_required_column()
    {
        var reading = Read("名称,数里,有效期,联系人\n大米,3,x,y\n");
        Assert.Equal(
        [
            "1 B 数里 HeadingMisspelt 数里|数量",
            "1 C 有效期 HeadingMisspelt 有效期|有效期至",
            "1  数量 HeadingMissing 数量 / Quantity",
        ], reading.Problems.Select(Told));
        Assert.Equal("1 D 联系人 ColumnIgnored 联系人", Told(Assert.Single(reading.Notices)));
        Assert.Empty(reading.Rows);
    }

    [Fact]
    public void A_sheet_with_none_of_the_headings_says_which_ones_are_expected()
    {
        Assert.Equal(["HeadingMissing 名称 / Name / 物资名称", "HeadingMissing 数量 / Quantity"],
            Read("甲,乙\n1,2\n").Problems.Select(problem => $"{problem.Code} {problem.Arguments[0]}"));
    }

    [Fact]
    public void A_heading_twice_is_a_problem_since_nobody_knows_which_one_counts()
    {
        Assert.Equal("1 C 物资名称 HeadingTwice 物资名称", Told(Assert.Single(Read("名称,数量,物资名称\n大米,1,油\n").Problems)));
    }

    [Fact]
    public void An_amount_in_ten_thousands_of_yuan_is_not_taken_for_yuan()
    {
        Assert.Contains(Read("名称,数量,单价(万元)\n大米,1,2\n").Problems, problem => problem.Code == SheetProblemCode.HeadingMisspelt);
    }

    [Fact]
    public void A_column_of_the_senders_own_is_not_taken_for_an_optional_one_that_is_missing()
    {
        var reading = Read("名称,数量,单位\n大米,1,袋\n");
        Assert.Empty(reading.Problems);
        Assert.Equal("1 C 单位 ColumnIgnored 单位", Told(Assert.Single(reading.Notices)));
    }

    [Fact]
    public void Headings_without_rows_are_a_problem()
    {
        Assert.Equal(SheetProblemCode.NoRows, Assert.Single(Read("名称,数量\n").Problems).Code);
    }

    [Fact]
    public void Merged_cells_among_the_rows_are_named_and_a_merged_title_is_not()
    {
        var rows = Workbook.Row("台账") + Workbook.Row("名称", "数量") + Workbook.Row("大米", "1") + Workbook.Row("油", "1");
        const string Merges = "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"B3:B4\"/></mergeCells>";
        Assert.Equal("3 B  MergedCells B3:B4", Told(Assert.Single(Read(new Workbook().Sheet("甲", rows, after: Merges)).Problems)));
    }

    [Fact]
    public void Sheets_of_the_same_shape_are_read_together_and_others_are_named()
    {
        var reading = Read(new Workbook()
            .Sheet("填表说明", Workbook.Row("请逐行填写"))
            .Sheet("一月", Workbook.Row("名称", "数量") + Workbook.Row("大米", "1"))
            .Sheet("二月", Workbook.Row("名称", "数量") + Workbook.Row("油", "1") + Workbook.Row("大米", "2")));
        Assert.Equal([("一月", 2), ("二月", 2)], reading.Rows.Select(row => (row.Sheet, row.Number)));
        Assert.Equal("3 A 名称 KeyTwice 一月|2", Told(Assert.Single(reading.Problems)));
        Assert.Equal("填表说明", Assert.Single(reading.Notices).Sheet);
    }

    [Fact]
    public void A_long_list_of_problems_is_cut_and_the_rest_counted()
    {
        var csv = "名称,数量\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"n{i},x\n"));
        var problems = Read(csv, new SheetLimits { Problems = 10 }).Problems;
        Assert.Equal(11, problems.Count);
        Assert.Equal("MoreProblems 40", Told(problems[^1]));
    }

    [Fact]
    public void A_file_that_could_not_be_read_brings_its_own_problem()
    {
        Assert.Equal(SheetProblemCode.FileEmpty, Assert.Single(Read("").Problems).Code);
    }

    [Theory]
    [InlineData("1,234.50", 123450)]
    [InlineData("¥1,234.5", 123450)]
    [InlineData("￥１，２３４．５０", 123450)]
    [InlineData("１２元", 1200)]
    [InlineData("人民币 12.30 元", 1230)]
    [InlineData("\u00A01\u3000234.5", 123450)]
    [InlineData("1.500", 150)]
    [InlineData("0.01", 1)]
    public void An_amount_is_read_as_people_write_it(string text, long fen)
    {
        Assert.Equal(fen, Value(Price, text));
    }

    [Theory]
    [InlineData("1,23", SheetProblemCode.NotAnAmount)]
    [InlineData("12,34,567", SheetProblemCode.NotAnAmount)]
    [InlineData("1e3", SheetProblemCode.NotAnAmount)]
    [InlineData("3万", SheetProblemCode.NotAnAmount)]
    [InlineData("$5", SheetProblemCode.NotAnAmount)]
    [InlineData("0.001", SheetProblemCode.SurplusDecimals)]
    [InlineData("-1", SheetProblemCode.OutOfRange)]
    [InlineData("0", SheetProblemCode.OutOfRange)]
    [InlineData("99999999999999999999999999999", SheetProblemCode.NotAnAmount)]
    public void An_amount_that_could_mean_something_else_is_refused(string text, SheetProblemCode code)
    {
        Assert.Equal(code, Problem(Price, text));
    }

    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("2026/11/21")]
    [InlineData("2026.11.21")]
    [InlineData("20261121")]
    [InlineData("2026年11月21日")]
    [InlineData("２０２６－１１－２１")]
    [InlineData("2026-11-21 10:30")]
    public void A_day_is_read_year_first_in_every_usual_form(string text)
    {
        Assert.Equal(new DateOnly(2026, 11, 21), Value(Until, text));
    }

    [Theory]
    [InlineData("2026-1-5", "2026-01-05")]
    [InlineData("2026年3月4日", "2026-03-04")]
    public void A_day_may_leave_off_its_zeros(string text, string day)
    {
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), Value(Until, text));
    }

    [Theory]
    [InlineData("03/04/2026", SheetProblemCode.DateAmbiguous)]
    [InlineData("21-11-2026", SheetProblemCode.DateAmbiguous)]
    [InlineData("3/4/26", SheetProblemCode.DateAmbiguous)]
    [InlineData("2026-11/21", SheetProblemCode.NotADate)]
    [InlineData("2026111", SheetProblemCode.NotADate)]
    [InlineData("46347", SheetProblemCode.NotADate)]
    [InlineData("2026-13-01", SheetProblemCode.NotADate)]
    [InlineData("2026年11月", SheetProblemCode.NotADate)]
    public void A_day_that_has_to_be_guessed_is_refused(string text, SheetProblemCode code)
    {
        Assert.Equal(code, Problem(Until, text));
    }

    [Fact]
    public void A_bare_number_in_a_date_column_is_a_day_without_its_format()
    {
        const string Row = "<row><c t=\"inlineStr\"><is><t>大米</t></is></c><c><v>3</v></c><c><v>46347</v></c></row><row><c t=\"inlineStr\"><is><t>油</t></is></c><c><v>3</v></c><c><v>20261121</v></c></row>";
        var reading = Read(new Workbook().Sheet("甲", Workbook.Row("名称", "数量", "有效期至") + Row));
        Assert.Empty(reading.Problems);
        Assert.All(reading.Rows, row => Assert.Equal(new DateOnly(2026, 11, 21), row.Value.Until));
    }

    [Theory]
    [InlineData("food", "food")]
    [InlineData("ＦＯＯＤ", "food")]
    [InlineData("照护服务", "care")]
    public void A_choice_is_named_by_code_or_name(string text, string value)
    {
        Assert.Equal(value, Value(Kind, text));
    }

    [Theory]
    [InlineData("是", true)]
    [InlineData("ｙ", true)]
    [InlineData("1", true)]
    [InlineData("否", false)]
    [InlineData("N", false)]
    [InlineData("0", false)]
    public void Yes_and_no_are_read_in_their_usual_signs(string text, bool value)
    {
        Assert.Equal(value, Value(Perishable, text));
    }

    [Fact]
    public void Text_keeps_its_own_punctuation_and_loses_what_cannot_be_seen()
    {
        Assert.Equal("米（５kg），A1".Replace('５', '5'), Value(Name, "\u200B 米（５ｋｇ），Ａ１\u3000\uFEFF"));
        Assert.Equal("东至 县", Value(Name, "东至\u00A0\u3000 县"));
    }

    static object? Value(SheetColumn column, string text)
    {
        var reading = column.Read(SheetCell.OfText(text, SheetLimits.Default));
        Assert.Null(reading.Problem);
        return reading.Value;
    }

    static SheetProblemCode? Problem(SheetColumn column, string text) =>
        column.Read(SheetCell.OfText(text, SheetLimits.Default)).Problem;
}
