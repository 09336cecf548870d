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
        var values = new (string Name, object Value)[table.Columns.Count];
        foreach (var row in rows)
        {
            for (var index = 0; index < values.Length; index++) values[index] = (table.Columns[index].Name, table.Columns[index].Value(row));
            await Command(Text(table), values).ExecuteNonQueryAsync(cancellation);
        }
    }

    static string Text<T>(Table<T> table) =>
        $"{table.InsertInto} VALUES ({string.Join(", ", table.Columns.Select(column => "@" + column.Name))}) {table.OnConflict}";
}
