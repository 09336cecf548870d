using System.Data.Common;
using Jiuji.Ledger;
using Jiuji.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Jiuji.Ledger.Tests;

/// <summary>A schema of its own in one database of the tests' throwaway cluster.</summary>
public sealed class PostgresBook : BookDatabase
{
    static readonly Lazy<string> Server = new(() => PostgresCluster.CreateDatabase().ConnectionString);

    readonly string schema = $"book_{Guid.NewGuid():N}";

    public override LedgerDatabase Kind => LedgerDatabase.Postgres;

    public static async Task<PostgresBook> New()
    {
        var book = new PostgresBook();
        await book.Execute($"CREATE SCHEMA {book.schema}");
        await book.Create(new DbContextOptionsBuilder<LedgerContext>().UseNpgsql().Options);
        return book;
    }

    public override Task Tamper(string statement) =>
        Execute($"SET session_replication_role = replica; ALTER TABLE account DROP CONSTRAINT IF EXISTS ck_account_floor; {statement}");

    public string ConnectionString => $"{Server.Value};Search Path={schema}";

    /// <summary>A user of the server who may do with the book's tables what the application's role may.</summary>
    public async Task<string> CreateRole()
    {
        var role = $"application_{Guid.NewGuid():N}";
        await Execute($"CREATE ROLE {role} LOGIN");
        await Execute($"GRANT USAGE ON SCHEMA {schema} TO {role}");
        foreach (var statement in LedgerSchema.ApplicationRole(role)) await Execute(statement);
        return role;
    }

    /// <summary>Once its grants went with the schema.</summary>
    public async Task DropRole(string role)
    {
        await using var connection = new NpgsqlConnection(Server.Value);
        await connection.OpenAsync();
        await Execute(connection, $"DROP ROLE {role}");
    }

    public override DbConnection Connect() => new NpgsqlConnection(ConnectionString);

    protected override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction();

    public override async ValueTask DisposeAsync()
    {
        await Execute($"DROP SCHEMA {schema} CASCADE");
        await using var connection = Connect();
        NpgsqlConnection.ClearPool((NpgsqlConnection)connection);
    }
}
