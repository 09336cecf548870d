using System.Data.Common;

namespace Jiuji.Ledger.Storage;

/// <summary>
/// One statement per table and batch, a typed array per column: the server sees a set, not a thousand statements. All questions travel together, and all
/// writes: a commit costs three round trips however many tables it touches, and one where the last batch left all that there is to know.
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

    public override bool WritesAtOnce => true;

    /// <summary>
    /// One statement, which is its own transaction: the lane's row is moved on first, if it still stands where it stood, and all the rest is inserted beside
    /// that row, so nothing where there is none.
    /// </summary>
    public override async Task<bool> WriteAtOnce(BookWrite write, long seq, byte[] head, CancellationToken cancellation)
    {
        await using var batch = Batch();
        var command = batch.CreateBatchCommand();
        command.CommandText = AtOnce;
        AddValues(command, write.Lane.CountyCode, seq, head, write.Lane.Seq, write.Lane.ChainHead, CountyDay.Micros(write.Lane.RecordedAt));
        AddColumns(command, Tables.Account, write.Accounts);
        AddColumns(command, Tables.Transfer, write.Transfers);
        AddColumns(command, Tables.Entry, write.Entries);
        AddColumns(command, Tables.AccountDay, write.Days);
        batch.BatchCommands.Add(command);
        try
        {
            await batch.PrepareAsync(cancellation);
            return await batch.ExecuteScalarAsync(cancellation) is 1L;
        }
        catch (DbException repeated) when (repeated.SqlState == UniqueViolation)
        {
            return false;
        }
    }

    const string UniqueViolation = "23505";

    static readonly string AtOnce = TextAtOnce();

    static string TextAtOnce()
    {
        var next = 7;
        return $"""
            WITH guard AS (UPDATE lane SET seq = $4, chain_head = $5, recorded_at = $6 WHERE county_code = $1 AND seq = $2 AND chain_head = $3 RETURNING 1),
            write_account AS ({Part(Tables.Account)}), write_transfer AS ({Part(Tables.Transfer)}), write_entry AS ({Part(Tables.Entry)}), write_day AS ({Part(Tables.AccountDay)})
            SELECT count(*) FROM guard
            """;

        string Part<T>(Table<T> table)
        {
            var part = $"{table.InsertInto} SELECT u.* FROM guard, unnest({Arrays(table, next)}) AS u {table.OnConflict}";
            next += table.Columns.Count;
            return part;
        }
    }

    static void Add<T>(DbBatch batch, Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return;
        var command = batch.CreateBatchCommand();
        command.CommandText = Inserts.GetOrAdd(table, _ => $"{table.InsertInto} SELECT * FROM unnest({Arrays(table, 1)}) {table.OnConflict}");
        AddColumns(command, table, rows);
        batch.BatchCommands.Add(command);
    }

    static readonly System.Collections.Concurrent.ConcurrentDictionary<object, string> Inserts = [];

    /// <summary>The table's columns as parameters by number: named ones would be looked for in the text each time.</summary>
    static string Arrays<T>(Table<T> table, int first) => string.Join(", ", table.Columns.Select((column, index) => $"${first + index}::{column.PostgresType}[]"));

    static void AddColumns<T>(DbBatchCommand command, Table<T> table, IReadOnlyList<T> rows)
    {
        foreach (var column in table.Columns) AddValues(command, column.Values(rows));
    }

    static void AddValues(DbBatchCommand command, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
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
}
