using System.Data.Common;

namespace Jiuji.Ledger.Storage;

/// <summary>
/// One statement per table and batch, a typed array per column: the server sees a set, not a thousand statements. All questions travel together, and all
/// writes: a commit costs three round trips however many tables it touches.
/// </summary>
sealed class PostgresBookSql(DbConnection connection) : BookSql(connection)
{
    protected override string ForUpdate => "FOR UPDATE";

    protected override string AmongIds(string column) => $"{column} = ANY(@ids)";

    protected override object Ids(IReadOnlyCollection<Guid> ids) => ids.ToArray();

    /// <summary>Each statement of a batch takes its own view of the data, so those after the lane's lock see what its last holder committed.</summary>
    protected override async Task Run(IReadOnlyList<Question> questions, CancellationToken cancellation)
    {
        await using var batch = Batch();
        foreach (var question in questions) Add(batch, question.Sql, question.Values);
        await batch.PrepareAsync(cancellation);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var question in questions)
        {
            while (await reader.ReadAsync(cancellation)) question.Row(reader);
            await reader.NextResultAsync(cancellation);
        }
    }

    public override async Task Write(BookWrite write, CancellationToken cancellation)
    {
        await using var batch = Batch();
        Add(batch, Tables.Account, write.Accounts);
        Add(batch, Tables.Transfer, write.Transfers);
        Add(batch, Tables.Entry, write.Entries);
        Add(batch, Tables.AccountDay, write.Days);
        Add(batch, Tables.Hold, write.Holds);
        Add(batch, Tables.Lane, [write.Lane]);
        await batch.PrepareAsync(cancellation);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public override async Task Insert<T>(Table<T> table, T row, CancellationToken cancellation)
    {
        await using var batch = Batch();
        Add(batch, table, [row]);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    DbBatch Batch()
    {
        var batch = Connection.CreateBatch();
        batch.Transaction = Transaction;
        return batch;
    }

    static void Add<T>(DbBatch batch, Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count > 0) Add(batch, Inserts.GetOrAdd(table, _ => Text(table)), [.. table.Columns.Select(column => (column.Name, (object)column.Values(rows)))]);
    }

    static void Add(DbBatch batch, string sql, (string Name, object Value)[] values)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        batch.BatchCommands.Add(command);
    }

    static readonly System.Collections.Concurrent.ConcurrentDictionary<object, string> Inserts = [];

    static string Text<T>(Table<T> table) =>
        $"{table.InsertInto} SELECT * FROM unnest({string.Join(", ", table.Columns.Select(column => $"@{column.Name}::{column.PostgresType}[]"))}) {table.OnConflict}";
}
