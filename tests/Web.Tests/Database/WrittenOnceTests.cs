using System.Data.Common;
using Jiuji.Testing;
using Jiuji.Web.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Jiuji.Web.Tests.Database;

public sealed class SqliteWrittenOnceTests() : WrittenOnceTests(DatabaseProvider.Sqlite);

public sealed class PostgresWrittenOnceTests() : WrittenOnceTests(DatabaseProvider.Postgres)
{
    private const string NotAllowed = "42501";

    [Fact]
    public async Task The_role_that_the_site_runs_as_can_write_history_and_not_change_it()
    {
        var role = $"site_{Guid.NewGuid():N}";
        await Database.Execute($"CREATE ROLE {role} LOGIN");
        foreach (var statement in WrittenOnce.ApplicationRole(role))
        {
            await Database.Execute(statement);
        }

        await using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Username = role, Pooling = false }.ConnectionString))
        {
            await connection.OpenAsync();
            await Execute(connection, "SET jiuji.county = '341722'");
            await Execute(connection, Insert);
            await Execute(connection, "UPDATE household SET version = version");
            foreach (var table in WrittenOnce.Histories.Append("transfer").Append("entry").Append("book_event"))
            {
                foreach (var statement in (string[])[$"UPDATE {table} SET county_code = ''", $"DELETE FROM {table}", $"TRUNCATE {table} CASCADE"])
                {
                    Assert.Equal(NotAllowed, (await Assert.ThrowsAsync<PostgresException>(() => Execute(connection, statement))).SqlState);
                }
            }
        }

        await Database.Execute($"DROP OWNED BY {role}");
        await Database.Execute($"DROP ROLE {role}");
    }

    private static async Task Execute(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Who did what, who saw whose fields and which commands were done: the database itself keeps it as it was written.</summary>
public abstract class WrittenOnceTests(DatabaseProvider provider) : IAsyncLifetime
{
    protected const string Insert =
        "INSERT INTO command (county_code, id, kind, content_hash, actor, recorded_at, answer) VALUES ('341722', '01900000-0000-7000-8000-000000000001', 'x', 'x', 'x', 0, 'x')";

    private ServiceProvider services = null!;

    protected TestDatabase Database { get; } = TestDatabase.Create(provider);

    public async Task InitializeAsync() => services = await Database.Open();

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
    }

    [Theory]
    [InlineData("UPDATE command SET answer = 'other'")]
    [InlineData("DELETE FROM command")]
    public async Task A_command_that_was_done_stays_as_it_was_done(string statement)
    {
        await Database.Execute(Insert);
        await Assert.ThrowsAnyAsync<DbException>(() => Database.Execute(statement));
        Assert.Equal("x", Assert.Single(await Database.Rows("SELECT answer FROM command"))[0]);
    }

    [Fact]
    public async Task Every_history_has_the_same_triggers()
    {
        var sql = Database.Provider == DatabaseProvider.Sqlite
            ? "SELECT tbl_name, replace(name, tbl_name, '') FROM sqlite_master WHERE type = 'trigger' ORDER BY 2"
            : "SELECT c.relname::text, replace(t.tgname::text, c.relname::text, '') FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal ORDER BY 2";
        var triggers = (await Database.Rows(sql)).ToLookup(row => (string)row[0]!, row => (string)row[1]!);
        Assert.Equal(2, triggers["command"].Count());
        Assert.All(WrittenOnce.Histories, table => Assert.Equal(triggers["command"], triggers[table]));
    }
}
