using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;

namespace Jiuji.Web.Seeding;

/// <summary>The files under <c>seed/</c>, which travel beside the program.</summary>
public static class SeedFiles
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "seed");

    /// <summary>Reads a CSV file row by row; a row is asked for its columns by name.</summary>
    public static IEnumerable<SeedRow> Rows(params string[] path)
    {
        var file = Path.Combine([Folder, .. path]);
        using var csv = CsvReader.FromText(File.ReadAllText(file, Encoding.UTF8), new CsvReaderOptions { HasHeader = false });
        if (!csv.Read())
        {
            yield break;
        }

        var headings = Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToList();
        while (csv.Read())
        {
            yield return new SeedRow(Enumerable.Range(0, csv.FieldCount).ToDictionary(index => headings[index], index => csv.GetString(index).Trim()), file);
        }
    }

    public static string Text(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]), Encoding.UTF8);

    /// <summary>
    /// The same row gets the same id whenever it is loaded (RFC 9562 version 8 over its name), so a load that was cut off goes on where it stopped
    /// and nothing is loaded twice.
    /// </summary>
    public static Guid Id(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("jiuji seed\n" + name));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}

/// <summary>One row of a seed file.</summary>
public sealed class SeedRow(IReadOnlyDictionary<string, string> cells, string file)
{
    public string this[string column] => cells.TryGetValue(column, out var text) ? text : throw new InvalidDataException($"{file} has no column {column}.");

    public DateOnly Day(string column) => DateOnly.ParseExact(this[column], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public DateOnly? DayOrNone(string column) => this[column].Length == 0 ? null : Day(column);

    public long Number(string column) => long.Parse(this[column], CultureInfo.InvariantCulture);

    public IReadOnlyList<string> List(string column) => this[column].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
