using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Jiuji.Bench.Site;

/// <summary>Counts what EF asks of the database, whoever asks.</summary>
sealed class QueryCounter : DbCommandInterceptor
{
    int count;

    public int Count => Volatile.Read(ref count);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref count);
        return ValueTask.FromResult(result);
    }
}
