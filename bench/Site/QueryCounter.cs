using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Jiuji.Bench.Site;

/// <summary>Counts what EF asks of the database, whoever asks, and the time until the last row was read.</summary>
sealed class QueryCounter : DbCommandInterceptor
{
    int count;
    long ticks;

    public int Count => Volatile.Read(ref count);
    public TimeSpan Time => new(Interlocked.Read(ref ticks));

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref count);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Interlocked.Add(ref ticks, eventData.Duration.Ticks);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        Interlocked.Add(ref ticks, eventData.Duration.Ticks);
        return result;
    }
}
