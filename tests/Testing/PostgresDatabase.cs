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

    protected override async Task CopyOf(TestDatabase other)
    {
        CloseConnections();
        await PostgresCluster.Drop(name);
        await PostgresCluster.Copy(((PostgresDatabase)other).Name, name);
    }

    protected override void CloseConnections()
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    public override async ValueTask DisposeAsync()
    {
        CloseConnections();
        await PostgresCluster.Drop(name);
    }
}
