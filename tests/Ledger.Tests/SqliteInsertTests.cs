using Jiuji.Ledger.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>The book binds its values past the driver; what lies in the table must be what the driver would have put there.</summary>
public sealed class SqliteInsertTests : IDisposable
{
    static readonly Table<Kept> Table = new("kept",
    [
        new Column<Kept, string>("text", "text", row => row.Text),
        new Column<Kept, Guid>("id", "uuid", row => row.Id),
        new Column<Kept, Guid?>("other", "uuid", row => row.Other),
        new Column<Kept, long>("amount", "bigint", row => row.Amount),
        new Column<Kept, int?>("day", "integer", row => row.Day),
        new Column<Kept, byte[]>("hash", "bytea", row => row.Hash),
    ]);

    readonly string file = Path.GetTempFileName();
    readonly SqliteConnection connection;

    public SqliteInsertTests()
    {
        connection = new($"Data Source={file};Pooling=False");
        connection.Open();
        Run("CREATE TABLE kept (text TEXT NOT NULL, id TEXT NOT NULL, other TEXT, amount INTEGER NOT NULL CONSTRAINT ck_positive CHECK (amount > 0), day INTEGER, hash BLOB NOT NULL)");
    }

    sealed record Kept(string Text, Guid Id, Guid? Other, long Amount, int? Day, byte[] Hash);

    static Kept Row(string text, long amount = 1) => new(text, Guid.Parse("0192f0aa-bbcc-7ddd-8eee-ff0011223344"), null, amount, null, [1, 2, 3]);

    Task Insert(Kept row) => BookSql.For(connection, null).Insert(Table, row, CancellationToken.None);

    [Theory]
    [InlineData("")]
    [InlineData("临时救助")]
    [InlineData("a 'quoted' \0 word 🏠")]
    public async Task A_text_lies_there_as_the_driver_writes_it(string text)
    {
        foreach (var each in new[] { text, string.Concat(Enumerable.Repeat(text + "救", 400)) })
        {
            await Insert(Row(each));
            Assert.Equal(1L, Ask("SELECT text = @text AND typeof(text) = 'text' FROM kept ORDER BY rowid DESC", ("text", each)));
        }
    }

    [Fact]
    public async Task Ids_numbers_bytes_and_nothing_lie_there_as_the_driver_writes_them()
    {
        var row = new Kept("x", Guid.NewGuid(), Guid.NewGuid(), long.MaxValue, -1, []);
        await Insert(row);
        await Insert(Row("y"));
        Assert.Equal(1L, Ask("SELECT count(*) FROM kept WHERE id = @id AND other = @other AND amount = @amount AND day = @day AND hash = @hash AND typeof(hash) = 'blob'",
            ("id", row.Id), ("other", row.Other!), ("amount", row.Amount), ("day", row.Day!), ("hash", row.Hash)));
        Assert.Equal(1L, Ask("SELECT count(*) FROM kept WHERE text = 'y' AND other IS NULL AND day IS NULL AND hash = x'010203'"));
    }

    [Fact]
    public async Task A_refused_row_names_the_rule_and_the_next_row_goes_in()
    {
        var refused = await Assert.ThrowsAsync<SqliteException>(() => Insert(Row("x", amount: 0)));
        Assert.Contains("ck_positive", refused.Message, StringComparison.Ordinal);
        await Insert(Row("y"));
        Assert.Equal("y", Ask("SELECT group_concat(text) FROM kept"));
    }

    [Fact]
    public async Task A_row_of_a_transaction_that_was_rolled_back_is_gone_and_the_statement_serves_on()
    {
        await using (var transaction = connection.BeginTransaction())
        {
            await BookSql.For(connection, transaction).Insert(Table, Row("gone"), CancellationToken.None);
            await transaction.RollbackAsync();
        }
        await Insert(Row("here"));
        Assert.Equal("here", Ask("SELECT group_concat(text) FROM kept"));
    }

    [Fact]
    public async Task A_connection_that_was_closed_and_opened_again_writes_on()
    {
        await Insert(Row("before"));
        connection.Close();
        connection.Open();
        await Insert(Row("after"));
        Assert.Equal("before,after", Ask("SELECT group_concat(text) FROM kept"));
    }

    [Fact]
    public async Task A_closed_connection_is_said_to_be_closed()
    {
        connection.Close();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Insert(Row("x")));
    }

    void Run(string sql) => Ask(sql);

    object? Ask(string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue("@" + name, value);
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        connection.Dispose();
        File.Delete(file);
    }
}
