using System.Data.Common;
using Jiuji.Web.Database;
using Npgsql;

namespace Jiuji.Testing;

/// <summary>One database of the process's throwaway cluster.</summary>
public sealed class PostgresDatabase(string name, string connectionString, string siteConnectionString) : TestDatabase
{
    public string Name => name;

    public override DatabaseProvider Provider => DatabaseProvider.Postgres;

    /// <summary>As the server's superuser, before whom no wall stands.</summary>
    public override string ConnectionString => connectionString;

    public override string SiteConnectionString => siteConnectionString;

    public override DbConnection Connect() => new NpgsqlConnection(connectionString);

    protected override async Task CopyOf(TestDatabase other)
    {
        CloseConnections();
        await PostgresCluster.Drop(name);
        await PostgresCluster.Copy(((PostgresDatabase)other).Name, name);
    }

    protected override void CloseConnections()
    {
        foreach (var each in (string[])[connectionString, siteConnectionString])
        {
            using var connection = new NpgsqlConnection(each);
            NpgsqlConnection.ClearPool(connection);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        CloseConnections();
        await PostgresCluster.Drop(name);
    }
}
