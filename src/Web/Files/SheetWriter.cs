using CsvHelper;

namespace Jiuji.Web.Files;

/// <summary>
/// Writes a declared list of columns, row by row, so that a long export needs no more memory than a short one. A stranger's text never
/// becomes a formula on a clerk's machine: in xlsx it is typed as text, in CSV it gets the apostrophe that <see cref="SheetReader"/> takes off again.
/// </summary>
public static class SheetWriter
{
    public static void Xlsx<TRow>(Stream stream, string sheetName, SheetFields<TRow> fields, IEnumerable<TRow> rows) =>
        XlsxWriter.Write(stream, sheetName, fields.All, rows);

    /// <summary>UTF-8 with a byte order mark, without which Excel in China takes it for GBK.</summary>
    public static void Csv<TRow>(Stream stream, SheetFields<TRow> fields, IEnumerable<TRow> rows)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        foreach (var field in fields.All)
            csv.WriteField(Harmless(field.Heading));
        csv.EndRecord();
        foreach (var row in rows)
        {
            foreach (var field in fields.All)
                csv.WriteField(PlainOf(field, row));
            csv.EndRecord();
        }
    }

    static string PlainOf<TRow>(SheetField<TRow> field, TRow row) =>
        field.ValueOf(row) is not { } value ? ""
        : field.Format == SheetFormat.Text ? Harmless(value.Plain)
        : value.Plain;

    /// <summary>Excel and WPS compute text that begins so; full-width signs count for them too.</summary>
    internal static bool LooksLikeFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';

    static string Harmless(string text) => LooksLikeFormula(text) ? "'" + text : text;
}
