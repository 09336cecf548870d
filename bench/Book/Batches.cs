using System.Diagnostics;
using Jiuji.Ledger;

namespace Jiuji.Bench.Book;

/// <summary>One writer, so many transfers to a commit: as groups through the book, or as plain prepared SQL.</summary>
static class Batches
{
    public static async Task<double> Book(BenchDatabase database, int size, int seconds)
    {
        await using var connection = await database.Connect();
        return await PerSecond(size, seconds, first => database.InTransaction(connection, book =>
            book.Post([.. Enumerable.Range(0, size).Select(index => (IReadOnlyList<Transfer>)[BenchDatabase.Payment(first + index)])])));
    }

    public static async Task<double> Plain(BenchDatabase database, int size, int seconds)
    {
        await using var connection = await database.Connect();
        using var plain = new PlainSql(connection);
        return await PerSecond(size, seconds, async first =>
        {
            await using var transaction = database.Begin(connection);
            plain.Begin(transaction);
            for (var index = 0; index < size; index++) plain.Post(BenchDatabase.Payment(first + index));
            plain.End();
            await transaction.CommitAsync();
        });
    }

    static async Task<double> PerSecond(int size, int seconds, Func<long, Task> batch)
    {
        await batch(0);
        var watch = Stopwatch.StartNew();
        var count = 0L;
        while (watch.Elapsed.TotalSeconds < seconds) await batch(count += size);
        return count / watch.Elapsed.TotalSeconds;
    }
}
