using System.Text;
using CsvHelper;

namespace Jiuji.Web.Files;

/// <summary>CSV as Excel, WPS and banks write it: UTF-8, UTF-16 or GB18030; comma, semicolon or tab; quoted line breaks.</summary>
static class CsvReader
{
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    internal static SheetFile Read(byte[] bytes, string name, SheetLimits limits, SheetEncoding encoding, char? delimiter)
    {
        if (Decode(bytes, encoding) is not { } text)
            return SheetFile.Refused(name, SheetProblemCode.EncodingUnknown);
        // Other controls than these are never typed: this is a renamed binary that happens to decode.
        if (text.Any(c => c < ' ' && c is not ('\t' or '\r' or '\n')))
            return SheetFile.Refused(name, SheetProblemCode.FileIsNotASpreadsheet);
        return Parse(text, name, limits, delimiter ?? DelimiterOf(text));
    }

    static string? Decode(byte[] bytes, SheetEncoding encoding)
    {
        ReadOnlySpan<byte> span = bytes;
        if (span.StartsWith(Encoding.UTF8.Preamble))
            return TryDecode(Utf8, span[3..]);
        if (span.StartsWith(Encoding.Unicode.Preamble))
            return TryDecode(new UnicodeEncoding(false, false, throwOnInvalidBytes: true), span[2..]);
        if (span.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return TryDecode(new UnicodeEncoding(true, false, throwOnInvalidBytes: true), span[2..]);
        return encoding switch
        {
            SheetEncoding.Utf8 => TryDecode(Utf8, span),
            SheetEncoding.Gb18030 => TryDecode(Gb18030, span),
            _ => TryDecode(Utf8, span) ?? TryDecode(Gb18030, span),
        };
    }

    static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // Strict decoding has no other way of saying "these bytes are not that encoding".
            return null;
        }
    }

    static SheetFile Parse(string text, string name, SheetLimits limits, char delimiter)
    {
        var isBroken = false;
        var options = new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
            // A lone quote inside a word (19" screens) is only a quote, as it is to Excel.
            OnMalformedRecord = record => isBroken |= record.Reason != CsvMalformedReason.StrayQuote,
        };
        using var reader = CsvHelper.CsvReader.FromText(text, options);
        var (rows, cells) = (new List<SheetRow>(), 0);
        while (reader.Read())
        {
            var row = new SheetRow((int)reader.RowNumber, ReadCells(reader, limits));
            if (isBroken)
                return SheetFile.Refused(name, new SheetProblem(name, row.Number, null, null, SheetProblemCode.BadQuotes, []));
            if (row.Cells.All(cell => cell.IsEmpty))
                continue;
            rows.Add(row);
            cells += row.Cells.Count;
            if (SheetSize.Problem(name, rows.Count, row.Cells.Count, cells, limits) is { } problem)
                return SheetFile.Refused(name, problem);
        }
        return rows.Count == 0
            ? SheetFile.Refused(name, SheetProblemCode.SheetEmpty)
            : new SheetFile(name, [new Sheet(name, rows, [])], [], []);
    }

    // Empty cells at the end of a line are what a spreadsheet leaves of deleted columns.
    static List<SheetCell> ReadCells(CsvHelper.CsvReader reader, SheetLimits limits)
    {
        var cells = Enumerable.Range(0, reader.FieldCount).Select(index => SheetCell.OfText(Bare(reader.GetString(index)), limits)).ToList();
        while (cells.Count > 0 && cells[^1].IsEmpty)
            cells.RemoveAt(cells.Count - 1);
        return cells;
    }

    // Takes off what is there only to stop a spreadsheet from computing: the apostrophe that SheetWriter puts before text that
    // begins like a formula, and the ="0622…" by which banks keep the zeros of a number.
    static string Bare(string field) =>
        field.Length > 1 && field[0] == '\'' && SheetWriter.LooksLikeFormula(field[1..]) ? field[1..]
        : field.Length > 3 && field.StartsWith("=\"", StringComparison.Ordinal) && field[^1] == '"' ? field[2..^1]
        : field;

    // A title above the headings holds no delimiter, so several lines are asked.
    static char DelimiterOf(string text)
    {
        var counts = new Dictionary<char, int> { [','] = 0, ['\t'] = 0, [';'] = 0, ['|'] = 0 };
        var (quoted, lines) = (false, 0);
        foreach (var c in text)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == '\n' && ++lines == 20)
                break;
            else if (!quoted && counts.TryGetValue(c, out var count))
                counts[c] = count + 1;
        }
        return counts.MaxBy(pair => pair.Value).Key;
    }
}

static class SheetSize
{
    internal static SheetProblem? Problem(string sheet, int rows, int columns, int cells, SheetLimits limits) =>
        rows > limits.Rows ? SheetProblem.OfSheet(sheet, SheetProblemCode.TooManyRows, $"{limits.Rows}")
        : columns > limits.Columns ? SheetProblem.OfSheet(sheet, SheetProblemCode.TooManyColumns, $"{limits.Columns}")
        : cells > limits.Cells ? SheetProblem.OfSheet(sheet, SheetProblemCode.TooManyCells, $"{limits.Cells}")
        : null;
}
