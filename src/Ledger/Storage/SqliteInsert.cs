using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Jiuji.Ledger.Storage;

/// <summary>
/// A table's insert, prepared once on one SQLite database and run once for each row. Values are bound by their place through SQLite's own functions: the driver
/// looks every value up by its name, which cost more than the rules, the chain and the hashing of a transfer together (docs/performance.md).
/// </summary>
/// <remarks>Runs in whatever transaction the connection has open. Like the connection it serves one thread at a time.</remarks>
sealed class SqliteInsert<T> : IDisposable
{
    /// <summary>Texts up to this many bytes of UTF-8 are written where the statement copies them from; longer ones go through the library.</summary>
    const int UsualText = 512;

    readonly sqlite3 database;
    readonly sqlite3_stmt statement;
    readonly IReadOnlyList<Column<T>> columns;

    /// <exception cref="SqliteException">The table is not as the book knows it.</exception>
    public SqliteInsert(sqlite3 database, Table<T> table)
    {
        (this.database, columns) = (database, table.Columns);
        var sql = $"{table.InsertInto} VALUES ({string.Join(", ", columns.Select(_ => "?"))}) {table.OnConflict}";
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    /// <summary>Whether it was prepared on this database: a connection that was closed and opened again has another.</summary>
    public bool IsOf(sqlite3 current) => ReferenceEquals(database, current);

    /// <exception cref="SqliteException">A rule of the table, or a trigger, refused the row; the transaction stands as before it.</exception>
    public void Run(T row)
    {
        for (var index = 0; index < columns.Count; index++) Check(Bind(index + 1, columns[index].Value(row)));
        var answer = raw.sqlite3_step(statement);
        // The reset repeats the answer of the step, and frees the statement for the next row whatever it was.
        raw.sqlite3_reset(statement);
        if (answer != raw.SQLITE_DONE) Check(answer);
    }

    public void Dispose() => statement.Dispose();

    int Bind(int place, object value) => value switch
    {
        string text => BindText(place, text),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        Guid id => BindId(place, id),
        // An empty span would be bound as null.
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, place, 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        DBNull => raw.sqlite3_bind_null(statement, place),
        _ => throw new InvalidOperationException($"The book writes no {value.GetType().Name} to SQLite ({columns[place - 1].Name})."),
    };

    int BindText(int place, string text)
    {
        // An empty span would be bound as null.
        if (text.Length is 0 or > UsualText / 3) return raw.sqlite3_bind_text(statement, place, text);
        Span<byte> utf8 = stackalloc byte[UsualText];
        return raw.sqlite3_bind_text(statement, place, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    /// <summary>Upper case, as EF writes a Guid to a TEXT column.</summary>
    int BindId(int place, Guid id)
    {
        Span<byte> utf8 = stackalloc byte[36];
        id.TryFormat(utf8, out _, "D");
        Ascii.ToUpperInPlace(utf8, out _);
        return raw.sqlite3_bind_text(statement, place, utf8);
    }

    void Check(int answer) => SqliteException.ThrowExceptionForRC(answer, database);
}
