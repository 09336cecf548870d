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

    public override DbConnection Connect() => new NpgsqlConnection($"{Server.Value};Search Path={schema}");

    protected override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction();

    public override async ValueTask DisposeAsync()
    {
        await Execute($"DROP SCHEMA {schema} CASCADE");
        await using var connection = Connect();
        NpgsqlConnection.ClearPool((NpgsqlConnection)connection);
    }
}
