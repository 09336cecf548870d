using System.IO.Compression;

namespace Jiuji.Web.Tests.Files;

/// <summary>Rebuilds a zip with one part changed, so that the damage lies in the content and not in the packing.</summary>
static class Zipped
{
    public static byte[] WithMutatedPart(byte[] original, Random random)
    {
        using var from = new ZipArchive(new MemoryStream(original));
        using var stream = new MemoryStream();
        var chosen = random.Next(from.Entries.Count);
        using (var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            // Stored, not compressed: nothing but the part itself is hurt.
            foreach (var (index, entry) in from.Entries.Index())
            {
                var bytes = Bytes(entry);
                using var part = to.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                part.Write(index == chosen ? SheetFuzzTests.Mutated(bytes, random) : bytes);
            }
        return stream.ToArray();
    }

    static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
