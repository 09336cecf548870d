namespace Jiuji.Web.Files;

public enum SheetEncoding
{
    /// <summary>By byte order mark, else UTF-8 if every byte agrees, else GB18030 (which contains GBK).</summary>
    Detect,
    Utf8,
    Gb18030,
}

/// <summary>
/// Reads an uploaded spreadsheet, xlsx or CSV. What the file is, its bytes say; its name must agree. Whatever is wrong with it comes back
/// as a <see cref="SheetProblem"/>; only a failing stream throws.
/// </summary>
public static class SheetReader
{
    static ReadOnlySpan<byte> ZipMark => "PK\x03\x04"u8;
    static ReadOnlySpan<byte> OldOfficeMark => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    // "EncryptedPackage" as the compound file's directory spells it: two bytes a letter.
    static readonly byte[] EncryptedMark = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage");

    public static SheetFile Read(
        Stream stream, string fileName, SheetLimits? limits = null, SheetEncoding encoding = SheetEncoding.Detect, char? delimiter = null)
    {
        limits ??= SheetLimits.Default;
        var name = Path.GetFileName(fileName);
        if (ReadBytes(stream, limits.Bytes) is not { } bytes)
            return SheetFile.Refused(name, SheetProblemCode.FileTooLarge, $"{limits.Bytes >> 20}");
        if (bytes.Length == 0)
            return SheetFile.Refused(name, SheetProblemCode.FileEmpty);
        return Decide(bytes, name, limits, encoding, delimiter) with { Limits = limits };
    }

    static SheetFile Decide(byte[] bytes, string name, SheetLimits limits, SheetEncoding encoding, char? delimiter)
    {
        var isZip = bytes.AsSpan().StartsWith(ZipMark);
        var isOldOffice = bytes.AsSpan().StartsWith(OldOfficeMark);
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".XLSX" or ".XLS" when isOldOffice && bytes.AsSpan().IndexOf(EncryptedMark) >= 0 =>
                SheetFile.Refused(name, SheetProblemCode.FileIsEncrypted),
            ".XLSX" when isZip => XlsxReader.Read(bytes, name, limits),
            ".XLSX" when isOldOffice => SheetFile.Refused(name, SheetProblemCode.FileIsOldExcel),
            ".XLS" or ".ET" => SheetFile.Refused(name, SheetProblemCode.FileIsOldExcel),
            ".CSV" or ".TSV" or ".TXT" when !isZip && !isOldOffice => CsvReader.Read(bytes, name, limits, encoding, delimiter),
            ".XLSX" or ".CSV" or ".TSV" or ".TXT" => SheetFile.Refused(name, SheetProblemCode.FileIsNotASpreadsheet),
            var other => SheetFile.Refused(name, SheetProblemCode.FileTypeUnknown, other.ToLowerInvariant()),
        };
    }

    // Stops one block past the limit, so that a 200 MB upload costs no more memory than a 20 MB one.
    static byte[]? ReadBytes(Stream stream, long limit)
    {
        if (stream.CanSeek && stream.Length - stream.Position > limit)
            return null;
        using var copy = new MemoryStream();
        var block = new byte[81_920];
        for (int read; (read = stream.Read(block)) > 0;)
        {
            if (copy.Length + read > limit)
                return null;
            copy.Write(block, 0, read);
        }
        return copy.ToArray();
    }
}
