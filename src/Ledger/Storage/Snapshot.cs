using System.Data.Common;

namespace Jiuji.Ledger.Storage;

/// <summary>
/// One unmoving view of the book for a report of several queries, while the lanes go on writing. Begun by statement, because ADO.NET's own
/// transaction on SQLite would take the writer's lock.
/// </summary>
sealed class Snapshot : IAsyncDisposable
{
    readonly DbConnection connection;

    Snapshot(DbConnection connection) => this.connection = connection;

    public static async Task<Snapshot> Begin(DbConnection connection, CancellationToken cancellation)
    {
        var snapshot = new Snapshot(connection);
        await snapshot.Execute(BookSql.IsPostgres(connection) ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN", cancellation);
        return snapshot;
    }

    public async ValueTask DisposeAsync() => await Execute("ROLLBACK", CancellationToken.None);

    async Task Execute(string statement, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
