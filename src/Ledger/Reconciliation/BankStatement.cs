using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jiuji.Ledger.Reconciliation;

/// <summary>One imported file of a bank: of which place, from when to when, and who brought it. The file itself is kept as a document.</summary>
public sealed class BankStatement
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required string TownshipCode { get; init; }

    /// <summary>The place of the book it speaks of, such as "bank:341722101".</summary>
    public required string Place { get; init; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file: the same file twice is refused (T15).</summary>
    public required string FileHash { get; init; }

    /// <summary>The format it was read by; empty where its headings spoke for themselves.</summary>
    public required string Format { get; init; }
    public required DateOnly FirstDay { get; init; }
    public required DateOnly LastDay { get; init; }
    public required int Lines { get; init; }

    /// <summary>Balances before the first and after the last line; null where the bank writes none.</summary>
    public long? OpeningFen { get; init; }
    public long? ClosingFen { get; init; }
    public required string ImportedBy { get; init; }
    public required DateTimeOffset ImportedAt { get; init; }
}

/// <summary>
/// One line of a bank statement, in fen: positive came in, negative went out. Names and accounts of people are kept masked and as keyed blind
/// index, enough to match them and no more.
/// </summary>
public sealed class BankLine
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid StatementId { get; init; }
    public required string TownshipCode { get; init; }
    public required string Place { get; init; }
    public required int RowNumber { get; init; }
    public required DateOnly Day { get; init; }
    public required long AmountFen { get; init; }
    public long? BalanceFen { get; init; }
    public required string Counterparty { get; init; }
    public required string AccountMasked { get; init; }

    /// <summary>Keyed blind index of the counterparty's account; empty where the bank writes none.</summary>
    public required byte[] AccountIndex { get; init; }
    public required string Reference { get; init; }
    public required string Summary { get; init; }

    /// <summary>What makes the line itself (<see cref="LineFingerprint"/>); unique in its township.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The match that settles it; null while it is open.</summary>
    public Guid? MatchId { get; set; }
}

/// <summary>
/// Tells a line again in another file, however that file is sorted and wherever it begins. Where the bank writes a balance, day, amount and
/// balance say it all, in any format; elsewhere the line's own texts. Lines that agree in everything are counted.
/// </summary>
public static class LineFingerprint
{
    public static IReadOnlyList<string> Of(string township, IReadOnlyList<ParsedLine> lines)
    {
        var seen = new Dictionary<string, int>();
        return [.. lines.Select(line =>
        {
            var key = Key(township, line);
            seen[key] = seen.GetValueOrDefault(key) + 1;
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}\n{seen[key]}"))));
        })];
    }

    static string Key(string township, ParsedLine line) => line.BalanceFen is { } balance
        ? string.Create(CultureInfo.InvariantCulture, $"{township}\n{line.Day:yyyy-MM-dd}\n{line.AmountFen}\n{balance}")
        : string.Create(CultureInfo.InvariantCulture, $"{township}\n{line.Day:yyyy-MM-dd}\n{line.AmountFen}\n{line.Time}\n{line.Account}\n{line.Name}\n{line.Reference}\n{line.Summary}");
}
