using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Jiuji.Web.Database;

public enum DatabaseProvider { Sqlite, Postgres }

/// <summary>Which database the program works on, from <c>Database__Provider</c> and <c>ConnectionStrings__Jiuji</c>.</summary>
public sealed record DatabaseChoice(DatabaseProvider Provider, string ConnectionString)
{
    public static DatabaseChoice From(IConfiguration configuration)
    {
        var name = configuration["Database:Provider"] ?? "sqlite";
        var provider = name.ToLowerInvariant() switch
        {
            "sqlite" => DatabaseProvider.Sqlite,
            "postgres" => DatabaseProvider.Postgres,
            _ => throw new InvalidOperationException($"Database__Provider is '{name}'; it must be sqlite or postgres."),
        };
        var connection = configuration.GetConnectionString("Jiuji");
        if (connection is null && provider == DatabaseProvider.Postgres)
        {
            throw new InvalidOperationException("Database__Provider is postgres, so ConnectionStrings__Jiuji must say where it is.");
        }

        return new(provider, connection ?? "Data Source=data/jiuji.db");
    }

    /// <summary>The folder of the SQLite file, or the working folder's <c>data</c> for PostgreSQL: keys and locks live there.</summary>
    public string Folder => Provider == DatabaseProvider.Sqlite
        ? Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(ConnectionString).DataSource))!
        : Path.GetFullPath("data");

    public void Configure(DbContextOptionsBuilder options)
    {
        // Migrations are written by hand, so there is no snapshot to compare the model with; a test compares it with the real catalogue.
        options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        if (Provider == DatabaseProvider.Sqlite)
        {
            options.UseSqlite(ConnectionString).AddInterceptors(SqlitePragmas.Instance, KeptStatements.Instance);
        }
        else
        {
            options.UseNpgsql(ConnectionString).AddInterceptors(CountyWall.Instance);
        }
    }

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public static readonly SqlitePragmas Instance = new();

        // A commit that was answered must survive a power failure, hence FULL.
        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
