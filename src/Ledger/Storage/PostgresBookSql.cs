using System.Data.Common;

namespace Jiuji.Ledger.Storage;

/// <summary>One statement per table and batch, a typed array per column: the server sees a set, not a thousand statements.</summary>
sealed class PostgresBookSql(DbConnection connection) : BookSql(connection)
{
    protected override string ForUpdate => "FOR UPDATE";

    protected override string AmongIds(string column) => $"{column} = ANY(@ids)";

    protected override object Ids(IReadOnlyCollection<Guid> ids) => ids.ToArray();

    protected override async Task Insert<T>(Table<T> table, IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0) return;
        var command = Kept(table, Text);
        for (var index = 0; index < table.Columns.Count; index++) command.Parameters[index].Value = table.Columns[index].Values(rows);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    static string Text<T>(Table<T> table) =>
        $"{table.InsertInto} SELECT * FROM unnest({string.Join(", ", table.Columns.Select(column => $"@{column.Name}::{column.PostgresType}[]"))}) {table.OnConflict}";
}
