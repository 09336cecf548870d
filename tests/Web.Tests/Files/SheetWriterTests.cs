using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Jiuji.Web.Files;
using Xunit;

namespace Jiuji.Web.Tests.Files;

public sealed class SheetWriterTests
{
    sealed record Payment(string? Name, long? Count, long? Fen, DateOnly? Day, DateTimeOffset? At, bool? Done);

    static readonly SheetFields<Payment> Fields = new SheetFields<Payment>()
        .Text("户主", row => row.Name).Whole("人数", row => row.Count).Yuan("金额（元）", row => row.Fen)
        .Day("日期", row => row.Day).Moment("记录时间", row => row.At).YesNo("完成", row => row.Done);

    static readonly Payment[] Rows =
    [
        new("张三", 3, 123450, new(2026, 11, 21), new(2026, 11, 20, 16, 30, 0, TimeSpan.Zero), true),
        new("=HYPERLINK(\"http://x\")", 0, -5, null, null, false),
        new(null, null, null, null, null, null),
        new(" <&>\u0001 ", 1, 100, new(1949, 10, 1), null, null),
    ];

    static MemoryStream Xlsx(string name = "发放")
    {
        var stream = new MemoryStream();
        SheetWriter.Xlsx(stream, name, Fields, Rows);
        stream.Position = 0;
        return stream;
    }

    [Fact]
    public void Xlsx_is_valid_to_the_open_xml_validator()
    {
        using var document = SpreadsheetDocument.Open(Xlsx("发放[2026]/十一月:这个名字比三十一个字还要长得多得多得多得多得多得多"), false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath} {error.Description}"));
        Assert.NotNull(document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Pane>().Single());
    }

    [Fact]
    public void Xlsx_reads_back_with_types()
    {
        var rows = SheetReader.Read(Xlsx(), "a.xlsx").Sheets.Single().Rows;
        Assert.Equal(["户主", "人数", "金额（元）", "日期", "记录时间", "完成"], rows[0].Cells.Select(cell => cell.Value));
        Assert.Equal(
        [
            new(SheetCellKind.Text, "张三"), new(SheetCellKind.Number, "3"), new(SheetCellKind.Number, "1234.5"),
            new(SheetCellKind.Date, "2026-11-21"), new(SheetCellKind.Date, "2026-11-21 00:30:00"), new SheetCell(SheetCellKind.Text, "是"),
        ], rows[1].Cells);
        Assert.Equal(new SheetCell(SheetCellKind.Text, "=HYPERLINK(\"http://x\")"), rows[2][0]);
        Assert.Equal("-0.05", rows[2][2].Value);
        Assert.Equal([1, 2, 3, 5], rows.Select(row => row.Number));
        Assert.Equal("1949-10-01", rows[3][3].Value);
    }

    [Fact]
    public void The_same_rows_give_the_same_bytes()
    {
        Assert.Equal(Xlsx().ToArray(), Xlsx().ToArray());
    }

    [Fact]
    public void Csv_begins_with_the_mark_that_excel_needs_and_never_with_a_formula()
    {
        var stream = new MemoryStream();
        SheetWriter.Csv(stream, Fields, Rows[..2]);
        Assert.Equal([0xEF, 0xBB, 0xBF], stream.ToArray()[..3]);
        Assert.Equal(
            "户主,人数,金额（元）,日期,记录时间,完成\r\n"
            + "张三,3,1234.50,2026-11-21,2026-11-21 00:30,是\r\n"
            + "\"'=HYPERLINK(\"\"http://x\"\")\",0,-0.05,,,否\r\n",
            Encoding.UTF8.GetString(stream.ToArray()[3..]));
        stream.Position = 0;
        Assert.Equal(Rows[1].Name, SheetReader.Read(stream, "a.csv").Sheets.Single().Rows[2][0].Value);
    }

    [Theory]
    [InlineData("=1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@x")]
    [InlineData("＝1")]
    [InlineData("\tx")]
    public void Text_that_begins_like_a_formula_is_disarmed_in_csv(string text)
    {
        var stream = new MemoryStream();
        SheetWriter.Csv(stream, new SheetFields<string>().Text("文字", row => row), [text]);
        Assert.Contains("'" + text, Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_takes_one_row_at_a_time()
    {
        var most = 0;
        IEnumerable<string> Count()
        {
            for (var i = 0; i < 1_000; i++)
                yield return (most = i).ToString(CultureInfo.InvariantCulture);
        }
        var seen = new List<int>();
        SheetWriter.Xlsx(new MemoryStream(), "数", new SheetFields<string>().Text("数", row => { seen.Add(most); return row; }), Count());
        Assert.Equal(Enumerable.Range(0, 1_000), seen);
    }
}
