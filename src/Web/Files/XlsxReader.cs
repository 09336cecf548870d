using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Jiuji.Web.Files;

/// <summary>
/// Office Open XML workbooks. The package, its workbook and its styles are the SDK's work; sheets and strings, which may be huge, pass
/// node by node and are never held as a document (the SDK's own reader takes three times as long for them). Formulas give the value that
/// was last computed. Hidden sheets are left alone and named in a notice.
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
        using var reader = Open(part, book.Limits);
        while (reader.Read())
        {
            if (IsStart(reader, "row"))
            {
                row = RowNumber(reader, row + 1);
                if (ReadRow(reader, row, book) is not { Count: > 0 } line)
                    continue;
                rows.Add(new SheetRow(row, line));
                cells += line.Count;
                if (SheetSize.Problem(name, rows.Count, line.Count, cells, book.Limits) is { } problem)
                    return problem;
            }
            else if (IsStart(reader, "mergeCell"))
                merged.Add(MergedRange(reader.GetAttribute("ref")));
        }
        return null;
    }

    static XmlReader Open(OpenXmlPart part, SheetLimits limits) => XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), new XmlReaderSettings
    {
        CloseInput = true,
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreWhitespace = true,
        MaxCharactersInDocument = limits.UnpackedBytes,
    });

    static bool IsStart(XmlReader reader, string name) => reader.NodeType == XmlNodeType.Element && reader.LocalName == name;

    static bool IsEnd(XmlReader reader, string name) => reader.NodeType == XmlNodeType.EndElement && reader.LocalName == name;

    static bool IsText(XmlReader reader) => reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace;

    static int RowNumber(XmlReader reader, int next)
    {
        var number = reader.GetAttribute("r") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : next;
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
    static List<SheetCell> ReadRow(XmlReader reader, int row, Book book)
    {
        var (line, column) = (new List<SheetCell>(), -1);
        if (reader.IsEmptyElement)
            return line;
        while (reader.Read() && !IsEnd(reader, "row"))
        {
            if (!IsStart(reader, "c"))
                continue;
            column = ColumnNumber(reader.GetAttribute("r"), row, column + 1);
            if (ReadCell(reader, book) is not { IsEmpty: false } cell)
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

    static SheetCell ReadCell(XmlReader reader, Book book)
    {
        var (type, style) = (reader.GetAttribute("t"), reader.GetAttribute("s"));
        var (value, isFormula, inside) = ("", false, "");
        if (reader.IsEmptyElement)
            return default;
        while (reader.Read() && !IsEnd(reader, "c"))
        {
            if (IsStart(reader, "is"))
                value = ReadText(reader, "is", book.Limits);
            else if (reader.NodeType == XmlNodeType.Element)
                (inside, isFormula) = (reader.LocalName, isFormula || reader.LocalName == "f");
            else if (IsText(reader) && inside == "v")
                value += reader.Value;
        }
        return value.Length > 0 ? Typed(type, style, value, book)
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

    static List<string> SharedStrings(SharedStringTablePart? part, SheetLimits limits)
    {
        var strings = new List<string>();
        if (part is null)
            return strings;
        using var reader = Open(part, limits);
        while (reader.Read())
            if (IsStart(reader, "si"))
                strings.Add(ReadText(reader, "si", limits));
        return strings;
    }

    // Rich text comes in runs; readings (ruby) of the same text come as phonetic runs (rPh) and are not part of it. What lies past
    // the limit is dropped but for one character, so that too long a text is seen to be too long.
    static string ReadText(XmlReader reader, string end, SheetLimits limits)
    {
        var (text, inside, isReading) = ("", "", false);
        if (reader.IsEmptyElement)
            return text;
        while (reader.Read() && !IsEnd(reader, end))
        {
            inside = reader.NodeType == XmlNodeType.Element ? reader.LocalName : IsText(reader) ? inside : "";
            isReading = inside == "rPh" || (isReading && !IsEnd(reader, "rPh"));
            if (IsText(reader) && inside == "t" && !isReading && text.Length <= limits.CellCharacters)
                text += reader.Value;
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
