using System.Data.Common;

namespace Jiuji.Ledger.Storage;

/// <summary>One prepared statement per table, run once per row: inside the process a statement costs microseconds.</summary>
sealed class SqliteBookSql(DbConnection connection) : BookSql(connection)
{
    protected override string ForUpdate => "";

    protected override string AmongIds(string column) => $"{column} IN (SELECT value FROM json_each(@ids))";

    /// <summary>Upper case, as EF writes a Guid to a TEXT column.</summary>
    protected override object Ids(IReadOnlyCollection<Guid> ids) =>
        $"[{string.Join(',', ids.Select(id => $"\"{id.ToString("D").ToUpperInvariant()}\""))}]";

    protected override async Task Insert<T>(Table<T> table, IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0) return;
        var command = Kept(table, Text);
        foreach (var row in rows)
        {
            for (var index = 0; index < table.Columns.Count; index++) command.Parameters[index].Value = table.Columns[index].Value(row);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    static string Text<T>(Table<T> table) =>
        $"{table.InsertInto} VALUES ({string.Join(", ", table.Columns.Select(column => "@" + column.Name))}) {table.OnConflict}";
}
