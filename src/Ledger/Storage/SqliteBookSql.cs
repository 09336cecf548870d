using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Jiuji.Ledger.Storage;

/// <summary>One prepared statement per table, run once per row: inside the process a statement costs microseconds.</summary>
sealed class SqliteBookSql(DbConnection connection) : BookSql(connection)
{
    readonly Dictionary<object, IDisposable> inserts = [];

    protected override string ForUpdate => "";

    protected override bool AsksWithoutTrips => true;

    protected override string AmongIds(string column) => $"{column} IN (SELECT value FROM json_each(@ids))";

    /// <summary>Upper case, as EF writes a Guid to a TEXT column.</summary>
    protected override object Ids(IReadOnlyCollection<Guid> ids) =>
        $"[{string.Join(',', ids.Select(id => $"\"{id.ToString("D").ToUpperInvariant()}\""))}]";

    protected override async Task Run(IReadOnlyList<Question> questions, CancellationToken cancellation)
    {
        foreach (var question in questions)
        {
            await using var reader = await Command(question.Sql, question.Values).ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) question.Row(reader);
        }
    }

    public override async Task Write(BookWrite write, CancellationToken cancellation)
    {
        await Insert(Tables.Account, write.Accounts, cancellation);
        await Insert(Tables.Transfer, write.Transfers, cancellation);
        await Insert(Tables.Entry, write.Entries, cancellation);
        await Insert(Tables.AccountDay, write.Days, cancellation);
        await Insert(Tables.Hold, write.Holds, cancellation);
        await Insert(Tables.Lane, [write.Lane], cancellation);
    }

    public override Task Insert<T>(Table<T> table, T row, CancellationToken cancellation) => Insert(table, [row], cancellation);

    Task Insert<T>(Table<T> table, IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (rows.Count == 0) return Task.CompletedTask;
        var insert = Kept(table);
        foreach (var row in rows) insert.Run(row);
        return Task.CompletedTask;
    }

    SqliteInsert<T> Kept<T>(Table<T> table)
    {
        var database = ((SqliteConnection)Connection).Handle ?? throw new InvalidOperationException("The connection of the book is closed.");
        if (inserts.TryGetValue(table, out var kept) && kept is SqliteInsert<T> insert && insert.IsOf(database)) return insert;
        kept?.Dispose();
        insert = new(database, table);
        inserts[table] = insert;
        return insert;
    }
}
