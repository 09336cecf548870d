using System.IO.Compression;
using System.Text;

namespace Jiuji.Web.Tests.Files;

/// <summary>Writes xlsx files part by part, so that tests can make what no careful program would.</summary>
sealed class Workbook
{
    const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string TypeStart = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    readonly List<(string Name, string State, string Xml)> sheets = [];
    string strings = "";
    string properties = "";

    /// <summary>Rows of plain cells: each becomes text, row by row from A1.</summary>
    public static Workbook Of(params string[][] rows) => new Workbook().Sheet("供给", string.Concat(rows.Select(Row)));

    public static string Row(params string[] cells) =>
        $"<row>{string.Concat(cells.Select(cell => cell.Length == 0 ? "<c/>" : $"<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>";

    public Workbook Sheet(string name, string rows, string state = "visible", string after = "", string before = "")
    {
        sheets.Add((name, state, $"{before}<worksheet {Main}><sheetData>{rows}</sheetData>{after}</worksheet>"));
        return this;
    }

    public Workbook Strings(string items)
    {
        strings = items;
        return this;
    }

    public Workbook From1904()
    {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    public MemoryStream Stream() => new(Bytes());

    public byte[] Bytes()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", ContentTypes());
            Part(zip, "_rels/.rels", Relations(("rId1", "officeDocument", "xl/workbook.xml")));
            Part(zip, "xl/workbook.xml",
                $"<workbook {Main} xmlns:r=\"{Rel}\">{properties}<sheets>{Each(i => $"<sheet name=\"{sheets[i].Name}\" sheetId=\"{i + 1}\" state=\"{sheets[i].State}\" r:id=\"s{i}\"/>")}</sheets></workbook>");
            Part(zip, "xl/_rels/workbook.xml.rels", Relations(
                [.. sheets.Select((_, i) => ($"s{i}", "worksheet", $"worksheets/sheet{i}.xml")), ("st", "styles", "styles.xml"), ("ss", "sharedStrings", "sharedStrings.xml")]));
            Part(zip, "xl/styles.xml",
                $"<styleSheet {Main}><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"2\"/></cellXfs></styleSheet>");
            Part(zip, "xl/sharedStrings.xml", $"<sst {Main}>{strings}</sst>");
            for (var i = 0; i < sheets.Count; i++)
                Part(zip, $"xl/worksheets/sheet{i}.xml", sheets[i].Xml);
        }
        return stream.ToArray();
    }

    string Each(Func<int, string> write) => string.Concat(Enumerable.Range(0, sheets.Count).Select(write));

    string ContentTypes() =>
        $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{TypeStart}sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{TypeStart}styles+xml\"/>"
        + $"<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{TypeStart}sharedStrings+xml\"/>"
        + Each(i => $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{TypeStart}worksheet+xml\"/>") + "</Types>";

    static string Relations(params (string Id, string Type, string Target)[] relations) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{Rel}/{r.Type}\" Target=\"{r.Target}\"/>")) + "</Relationships>";

    static void Part(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(xml);
    }
}
