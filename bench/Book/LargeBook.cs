using System.Data.Common;
using System.Diagnostics;
using Jiuji.Ledger;

namespace Jiuji.Bench.Book;

/// <summary>
/// What a book costs as it grows from ten thousand transfers to so many: balances of a hot account as of a day, and the price of the next thousand transfers.
/// </summary>
static class LargeBook
{
    const int Days = 3_000;
    const int Smallest = 10_000;
    const int Questions = 300;
    const int Rounds = 3;

    public static async Task Run(Figures figures, string folder, int transfers)
    {
        await using var database = await BenchDatabase.Sqlite(folder);
        await using var connection = await database.Connect();
        var first = 0.0;
        for (var size = Smallest; size <= transfers; size = size * 10 > transfers && size < transfers ? transfers : size * 10)
        {
            if (size - await Number(connection, "SELECT seq FROM lane") is > 0 and var missing) await Fill(connection, (int)missing);
            await BenchDatabase.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            var entries = 2L * size;
            var (byDay, byRecord) = (await ByDay(connection), await ByRecord(connection));
            figures.AtMost($"SQLite, {entries:N0} entries: balance as of a day by effective date, p99", byDay.P99, "ms", 5);
            figures.AtMost($"SQLite, {entries:N0} entries: balance as of an instant of recording, p99", byRecord.P99, "ms", 5);
            figures.Note($"SQLite, {entries:N0} entries: processor time of such a question, by either date", $"{byDay.Processor:N0} and {byRecord.Processor:N0} µs", "", "");
            var perSecond = await Posting(database);
            if (size == Smallest) figures.Add($"SQLite, {entries:N0} entries: book, batches of 1,000", first = perSecond, "/s");
            else figures.AtLeast($"SQLite, {entries:N0} entries: book, batches of 1,000", perSecond, "/s", 0.8 * first);
        }
    }

    /// <summary>Short rounds, so that the smallest book is still a small one after them.</summary>
    static async Task<double> Posting(BenchDatabase database)
    {
        var rounds = new List<double>();
        for (var round = 0; round < Rounds; round++) rounds.Add(await Batches.Book(database, 1000, 1));
        return Figures.Median(rounds);
    }

    static Task<(double P99, double Processor)> ByDay(DbConnection connection)
    {
        var today = CountyDay.Of(TimeProvider.System.GetUtcNow());
        return Asked(index => Balances.AsOf(connection, BenchDatabase.County, Hands, today.AddDays(-index * Days / Questions), DateBasis.Occurred));
    }

    /// <summary>At the instants of transfers from all over the book.</summary>
    static async Task<(double P99, double Processor)> ByRecord(DbConnection connection)
    {
        var last = await Number(connection, "SELECT seq FROM lane");
        var instants = new List<DateTimeOffset>();
        for (var index = 0; index < Questions; index++)
            instants.Add(CountyDay.FromMicros(await Number(connection, $"SELECT recorded_at FROM transfer WHERE county_code = '{BenchDatabase.County}' AND seq = {1 + last * index / Questions}")));
        return await Asked(index => Balances.At(connection, BenchDatabase.County, Hands, instants[index]));
    }

    static Guid Hands => BenchDatabase.Hands.Id(BenchDatabase.County);

    /// <returns>The 99th percentile of the wait in milliseconds, and the mean of the processor time in microseconds, which a busy machine changes less.</returns>
    static async Task<(double P99, double Processor)> Asked(Func<int, Task> ask)
    {
        await ask(0);
        var processor = Environment.CpuUsage.TotalTime;
        var waits = new List<double>();
        for (var index = 0; index < Questions; index++)
        {
            var begun = Stopwatch.GetTimestamp();
            await ask(index);
            waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        return (Figures.P99(waits), (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / Questions);
    }

    /// <summary>
    /// So many payments of the last 3,000 days, made inside the database and recorded a microsecond apart: their hashes are zero and their ids in no order of
    /// time, which only makes the indexes worse than a real book's.
    /// </summary>
    static async Task Fill(DbConnection connection, int transfers)
    {
        var (hands, awaiting) = (Text(BenchDatabase.Hands.Id(BenchDatabase.County)), Text(BenchDatabase.Awaiting.Id(BenchDatabase.County)));
        var today = CountyDay.Number(CountyDay.Of(TimeProvider.System.GetUtcNow()));
        var payment = BenchDatabase.Payment(0);
        var first = await Number(connection, "SELECT seq FROM lane");
        await BenchDatabase.Execute(connection, $"""
            PRAGMA foreign_keys = 0;
            BEGIN IMMEDIATE;
            CREATE TEMP TABLE filling AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {transfers}) SELECT {first} + i AS seq, i * {Days} / {transfers} + {today - Days} AS day, i FROM n;
            INSERT INTO transfer (county_code, id, seq, kind, from_account, to_account, amount, unit, fund, reason, purpose, case_reference, actor, occurred_on, recorded_at, documents, mark, note, hash)
              SELECT '{BenchDatabase.County}', upper(printf('%08x-%04x-7000-8000-%012x', seq, seq % 65536, i)), seq, 'Post', '{hands}', '{awaiting}', 1, 'CNY', '{Text(BenchDatabase.Fund)}', 'PaymentMade', '{payment.Purpose}', '{payment.CaseReference}', '{payment.Actor}', day, (SELECT recorded_at FROM lane) + i, '{payment.Documents[0]}', '', '', zeroblob(32) FROM filling;
            INSERT INTO entry (county_code, account_id, seq, amount, balance_before, balance_after, version)
              SELECT county_code, id, f.seq, -1, balance - i + 1, balance - i, version + i FROM account JOIN filling f WHERE id = '{hands}';
            INSERT INTO entry (county_code, account_id, seq, amount, balance_before, balance_after, version)
              SELECT county_code, id, f.seq, 1, balance + i - 1, balance + i, version + i FROM account JOIN filling f WHERE id = '{awaiting}';
            INSERT INTO account_day (county_code, account_id, occurred_on, net, first_seq, last_seq)
              SELECT county_code, id, day, CASE WHEN id = '{hands}' THEN -COUNT(*) ELSE COUNT(*) END, MIN(seq), MAX(seq) FROM account JOIN filling WHERE id IN ('{hands}', '{awaiting}') GROUP BY id, day
              ON CONFLICT DO UPDATE SET net = net + excluded.net, last_seq = excluded.last_seq;
            UPDATE account SET balance = balance + CASE WHEN id = '{hands}' THEN -{transfers} ELSE {transfers} END, version = version + {transfers} WHERE id IN ('{hands}', '{awaiting}');
            UPDATE lane SET seq = seq + {transfers}, recorded_at = recorded_at + {transfers};
            DROP TABLE filling;
            COMMIT;
            PRAGMA foreign_keys = 1;
            """);
    }

    static string Text(Guid id) => id.ToString("D").ToUpperInvariant();

    static async Task<long> Number(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
