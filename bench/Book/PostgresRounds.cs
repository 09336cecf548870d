namespace Jiuji.Bench.Book;

/// <summary>PostgreSQL: 1, 8 and 32 callers on one hot account beside pgbench's TPC-B, which spreads over 50 branches.</summary>
static class PostgresRounds
{
    const int Rounds = 3;
    const int Scale = 50;

    public static async Task Run(Figures figures, int seconds)
    {
        using var server = ThrowawayPostgres.Start();
        if (server is null) return;
        server.FillPgBench(Scale);
        Dictionary<int, List<double>> book = new() { [1] = [], [8] = [], [32] = [] };
        List<double> tpcB = [], itsOwn = [], waits = [], ours = [], theirs = [];
        for (var round = 0; round < Rounds; round++)
        {
            var idle = server.ProcessorSeconds();
            if (server.PgBench(32, seconds) is { } tps)
            {
                tpcB.Add(tps);
                itsOwn.Add((server.ProcessorSeconds() - idle) * 1e6 / (tps * seconds));
            }
            foreach (var callers in book.Keys)
            {
                await using var database = await BenchDatabase.Postgres(server.ConnectionString);
                var (before, serverBefore) = (Environment.CpuUsage.TotalTime, server.ProcessorSeconds());
                var (perSecond, p99) = await Callers.Measure(database, callers, seconds);
                book[callers].Add(perSecond);
                if (callers < 32) continue;
                waits.Add(p99);
                ours.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (perSecond * seconds));
                theirs.Add((server.ProcessorSeconds() - serverBefore) * 1e6 / (perSecond * seconds));
            }
        }
        var (one, eight, thirtyTwo) = (Figures.Median(book[1]), Figures.Median(book[8]), Figures.Median(book[32]));
        if (tpcB.Count > 0) figures.Add($"PostgreSQL, pgbench TPC-B, scale {Scale}, 32 clients", Figures.Median(tpcB), "/s");
        figures.Add("PostgreSQL, book, 1 caller, one hot account", one, "/s");
        figures.AtLeast("PostgreSQL, book, 8 callers, one hot account", eight, "/s", one);
        figures.AtLeast("PostgreSQL, book, 32 callers, one hot account", thirtyTwo, "/s", Math.Max(eight, tpcB.Count > 0 ? 3 * Figures.Median(tpcB) : 0));
        if (tpcB.Count > 0) figures.AtLeast("PostgreSQL, book, 32 callers, against TPC-B", thirtyTwo / Figures.Median(tpcB), "×", 3);
        if (tpcB.Count > 0) figures.Add("PostgreSQL, pgbench TPC-B, the server's processor time per transaction", Figures.Median(itsOwn), "µs");
        figures.Add("PostgreSQL, book, 32 callers, p99 of the wait", Figures.Median(waits), "ms");
        figures.Add("PostgreSQL, book, 32 callers, our processor time per transfer", Figures.Median(ours), "µs");
        figures.Add("PostgreSQL, book, 32 callers, the server's processor time per transfer", Figures.Median(theirs), "µs");
    }
}
