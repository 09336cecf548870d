using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Files;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Statements;

/// <summary>A line as the import command carries it: what names a person is masked and indexed before it comes near the database.</summary>
public sealed record StatementLineRow(
    int Row, DateOnly Day, long AmountFen, long? BalanceFen, string Counterparty, string AccountMasked, byte[] AccountIndex, string Reference, string Summary, string Fingerprint);

/// <summary>A bank's file, read and checked: its rows as they stand, its lines, and everything that is wrong with it.</summary>
public sealed record StatementFile(
    string Name, string Hash, byte[] Content, StatementLayout? Layout, IReadOnlyList<StatementRow> Sample, StatementReading Reading, IReadOnlyList<SheetProblem> SheetProblems)
{
    public const int SampleRows = 14;
    private const int LongestPersonName = 4;
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    public bool IsClean => SheetProblems.Count == 0 && Reading.IsClean;

    /// <summary>Reads by the layout, or, where none is given, by what the headings say themselves.</summary>
    public static StatementFile Read(byte[] content, string fileName, StatementLayout? layout)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (Path.GetExtension(fileName).Equals(".xml", StringComparison.OrdinalIgnoreCase))
        {
            using var xml = new MemoryStream(content);
            return new StatementFile(fileName, hash, content, null, [], CamtReader.Read(xml), []);
        }

        var encoding = Enum.TryParse<SheetEncoding>(layout?.Encoding, out var said) ? said : SheetEncoding.Detect;
        using var stream = new MemoryStream(content);
        var sheets = SheetReader.Read(stream, fileName, encoding: encoding, delimiter: layout is { Delimiter: { Length: 1 } sign } ? sign[0] : null);
        if (sheets.Problems.Count > 0)
        {
            return new StatementFile(fileName, hash, content, layout, [], new StatementReading([], []), sheets.Problems);
        }

        var rows = sheets.Sheets[0].Rows.Select(row => new StatementRow(row.Number, [.. row.Cells.Select(cell => cell.Value)])).ToList();
        var by = layout ?? StatementLayout.Guess(rows);
        var reading = by is null
            ? new StatementReading([], [new StatementProblem(null, "", StatementProblemKind.HeadingMissing)])
            : StatementReader.Read(rows, by);
        return new StatementFile(fileName, hash, content, by, [.. rows.Take(SampleRows)], reading, []);
    }

    public IReadOnlyList<StatementLineRow> Rows(string township, PersonalVault vault)
    {
        var fingerprints = LineFingerprint.Of(township, Reading.Lines);
        return [.. Reading.Lines.Select((line, i) => new StatementLineRow(
            line.Row, line.Day, line.AmountFen, line.BalanceFen, Masked(line.Name), Masking.BankAccount(line.Account),
            IsWhole(line.Account) ? vault.Index("account", line.Account) : [], line.Reference, line.Summary, fingerprints[i]))];
    }

    /// <summary>The name of a person is masked, that of an office or a company is not.</summary>
    private static string Masked(string name) => name.Length <= LongestPersonName || name.Contains('·', StringComparison.Ordinal) ? Masking.Name(name) : name;

    private static bool IsWhole(string account) => account.Length >= 8 && account.All(char.IsAsciiLetterOrDigit);

    public static string Write(StatementLayout layout) => JsonSerializer.Serialize(layout, Json);

    public static StatementLayout ReadLayout(string text) => JsonSerializer.Deserialize<StatementLayout>(text, Json) ?? throw new InvalidDataException("A stored format is empty.");

    /// <summary>The format of that name; null for the empty name, which asks the headings.</summary>
    public static async Task<(bool IsKnown, StatementLayout? Layout)> Format(JiujiDb db, string county, string name, CancellationToken cancellationToken)
    {
        if (name.Length == 0)
        {
            return (true, null);
        }

        var format = await db.Set<StatementFormat>().AsNoTracking().FirstOrDefaultAsync(f => f.CountyCode == county && f.Name == name, cancellationToken);
        return format is null ? (false, null) : (true, ReadLayout(format.Layout));
    }
}
