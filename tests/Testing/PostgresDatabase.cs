using System.Data.Common;
using Jiuji.Web.Database;
using Npgsql;

namespace Jiuji.Testing;

/// <summary>One database of the process's throwaway cluster.</summary>
public sealed class PostgresDatabase(string name, string connectionString) : TestDatabase
{
    public string Name => name;

    public override DatabaseProvider Provider => DatabaseProvider.Postgres;

    public override string ConnectionString => connectionString;

    public override DbConnection Connect() => new NpgsqlConnection(connectionString);

    public override async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await PostgresCluster.Drop(name);
    }
}
