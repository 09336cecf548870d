using System.Diagnostics;
using Jiuji.Ledger;

namespace Jiuji.Bench.Book;

/// <summary>The whole book recomputed: how long, and with how much memory.</summary>
static class VerifyMillion
{
    const int Batch = 10_000;

    public static async Task Run(Figures figures, string folder, int transfers)
    {
        await using var database = await BenchDatabase.Sqlite(folder);
        await using var connection = await database.Connect();
        for (var made = 0; made < transfers; made += Batch)
            await database.InTransaction(connection, book => book.Post([.. Enumerable.Range(made, Batch).Select(number => (IReadOnlyList<Transfer>)[BenchDatabase.Payment(number)])]));
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true);
        var watch = Stopwatch.StartNew();
        var processor = Environment.CpuUsage.TotalTime;
        var verifying = Task.Run(() => Verification.Run(connection, BenchDatabase.County));
        var most = 0L;
        while (!verifying.IsCompleted)
        {
            most = Math.Max(most, Environment.WorkingSet);
            await Task.WhenAny(verifying, Task.Delay(200));
        }
        var report = await verifying;
        if (!report.IsSound) throw new InvalidOperationException(report.FirstBroken?.FirstFact);
        figures.AtMost($"SQLite, verify {report.Transfers:N0} transfers", watch.Elapsed.TotalSeconds, "s", 20.0 * transfers / 1_000_000);
        figures.Add("SQLite, verify, processor time", (Environment.CpuUsage.TotalTime - processor).TotalSeconds, "s");
        figures.AtMost("SQLite, verify, most memory of the process", most / 1_000_000.0, "MB", 500);
    }
}
