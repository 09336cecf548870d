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

    public override async ValueTask DisposeAsync()
    {
        foreach (var each in (string[])[connectionString, siteConnectionString])
        {
            await using var connection = new NpgsqlConnection(each);
            NpgsqlConnection.ClearPool(connection);
        }

        await PostgresCluster.Drop(name);
    }
}
