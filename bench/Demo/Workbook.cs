using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Jiuji.Bench.Demo;

/// <summary>One column of a form: its heading, how wide, what may stand in it, and how to explain it.</summary>
public sealed record FormColumn(string Zh, string En, double Width, bool Required, string HelpZh, string HelpEn,
    bool Number = false, bool Date = false, string? Choices = null);

/// <summary>A list to choose from: the word that goes into the cell, and what it means.</summary>
public sealed record ChoiceList(string Title, string Key, IReadOnlyList<(string Word, string Meaning)> Items);

/// <summary>A form as an xlsx file: the rows, the guide, the code lists.</summary>
public sealed class Workbook(string title, IReadOnlyList<FormColumn> columns, IReadOnlyList<string[]> rows, IReadOnlyList<string> guide, IReadOnlyList<ChoiceList> lists)
{
    private const int LastCheckedRow = 2000;
    private const uint Plain = 0, Heading = 1, Day = 2, Wrapped = 3;

    public void Write(string path)
    {
        using var bytes = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            // The library names the part by chance unless it is told.
            file.ChangeIdOfPart(book, "book");
            Fill(book);
        }
        File.WriteAllBytes(path, Undated(bytes));
    }

    private void Fill(WorkbookPart book)
    {
        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets());
        book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
        AddSheet(book, title, Widths([.. columns.Select(column => column.Width)]), FormRows(), Validations());
        AddSheet(book, "填表说明", Widths([26, 24, 10, 40, 48]), GuideRows(), null);
        AddSheet(book, "代码表", Widths([.. lists.SelectMany(_ => new[] { 20.0, 40.0 })]), ListRows(), null);
        book.Workbook.Save();
    }

    private static void AddSheet(WorkbookPart book, string name, Columns widths, IEnumerable<Row> rows, DataValidations? validations)
    {
        var sheets = book.Workbook.Sheets!;
        var number = (uint)sheets.Count() + 1;
        var part = book.AddNewPart<WorksheetPart>($"sheet{number}");
        part.Worksheet = new Worksheet(new SheetViews(Frozen()), widths, new SheetData(rows));
        if (validations is not null) part.Worksheet.Append(validations);
        sheets.Append(new Sheet { Name = name, SheetId = number, Id = book.GetIdOfPart(part) });
    }

    private static SheetView Frozen() =>
        new(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 };

    private static Columns Widths(IReadOnlyList<double> widths) =>
        new(widths.Select((width, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true }));

    private IEnumerable<Row> FormRows()
    {
        yield return Line(columns.Select(column => Text(column.Zh, Heading)));
        foreach (var row in rows)
            yield return Line(columns.Zip(row, (column, field) => Typed(column, field)));
    }

    private IEnumerable<Row> GuideRows()
    {
        yield return Line(new[] { "标题", "Heading", "必填", "说明", "Explanation" }.Select(text => Text(text, Heading)));
        foreach (var column in columns)
            yield return Line([Text(column.Zh, Plain), Text(column.En, Plain), Text(column.Required ? "是 yes" : "", Plain), Text(column.HelpZh, Wrapped), Text(column.HelpEn, Wrapped)]);
        yield return Line([]);
        foreach (var sentence in guide)
            yield return Line([Text(sentence, Plain)]);
    }

    private IEnumerable<Row> ListRows()
    {
        yield return Line(lists.SelectMany(list => new[] { Text(list.Title, Heading), Text("含义 Meaning", Heading) }));
        for (var i = 0; i < lists.Max(list => list.Items.Count); i++)
            yield return Line(lists.SelectMany(list => i < list.Items.Count
                ? new[] { Text(list.Items[i].Word, Plain), Text(list.Items[i].Meaning, Plain) }
                : [Text("", Plain), Text("", Plain)]));
    }

    private DataValidations Validations()
    {
        var checks = columns.Select((column, i) => (column, letter: Letter(i))).Where(pair => pair.column.Choices is not null || pair.column.Number)
            .Select(pair => pair.column.Choices is { } key ? Choice(pair.letter, key) : Whole(pair.letter)).ToList();
        return new DataValidations(checks) { Count = (uint)checks.Count };
    }

    private DataValidation Choice(string letter, string key)
    {
        var at = lists.Select((list, i) => (list, i)).Single(pair => pair.list.Key == key);
        var column = Letter(at.i * 2);
        return Check(letter, DataValidationValues.List, new Formula1($"代码表!${column}$2:${column}${at.list.Items.Count + 1}"));
    }

    private static DataValidation Whole(string letter) => Check(letter, DataValidationValues.Whole, new Formula1("0"), DataValidationOperatorValues.GreaterThanOrEqual);

    private static DataValidation Check(string letter, DataValidationValues kind, Formula1 formula, DataValidationOperatorValues? comparison = null)
    {
        var check = new DataValidation(formula)
        {
            Type = kind, AllowBlank = true, ShowErrorMessage = true, Error = "请从代码表中选择，或填写整数。 Choose from the list, or give a whole number.",
            SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{letter}2:{letter}{LastCheckedRow}" },
        };
        if (comparison is { } chosen) check.Operator = chosen;
        return check;
    }

    private static Row Line(IEnumerable<Cell> cells) => new(cells);

    private static Cell Typed(FormColumn column, string field) =>
        field.Length == 0 ? new Cell()
        : column.Date && DateOnly.TryParse(field, CultureInfo.InvariantCulture, out var day) ? Number(Serial(day), Day)
        : column.Number ? Number(field, Plain)
        : Text(field, Plain);

    private static Cell Text(string text, uint style) =>
        new(new InlineString(new Text(text))) { DataType = CellValues.InlineString, StyleIndex = style };

    private static Cell Number(string number, uint style) => new(new CellValue(number)) { StyleIndex = style };

    /// <summary>The day number that spreadsheets count from the end of 1899.</summary>
    private static string Serial(DateOnly day) => (day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture);

    private static string Letter(int index) => ((char)('A' + index)).ToString();

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\\-mm\\-dd" }) { Count = 1 },
        new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE8EEF4" }) { PatternType = PatternValues.Solid })) { Count = 3 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(
            new CellFormat(),
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Center }) { FontId = 1, FillId = 2, ApplyFont = true, ApplyFill = true, ApplyAlignment = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { ApplyAlignment = true }) { Count = 4 });

    /// <summary>A zip remembers when each entry was made; the same rows must give the same bytes tomorrow.</summary>
    private static byte[] Undated(MemoryStream dated)
    {
        using var plain = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(dated.ToArray()), ZipArchiveMode.Read))
        using (var to = new ZipArchive(plain, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in from.Entries)
            {
                var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var source = entry.Open();
                using var target = copy.Open();
                source.CopyTo(target);
            }
        return plain.ToArray();
    }
}
