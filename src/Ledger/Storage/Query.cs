using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Jiuji.Ledger.Storage;

/// <summary>Plain reading: a statement, its values, and what becomes of each row.</summary>
static class Query
{
    public static async IAsyncEnumerable<T> Rows<T>(this DbConnection connection, string sql, Func<DbDataReader, T> read, (string Name, object Value)[] values,
        DbTransaction? transaction = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var command = Command(connection, sql, values, transaction);
        await foreach (var row in Read(command, read, cancellation)) yield return row;
    }

    /// <summary>As <see cref="Rows"/>, without an end of time: a million rows take longer than an ordinary command may.</summary>
    public static async IAsyncEnumerable<T> AllRows<T>(this DbConnection connection, string sql, Func<DbDataReader, T> read, (string Name, object Value)[] values,
        DbTransaction? transaction = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var command = Command(connection, sql, values, transaction);
        command.CommandTimeout = 0;
        await foreach (var row in Read(command, read, cancellation)) yield return row;
    }

    static async IAsyncEnumerable<T> Read<T>(DbCommand command, Func<DbDataReader, T> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return read(reader);
    }

    /// <summary>The first column of the first row as a number; null if there is no row or nothing in it.</summary>
    public static async Task<long?> Number(this DbConnection connection, string sql, (string Name, object Value)[] values, DbTransaction? transaction = null, CancellationToken cancellation = default)
    {
        await using var command = Command(connection, sql, values, transaction);
        return await command.ExecuteScalarAsync(cancellation) is long number ? number : null;
    }

    static DbCommand Command(DbConnection connection, string sql, (string Name, object Value)[] values, DbTransaction? transaction)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@" + name, value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    public static AccountKey ReadKey(DbDataReader reader, int at) =>
        new(reader.GetGuid(at), reader.GetGuid(at + 1), Enum.Parse<AccountKind>(reader.GetString(at + 2)), reader.GetString(at + 3), reader.GetString(at + 4));
}
