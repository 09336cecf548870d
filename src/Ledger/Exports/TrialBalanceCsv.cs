namespace Jiuji.Ledger.Exports;

/// <summary>A trial balance as CSV (RFC 4180): one line an account, named as in the journal.</summary>
public static class TrialBalanceCsv
{
    /// <param name="writer">Receives a line for each account, with its name, unit and amount; stays open.</param>
    public static async Task Write(TextWriter writer, TrialBalance balance, Chart chart)
    {
        await writer.WriteAsync("account,unit,balance\r\n");
        foreach (var line in balance.Lines)
            await writer.WriteAsync($"{Quoted(chart.Name(line.Key))},{Quoted(line.Key.Unit)},{Chart.Amount(line.Balance, line.Key.Unit)}\r\n");
    }

    static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
