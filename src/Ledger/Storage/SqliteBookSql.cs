using System.Data.Common;

namespace Jiuji.Ledger.Storage;

/// <summary>One prepared statement per table, run once per row: inside the process a statement costs microseconds.</summary>
sealed class SqliteBookSql(DbConnection connection) : BookSql(connection)
{
    readonly Dictionary<object, DbCommand> inserts = [];

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

    async Task Insert<T>(Table<T> table, IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0) return;
        var command = Kept(table);
        foreach (var row in rows)
        {
            for (var index = 0; index < table.Columns.Count; index++) command.Parameters[index].Value = table.Columns[index].Value(row);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>The kept insert of a table; its parameters are the table's columns in order.</summary>
    DbCommand Kept<T>(Table<T> table)
    {
        if (!inserts.TryGetValue(table, out var command))
        {
            command = inserts[table] = Connection.CreateCommand();
            command.CommandText = $"{table.InsertInto} VALUES ({string.Join(", ", table.Columns.Select(column => "@" + column.Name))}) {table.OnConflict}";
            foreach (var column in table.Columns) AddParameter(command, column.Name);
        }
        command.Transaction = Transaction;
        return command;
    }
}
