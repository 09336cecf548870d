using System.Data.Common;
using System.Globalization;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger.Exports;

/// <summary>
/// The book as a plain-text journal that hledger reads: an independent program can rebuild every balance. Days are the effective ones, the code is the
/// place in the county's sequence; fund, purpose, case, actor and the recorded day are tags. Reservations move nothing and are left out.
/// </summary>
public static class HledgerJournal
{
    /// <param name="writer">Receives the journal; stays open.</param>
    /// <param name="chart">How owners and funds are called there.</param>
    public static async Task Write(TextWriter writer, DbConnection connection, string county, Chart chart, CancellationToken cancellation = default)
    {
        await using var snapshot = await Snapshot.Begin(connection, cancellation);
        var accounts = await connection.Rows("SELECT id, owner, fund, kind, party, unit FROM account WHERE county_code = @county", reader => (Id: reader.GetGuid(0), Key: Query.ReadKey(reader, 1)), [("county", county)], null, cancellation)
            .ToDictionaryAsync(account => account.Id, account => account.Key, cancellationToken: cancellation);
        await WriteHeading(writer, county, accounts.Values, chart);
        var transfers = connection.Rows($"{TransferReader.Select} WHERE county_code = @county AND kind IN ('Post', 'PostHold') ORDER BY seq", TransferReader.Read, [("county", county)], null, cancellation);
        await foreach (var transfer in transfers) await WriteTransfer(writer, transfer, accounts, chart);
    }

    /// <summary>The directive's number shows the decimals; hledger wants the mark even where none follow.</summary>
    static async Task WriteHeading(TextWriter writer, string county, IEnumerable<AccountKey> accounts, Chart chart)
    {
        await writer.WriteAsync($"; Book of county {county}\ndecimal-mark .\n");
        foreach (var unit in accounts.Select(key => key.Unit).Distinct().Order(StringComparer.Ordinal)) await writer.WriteAsync($"commodity {(unit == AccountKey.Yuan ? "1000.00" : "1000.")} {Commodity(unit)}\n");
        foreach (var name in accounts.Select(chart.Name).Distinct().Order(StringComparer.Ordinal)) await writer.WriteAsync($"account {name}\n");
    }

    static async Task WriteTransfer(TextWriter writer, TransferRow transfer, Dictionary<Guid, AccountKey> accounts, Chart chart)
    {
        var words = transfer.Note.Length == 0 ? transfer.Reason : $"{transfer.Reason} | {transfer.Note}";
        await writer.WriteAsync($"\n{Day(transfer.OccurredOn)} * ({transfer.Seq.ToString(CultureInfo.InvariantCulture)}) {Chart.Part(words)}\n");
        foreach (var (name, value) in Tags(transfer)) if (value.Length > 0) await writer.WriteAsync($"    ; {name}: {Chart.Part(value).Replace(',', '，')}\n");
        await writer.WriteAsync($"    {chart.Name(accounts[transfer.ToAccount])}  {Chart.Amount(transfer.Amount, transfer.Unit)} {Commodity(transfer.Unit)}\n");
        await writer.WriteAsync($"    {chart.Name(accounts[transfer.FromAccount])}  {Chart.Amount(-transfer.Amount, transfer.Unit)} {Commodity(transfer.Unit)}\n");
    }

    static IEnumerable<(string Name, string Value)> Tags(TransferRow transfer) =>
    [
        ("id", transfer.Id.ToString("D")),
        ("fund", transfer.Fund == Guid.Empty ? "" : transfer.Fund.ToString("D")),
        ("purpose", transfer.Purpose),
        ("case", transfer.CaseReference),
        ("actor", transfer.Actor),
        ("recorded", Day(CountyDay.Of(transfer.RecordedAt))),
        ("mark", transfer.Mark),
        ("reverses", transfer.Reverses?.ToString("D") ?? ""),
    ];

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A name with anything but letters must stand in quotes.</summary>
    static string Commodity(string unit) => unit.All(char.IsAsciiLetter) ? unit : $"\"{unit.Replace("\"", "", StringComparison.Ordinal)}\"";
}
