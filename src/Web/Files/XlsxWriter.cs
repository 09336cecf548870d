using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Jiuji.Web.Files;

/// <summary>
/// The six parts of the smallest workbook, written straight into the zip. The Open XML SDK would hold the whole package in memory until
/// the end; the tests read what comes out with its validator. No clock goes in: same rows, same bytes.
/// </summary>
static class XlsxWriter
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const int LastRow = 1_048_576;
    const int LongestText = 32_767;

    static readonly DateTimeOffset ZipEpoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static void Write<TRow>(Stream stream, string sheetName, IReadOnlyList<SheetField<TRow>> fields, IEnumerable<TRow> rows)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Part(zip, "[Content_Types].xml", xml => xml.WriteRaw($"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
            <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
            </Types>
            """));
        Part(zip, "_rels/.rels", xml => xml.WriteRaw($"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/>
            </Relationships>
            """));
        Part(zip, "xl/_rels/workbook.xml.rels", xml => xml.WriteRaw($"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="{Relations}/styles" Target="styles.xml"/>
            </Relationships>
            """));
        Part(zip, "xl/workbook.xml", xml => Workbook(xml, sheetName));
        Part(zip, "xl/styles.xml", xml => xml.WriteRaw(Styles));
        Part(zip, "xl/worksheets/sheet1.xml", xml => Worksheet(xml, fields, rows));
    }

    static void Part(ZipArchive zip, string name, Action<XmlWriter> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = ZipEpoch;
        using var stream = entry.Open();
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { ConformanceLevel = ConformanceLevel.Auto });
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    static void Workbook(XmlWriter xml, string sheetName)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteStartElement("sheets", Main);
        xml.WriteStartElement("sheet", Main);
        xml.WriteAttributeString("name", SheetName(sheetName));
        xml.WriteAttributeString("sheetId", "1");
        xml.WriteAttributeString("r", "id", Relations, "rId1");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // Excel refuses these characters and more than 31 of the others.
    static string SheetName(string name)
    {
        var allowed = string.Concat(name.Where(c => !"[]:*?/\\'".Contains(c)));
        return allowed.Length switch { 0 => "Sheet1", > 31 => allowed[..31], _ => allowed };
    }

    static void Worksheet<TRow>(XmlWriter xml, IReadOnlyList<SheetField<TRow>> fields, IEnumerable<TRow> rows)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        Columns(xml, fields.Select(field => field.Width));
        xml.WriteStartElement("sheetData", Main);
        Row(xml, fields.Select(field => ((SheetValue?)new SheetValue(field.Heading, field.Heading), SheetFormat.Heading)));
        var written = 1;
        foreach (var row in rows)
        {
            if (++written > LastRow)
                throw new InvalidOperationException($"A sheet holds {LastRow} rows; export less at a time or as CSV.");
            Row(xml, fields.Select(field => (field.ValueOf(row), field.Format)));
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static void Columns(XmlWriter xml, IEnumerable<double> widths)
    {
        xml.WriteStartElement("cols", Main);
        foreach (var (index, width) in widths.Index())
        {
            xml.WriteStartElement("col", Main);
            xml.WriteAttributeString("min", $"{index + 1}");
            xml.WriteAttributeString("max", $"{index + 1}");
            xml.WriteAttributeString("width", XmlConvert.ToString(width));
            xml.WriteAttributeString("customWidth", "1");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    static void Row(XmlWriter xml, IEnumerable<(SheetValue? Value, SheetFormat Format)> cells)
    {
        xml.WriteStartElement("row", Main);
        foreach (var (value, format) in cells)
        {
            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("s", $"{(int)format}");
            if (value is { Stored: var stored })
                Content(xml, stored, format);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    static void Content(XmlWriter xml, string stored, SheetFormat format)
    {
        if (format is SheetFormat.Text or SheetFormat.Heading)
            InlineText(xml, stored);
        else
            xml.WriteElementString("v", Main, stored);
    }

    static void InlineText(XmlWriter xml, string text)
    {
        if (text.Length > LongestText)
            throw new InvalidOperationException($"A cell holds {LongestText} characters.");
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", Main);
        xml.WriteStartElement("t", Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(Printable(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // XML has no way to write these at all; the replacement mark at least shows that something stood there.
    static string Printable(string text) =>
        CellText.HasUnreadable(text) ? string.Concat(text.EnumerateRunes().Select(rune => IsXml(rune) ? rune.ToString() : "\uFFFD")) : text;

    static bool IsXml(Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);

    // The formats follow SheetFormat: general, heading, text, whole, yuan, day, moment.
    const string Styles = $"""
        <styleSheet xmlns="{Main}">
        <numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts>
        <fonts count="2"><font><sz val="11"/><name val="Microsoft YaHei"/></font><font><b/><sz val="11"/><name val="Microsoft YaHei"/></font></fonts>
        <fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills>
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="7">
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        </cellXfs>
        </styleSheet>
        """;
}
