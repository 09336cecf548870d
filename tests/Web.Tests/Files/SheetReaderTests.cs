using System.IO.Compression;
using System.Text;
using Jiuji.Web.Files;
using Xunit;

namespace Jiuji.Web.Tests.Files;

public sealed class SheetReaderTests
{
    static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    static SheetFile Read(byte[] bytes, string name = "供给.xlsx", SheetLimits? limits = null) =>
        SheetReader.Read(new MemoryStream(bytes), name, limits);

    static SheetFile Csv(string text, Encoding? encoding = null) => Read((encoding ?? Encoding.UTF8).GetBytes(text), "供给.csv");

    static SheetCell Cell(string xml, Workbook? workbook = null) =>
        Read((workbook ?? new Workbook()).Sheet("甲", $"<row>{xml}</row>").Bytes()).Sheets.Single().Rows.Single()[0];

    static void IsRefused(SheetFile file, SheetProblemCode code, params string[] arguments)
    {
        var problem = Assert.Single(file.Problems);
        Assert.Equal(code, problem.Code);
        Assert.Equal(arguments, problem.Arguments);
        Assert.Empty(file.Sheets);
    }

    [Theory]
    [InlineData("<c><v>12.5</v></c>", SheetCellKind.Number, "12.5")]
    [InlineData("<c><v>1.0E-2</v></c>", SheetCellKind.Number, "0.01")]
    [InlineData("<c><v>0.30000000000000004</v></c>", SheetCellKind.Number, "0.3")]
    [InlineData("<c s=\"3\"><v>1234.5</v></c>", SheetCellKind.Number, "1234.5")]
    [InlineData("<c s=\"1\"><v>46347</v></c>", SheetCellKind.Date, "2026-11-21")]
    [InlineData("<c s=\"2\"><v>46347.5</v></c>", SheetCellKind.Date, "2026-11-21 12:00:00")]
    [InlineData("<c t=\"d\"><v>2026-11-21T00:00:00</v></c>", SheetCellKind.Date, "2026-11-21")]
    [InlineData("<c t=\"b\"><v>1</v></c>", SheetCellKind.YesNo, "1")]
    [InlineData("<c t=\"str\"><f>A2</f><v>大米</v></c>", SheetCellKind.Text, "大米")]
    [InlineData("<c><f>1+1</f><v>2</v></c>", SheetCellKind.Number, "2")]
    [InlineData("<c t=\"inlineStr\"><is><r><t>大</t></r><r><t>米</t></r></is></c>", SheetCellKind.Text, "大米")]
    public void A_cell_is_read_by_its_type(string xml, SheetCellKind kind, string text)
    {
        Assert.Equal(new SheetCell(kind, text), Cell(xml));
    }

    [Theory]
    [InlineData("<c t=\"e\"><v>#REF!</v></c>", SheetProblemCode.CellHasError)]
    [InlineData("<c><f>SUM(B1:B9)</f></c>", SheetProblemCode.FormulaWithoutValue)]
    [InlineData("<c><v>9.9999919900307E+17</v></c>", SheetProblemCode.DigitsLost)]
    [InlineData("<c t=\"inlineStr\"><is><t>\uFFFD米</t></is></c>", SheetProblemCode.CharactersUnreadable)]
    public void A_cell_that_cannot_be_trusted_says_why(string xml, SheetProblemCode fault)
    {
        Assert.Equal(fault, Cell(xml).Fault);
    }

    [Fact]
    public void Shared_strings_leave_out_the_reading_aids()
    {
        var workbook = new Workbook().Strings("<si><t>别的</t></si><si><r><t>救</t></r><r><t>急</t></r><rPh sb=\"0\" eb=\"1\"><t>jiuji</t></rPh></si>");
        Assert.Equal("救急", Cell("<c t=\"s\"><v>1</v></c>", workbook).Value);
    }

    [Fact]
    public void Days_of_a_1904_workbook_are_the_same_days()
    {
        Assert.Equal("2026-11-21", Cell("<c s=\"1\"><v>44885</v></c>", new Workbook().From1904()).Value);
    }

    [Fact]
    public void Rows_and_columns_keep_the_numbers_that_the_person_sees()
    {
        var file = Read(new Workbook().Sheet("甲", "<row r=\"2\"/><row r=\"7\"><c r=\"C7\"><v>1</v></c><c r=\"XFD7\" s=\"1\"/></row>").Bytes());
        var row = Assert.Single(file.Sheets.Single().Rows);
        Assert.Equal(7, row.Number);
        Assert.Equal(3, row.Cells.Count);
        Assert.True(row[0].IsEmpty);
        Assert.True(row[99].IsEmpty);
        Assert.Equal("1", row[2].Value);
    }

    [Fact]
    public void Hidden_sheets_are_left_alone_and_named()
    {
        var file = Read(Workbook.Of(["名称"]).Sheet("旧数据", Workbook.Row("x"), "hidden").Sheet("代码", Workbook.Row("x"), "veryHidden").Bytes());
        Assert.Equal("供给", Assert.Single(file.Sheets).Name);
        Assert.Equal(["旧数据", "代码"], file.Notices.Select(notice => notice.Sheet));
        Assert.All(file.Notices, notice => Assert.Equal(SheetProblemCode.SheetHidden, notice.Code));
    }

    [Fact]
    public void Merged_ranges_are_kept_for_whoever_reads_the_table()
    {
        var file = Read(new Workbook().Sheet("甲", Workbook.Row("x"), after: "<mergeCells><mergeCell ref=\"B2:AB3\"/></mergeCells>").Bytes());
        Assert.Equal("B2:AB3", file.Sheets.Single().Merged.Single().ToString());
    }

    public static TheoryData<string, string> Encodings => new()
    {
        { "utf-8 without mark", "utf-8" }, { "utf-8", "utf-8-bom" }, { "gb18030", "gb" }, { "utf-16", "utf-16" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Csv_is_read_in_the_encodings_of_the_trade(string claim, string encoding)
    {
        const string Text = "名称,数量\r\n镕基大米㐂,3\r\n";
        byte[] bytes = encoding switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(Text),
            "utf-8-bom" => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Text)],
            "gb" => Gbk.GetBytes(Text),
            _ => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text)],
        };
        Assert.True("镕基大米㐂" == Read(bytes, "a.csv").Sheets.Single().Rows[1][0].Value, claim);
    }

    [Theory]
    [InlineData("标题\n甲,乙\n1,2\n")]
    [InlineData("标题\n甲\t乙\n1\t2\n")]
    [InlineData("标题\r\n甲;乙\r\n1;2\r\n")]
    [InlineData("标题\n\"甲\";\"乙,\"\n1;2")]
    public void The_delimiter_is_found_below_a_title(string text)
    {
        var row = Csv(text).Sheets.Single().Rows[^1];
        Assert.Equal(["1", "2"], row.Cells.Select(cell => cell.Value));
        Assert.Equal(3, row.Number);
    }

    [Fact]
    public void Excels_own_separator_line_is_no_row()
    {
        var row = Csv("sep=;\n甲;乙\n1;2\n").Sheets.Single().Rows[^1];
        Assert.Equal(2, row.Number);
        Assert.Equal("2", row[1].Value);
    }

    [Fact]
    public void Quoted_line_breaks_and_blank_lines_do_not_shift_row_numbers()
    {
        var rows = Csv("名称,备注\r\n\r\n大米,\"一\r\n二 \"\"三\"\"\"\r\n油,x\r\n").Sheets.Single().Rows;
        Assert.Equal([1, 3, 4], rows.Select(row => row.Number));
        Assert.Equal("一 二 \"三\"", rows[1][1].Value);
    }

    [Theory]
    [InlineData("名称,备注\n\"大米,x\n油,y\n", 2)]
    [InlineData("名称,备注\n大米,x\n\"油\"脂,y\n", 3)]
    public void Quotes_that_do_not_match_are_refused_with_their_row(string text, int row)
    {
        var file = Csv(text);
        IsRefused(file, SheetProblemCode.BadQuotes);
        Assert.Equal(row, file.Problems[0].Row);
    }

    [Theory]
    [InlineData("=\"0622\"", "0622")]
    [InlineData("\t6222", "6222")]
    [InlineData("'=1+1", "=1+1")]
    [InlineData("'tis", "'tis")]
    [InlineData("19\"", "19\"")]
    public void Marks_that_only_stop_a_spreadsheet_from_computing_are_taken_off(string field, string value)
    {
        Assert.Equal(value, Csv($"a,b\n{field},1\n").Sheets.Single().Rows[1][0].Value);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_without_being_read_to_the_end()
    {
        var endless = new EndlessStream(200L << 20);
        IsRefused(SheetReader.Read(endless, "大.csv"), SheetProblemCode.FileTooLarge, "20");
        Assert.InRange(endless.Position, 20L << 20, 21L << 20);
    }

    [Fact]
    public void A_zip_bomb_is_refused_by_what_it_would_unpack_to()
    {
        var bomb = Workbook.Of(["名称"], [new string('米', 2_000_000)]).Bytes();
        IsRefused(Read(bomb, limits: new SheetLimits { UnpackedBytes = 1 << 20 }), SheetProblemCode.FileUnpacksTooLarge, "1");
    }

    [Fact]
    public void A_zip_that_lies_about_its_size_unpacks_no_further_than_it_says()
    {
        var bytes = Workbook.Of(["名称"], [new string('m', 3_000_000)]).Bytes();
        var honest = LengthOf("xl/worksheets/sheet0.xml", bytes);
        Assert.True(Replace(bytes, BitConverter.GetBytes((uint)honest), BitConverter.GetBytes(4_000u)) > 0);
        IsRefused(Read(bytes, limits: new SheetLimits { UnpackedBytes = 1 << 20 }), SheetProblemCode.FileDamaged);
    }

    static long LengthOf(string part, byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return zip.GetEntry(part)!.Length;
    }

    static int Replace(byte[] bytes, byte[] from, byte[] to)
    {
        var count = 0;
        for (int at; (at = bytes.AsSpan().IndexOf(from)) >= 0; count++)
            to.CopyTo(bytes, at);
        return count;
    }

    [Theory]
    [InlineData("<!DOCTYPE worksheet [<!ENTITY a \"x\">]>")]
    [InlineData("<!DOCTYPE worksheet [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>")]
    public void Entities_in_the_xml_are_not_expanded(string doctype)
    {
        var bytes = new Workbook().Sheet("甲", "<row><c t=\"inlineStr\"><is><t>&a;b</t></is></c></row>", before: doctype).Bytes();
        IsRefused(Read(bytes), SheetProblemCode.FileDamaged);
    }

    [Fact]
    public void Too_many_rows_columns_or_cells_are_refused_with_the_limit()
    {
        var bytes = Workbook.Of(["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]).Bytes();
        IsRefused(Read(bytes, limits: new SheetLimits { Rows = 2 }), SheetProblemCode.TooManyRows, "2");
        IsRefused(Read(bytes, limits: new SheetLimits { Columns = 2 }), SheetProblemCode.TooManyColumns, "2");
        IsRefused(Read(bytes, limits: new SheetLimits { Cells = 7 }), SheetProblemCode.TooManyCells, "7");
        IsRefused(SheetReader.Read(new MemoryStream("1\n2\n3"u8.ToArray()), "a.csv", new SheetLimits { Rows = 2 }), SheetProblemCode.TooManyRows, "2");
    }

    [Fact]
    public void Text_over_the_limit_is_a_fault_of_its_cell_only()
    {
        var limits = new SheetLimits { CellCharacters = 5 };
        var row = Read(Workbook.Of(["一二三四五六", "一二三四五"]).Bytes(), limits: limits).Sheets.Single().Rows.Single();
        Assert.Equal(SheetProblemCode.TextTooLong, row[0].Fault);
        Assert.Equal("一二三四五", row[1].Value);
    }

    [Fact]
    public void Files_that_are_no_spreadsheets_say_what_they_are()
    {
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        byte[] encrypted = [.. old, .. Encoding.Unicode.GetBytes("EncryptedPackage")];
        byte[] png = [0x89, .. "PNG\r\n\x1A\n"u8, 0, 0, 0, 13, .. "IHDR"u8];
        IsRefused(Read([]), SheetProblemCode.FileEmpty);
        IsRefused(Read(old), SheetProblemCode.FileIsOldExcel);
        IsRefused(Read(old, "旧.xls"), SheetProblemCode.FileIsOldExcel);
        IsRefused(Read(encrypted), SheetProblemCode.FileIsEncrypted);
        IsRefused(Read(png), SheetProblemCode.FileIsNotASpreadsheet);
        IsRefused(Read(png, "图.csv"), SheetProblemCode.FileIsNotASpreadsheet);
        IsRefused(Read([.. "甲,乙"u8, 0xFF, 0xFF], "表.csv"), SheetProblemCode.EncodingUnknown);
        IsRefused(Read([.. "%PDF-1.7\n"u8, 1, 2, 0], "文.csv"), SheetProblemCode.FileIsNotASpreadsheet);
        IsRefused(Read(Workbook.Of(["a"]).Bytes(), "表.csv"), SheetProblemCode.FileIsNotASpreadsheet);
        IsRefused(Read("a,b"u8.ToArray(), "表.pdf"), SheetProblemCode.FileTypeUnknown, ".pdf");
        IsRefused(Read("PK\x03\x04 and then nothing"u8.ToArray()), SheetProblemCode.FileDamaged);
        IsRefused(Read(Workbook.Of(["a"]).Bytes()[..700]), SheetProblemCode.FileDamaged);
        IsRefused(Read(OtherZip()), SheetProblemCode.FileIsNotASpreadsheet);
    }

    static byte[] OtherZip()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry("照片.jpg").Open().Dispose();
        return stream.ToArray();
    }

    [Fact]
    public void A_workbook_with_nothing_to_read_is_refused()
    {
        IsRefused(Read(new Workbook().Sheet("甲", "").Sheet("乙", "<row r=\"3\"><c s=\"1\"/></row>").Bytes()), SheetProblemCode.SheetEmpty);
        IsRefused(Read(new Workbook().Sheet("甲", Workbook.Row("x"), "hidden").Bytes()), SheetProblemCode.NoVisibleSheet);
        IsRefused(Csv(",,\n\n , \n"), SheetProblemCode.SheetEmpty);
    }

    sealed class EndlessStream(long length) : Stream
    {
        long position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - position);
            Array.Fill(buffer, (byte)'a', offset, read);
            position += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
