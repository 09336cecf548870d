using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Jiuji.Web.Files;

/// <summary>
/// Office Open XML workbooks, element by element: neither a sheet nor its strings are ever held as a document. Formulas give the value
/// that was last computed. Hidden sheets are left alone and named in a notice.
/// </summary>
static class XlsxReader
{
    internal static SheetFile Read(byte[] bytes, string name, SheetLimits limits)
    {
        try
        {
            return UnpacksTooLarge(bytes, limits)
                ? SheetFile.Refused(name, SheetProblemCode.FileUnpacksTooLarge, $"{limits.UnpackedBytes >> 20}")
                : ReadWorkbook(bytes, name, limits);
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            return SheetFile.Refused(name, SheetProblemCode.FileDamaged);
        }
    }

    // What the zip, package and XML readers say of broken bytes; anything else is our bug and goes on up.
    static bool IsDamage(Exception damage) => damage is
        InvalidDataException or XmlException or OpenXmlPackageException or FormatException or IOException or ArgumentException
        or InvalidOperationException or NotSupportedException or KeyNotFoundException or OverflowException;

    // The inflater stops at the size a part declares, so the declared sizes bound what can come out.
    static bool UnpacksTooLarge(byte[] bytes, SheetLimits limits)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        return zip.Entries.Count > limits.PackedParts || zip.Entries.Sum(part => (decimal)part.Length) > limits.UnpackedBytes;
    }

    static SheetFile ReadWorkbook(byte[] bytes, string name, SheetLimits limits)
    {
        var settings = new OpenSettings { AutoSave = false, MaxCharactersInPart = limits.UnpackedBytes };
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes, writable: false), false, settings);
        if (document.WorkbookPart?.Workbook is not { } workbook)
            return SheetFile.Refused(name, SheetProblemCode.FileIsNotASpreadsheet);

        var book = new Book(
            SharedStrings(document.WorkbookPart.SharedStringTablePart, limits),
            DateStyles(document.WorkbookPart.WorkbookStylesPart?.Stylesheet),
            workbook.WorkbookProperties?.Date1904?.Value ?? false,
            limits);
        var (sheets, notices, cells) = (new List<Jiuji.Web.Files.Sheet>(), new List<SheetProblem>(), 0);
        foreach (var entry in workbook.Sheets?.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>() ?? [])
        {
            var sheetName = entry.Name?.Value ?? "";
            if (entry.State?.Value is SheetStateValues.Hidden or SheetStateValues.VeryHidden)
                notices.Add(SheetProblem.OfSheet(sheetName, SheetProblemCode.SheetHidden));
            else if (entry.Id?.Value is { } id && document.WorkbookPart.GetPartById(id) is WorksheetPart part)
            {
                if (ReadSheet(part, sheetName, book, ref cells, out var sheet) is { } problem)
                    return SheetFile.Refused(name, problem);
                sheets.Add(sheet);
            }
        }
        if (sheets.Count == 0)
            return SheetFile.Refused(name, SheetProblemCode.NoVisibleSheet);
        if (sheets.TrueForAll(sheet => sheet.Rows.Count == 0))
            return SheetFile.Refused(name, SheetProblem.OfSheet(sheets[0].Name, SheetProblemCode.SheetEmpty));
        return new SheetFile(name, sheets, [], notices);
    }

    sealed record Book(IReadOnlyList<string> Strings, IReadOnlySet<int> DateStyles, bool From1904, SheetLimits Limits);

    static SheetProblem? ReadSheet(WorksheetPart part, string name, Book book, ref int cells, out Jiuji.Web.Files.Sheet sheet)
    {
        var (rows, merged, row) = (new List<SheetRow>(), new List<SheetRange>(), 0);
        sheet = new Jiuji.Web.Files.Sheet(name, rows, merged);
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.IsStartElement && reader.ElementType == typeof(Row))
            {
                row = RowNumber(reader, row + 1);
                if (ReadRow(reader, row, book) is not { Count: > 0 } line)
                    continue;
                rows.Add(new SheetRow(row, line));
                cells += line.Count;
                if (SheetSize.Problem(name, rows.Count, line.Count, cells, book.Limits) is { } problem)
                    return problem;
            }
            else if (reader.IsStartElement && reader.ElementType == typeof(MergeCell))
                merged.Add(MergedRange(Attribute(reader, "ref")));
        }
        return null;
    }

    static int RowNumber(OpenXmlReader reader, int next)
    {
        var number = Attribute(reader, "r") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : next;
        return number >= next ? number : throw new InvalidDataException("Rows go backwards.");
    }

    static SheetRange MergedRange(string? reference)
    {
        var ends = (reference ?? "").Split(':');
        return SheetColumnName.TryReadCell(ends[0], out var column, out var row)
            && SheetColumnName.TryReadCell(ends[^1], out var lastColumn, out var lastRow)
            ? new SheetRange(column, row, lastColumn, lastRow)
            : throw new InvalidDataException("A merged range that is none.");
    }

    // Cells without anything in them are not kept: formats alone often reach to column XFD.
    static List<SheetCell> ReadRow(OpenXmlReader reader, int row, Book book)
    {
        var (line, column) = (new List<SheetCell>(), -1);
        while (reader.Read() && !(reader.IsEndElement && reader.ElementType == typeof(Row)))
        {
            if (!reader.IsStartElement || reader.ElementType != typeof(Cell))
                continue;
            column = ColumnNumber(Attribute(reader, "r"), row, column + 1);
            var cell = ReadCell(reader, book);
            if (cell.IsEmpty)
                continue;
            while (line.Count < column)
                line.Add(default);
            line.Add(cell);
        }
        return line;
    }

    static int ColumnNumber(string? reference, int row, int next)
    {
        if (reference is null)
            return next;
        return SheetColumnName.TryReadCell(reference, out var column, out var cellRow) && cellRow == row && column >= next
            ? column
            : throw new InvalidDataException("A cell out of its place.");
    }

    static SheetCell ReadCell(OpenXmlReader reader, Book book)
    {
        var (type, style) = (Attribute(reader, "t"), Attribute(reader, "s"));
        var (value, isFormula) = ((string?)null, false);
        while (reader.Read() && !(reader.IsEndElement && reader.ElementType == typeof(Cell)))
        {
            if (!reader.IsStartElement)
                continue;
            if (reader.ElementType == typeof(CellFormula))
                isFormula = true;
            else if (reader.ElementType == typeof(CellValue))
                value = reader.GetText();
            else if (reader.ElementType == typeof(InlineString))
                value = ReadText(reader, typeof(InlineString), book.Limits);
        }
        return value is { Length: > 0 } ? Typed(type, style, value, book)
            : isFormula && type != "str" ? SheetCell.Faulty(SheetProblemCode.FormulaWithoutValue, "")
            : default;
    }

    static SheetCell Typed(string? type, string? style, string value, Book book) => type switch
    {
        "s" => SheetCell.OfText(book.Strings[int.Parse(value, CultureInfo.InvariantCulture)], book.Limits),
        "inlineStr" or "str" => SheetCell.OfText(value, book.Limits),
        "b" => new SheetCell(SheetCellKind.YesNo, value == "1" ? "1" : "0"),
        "e" => SheetCell.Faulty(SheetProblemCode.CellHasError, CellText.Clean(value)),
        "d" => OfMoment(DateTime.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)),
        _ => OfNumber(double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture), style, book),
    };

    // A double holds 15 sure digits. An 18-digit citizen id typed as a number has already lost its last three.
    static SheetCell OfNumber(double number, string? style, Book book)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= 1e15)
            return SheetCell.Faulty(SheetProblemCode.DigitsLost, "");
        if (style is not null && book.DateStyles.Contains(int.Parse(style, CultureInfo.InvariantCulture))
            && ExcelDay.Moment(number, book.From1904) is { } moment)
            return OfMoment(moment);
        return new SheetCell(SheetCellKind.Number, ((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture));
    }

    static SheetCell OfMoment(DateTime moment) => new(
        SheetCellKind.Date,
        moment.ToString(moment.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    static string? Attribute(OpenXmlReader reader, string name)
    {
        foreach (var attribute in reader.Attributes)
            if (attribute.LocalName == name && attribute.NamespaceUri.Length == 0)
                return attribute.Value;
        return null;
    }

    static List<string> SharedStrings(SharedStringTablePart? part, SheetLimits limits)
    {
        var strings = new List<string>();
        if (part is null)
            return strings;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
            if (reader.IsStartElement && reader.ElementType == typeof(SharedStringItem))
                strings.Add(ReadText(reader, typeof(SharedStringItem), limits));
        return strings;
    }

    // Rich text comes in runs; readings (ruby) of the same text come as phonetic runs and are not part of it. One character
    // beyond the limit is kept, so that too long a text is seen to be too long.
    static string ReadText(OpenXmlReader reader, Type end, SheetLimits limits)
    {
        var (text, phonetic) = ("", false);
        while (reader.Read() && !(reader.IsEndElement && reader.ElementType == end))
        {
            if (reader.ElementType == typeof(PhoneticRun))
                phonetic = reader.IsStartElement;
            else if (reader.IsStartElement && !phonetic && reader.ElementType == typeof(Text) && text.Length <= limits.CellCharacters)
                text += reader.GetText();
        }
        return text.Length > limits.CellCharacters ? text[..(limits.CellCharacters + 1)] : text;
    }

    static HashSet<int> DateStyles(Stylesheet? stylesheet)
    {
        var custom = (stylesheet?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            .Where(format => ExcelDay.IsDateFormat(format.FormatCode?.Value ?? ""))
            .Select(format => format.NumberFormatId?.Value ?? 0)
            .ToHashSet();
        return (stylesheet?.CellFormats?.Elements<CellFormat>() ?? [])
            .Select((format, index) => (Id: format.NumberFormatId?.Value ?? 0, index))
            .Where(style => custom.Contains(style.Id) || ExcelDay.IsDateFormat(style.Id))
            .Select(style => style.index)
            .ToHashSet();
    }
}
