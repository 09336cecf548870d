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

    public static async Task Run(Figures figures, string folder, int transfers, int seconds)
    {
        await using var database = await BenchDatabase.Sqlite(folder);
        await using var connection = await database.Connect();
        var first = 0.0;
        for (var size = Smallest; size <= transfers; size = size * 10 > transfers && size < transfers ? transfers : size * 10)
        {
            await Fill(connection, (int)(size - await Number(connection, "SELECT seq FROM lane")));
            await BenchDatabase.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            var entries = 2L * size;
            figures.AtMost($"SQLite, {entries:N0} entries: balance as of a day by effective date, p99", await Balance(connection, DateBasis.Occurred), "ms", 5);
            figures.AtMost($"SQLite, {entries:N0} entries: balance as of a day by record date, p99", await Balance(connection, DateBasis.Recorded), "ms", 5);
            var perSecond = Figures.Median([await Batches.Book(database, 1000, seconds), await Batches.Book(database, 1000, seconds), await Batches.Book(database, 1000, seconds)]);
            if (size == Smallest) figures.Add($"SQLite, {entries:N0} entries: book, batches of 1,000", first = perSecond, "/s");
            else figures.AtLeast($"SQLite, {entries:N0} entries: book, batches of 1,000", perSecond, "/s", 0.8 * first);
        }
    }

    static async Task<double> Balance(DbConnection connection, DateBasis basis)
    {
        var hands = BenchDatabase.Hands.Id(BenchDatabase.County);
        var today = CountyDay.Of(TimeProvider.System.GetUtcNow());
        var waits = new List<double>();
        for (var index = 0; index < 300; index++)
        {
            var begun = Stopwatch.GetTimestamp();
            await Balances.AsOf(connection, BenchDatabase.County, hands, today.AddDays(-index * 9), basis);
            waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        return Figures.P99(waits);
    }

    /// <summary>
    /// So many payments over the last 3,000 days, made inside the database: their hashes are zero and their ids in no order of time, which only makes the
    /// indexes worse than a real book's.
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
              SELECT '{BenchDatabase.County}', upper(printf('%08x-%04x-7000-8000-%012x', seq, seq % 65536, i)), seq, 'Post', '{hands}', '{awaiting}', 1, 'CNY', '{Text(BenchDatabase.Fund)}', 'PaymentMade', '{payment.Purpose}', '{payment.CaseReference}', '{payment.Actor}', day, day * 86400000000 + seq, '{payment.Documents[0]}', '', '', zeroblob(32) FROM filling;
            INSERT INTO entry (county_code, account_id, seq, amount, balance_before, balance_after, version)
              SELECT county_code, id, f.seq, -1, balance - i + 1, balance - i, version + i FROM account JOIN filling f WHERE id = '{hands}';
            INSERT INTO entry (county_code, account_id, seq, amount, balance_before, balance_after, version)
              SELECT county_code, id, f.seq, 1, balance + i - 1, balance + i, version + i FROM account JOIN filling f WHERE id = '{awaiting}';
            INSERT INTO account_day (county_code, account_id, occurred_on, net, first_seq, last_seq)
              SELECT county_code, id, day, CASE WHEN id = '{hands}' THEN -COUNT(*) ELSE COUNT(*) END, MIN(seq), MAX(seq) FROM account JOIN filling WHERE id IN ('{hands}', '{awaiting}') GROUP BY id, day
              ON CONFLICT DO UPDATE SET net = net + excluded.net, last_seq = excluded.last_seq;
            UPDATE account SET balance = balance + CASE WHEN id = '{hands}' THEN -{transfers} ELSE {transfers} END, version = version + {transfers} WHERE id IN ('{hands}', '{awaiting}');
            UPDATE lane SET seq = seq + {transfers};
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
