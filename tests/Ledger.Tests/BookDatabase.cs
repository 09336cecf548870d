using System.Data;
using System.Data.Common;
using Jiuji.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Ledger.Tests;

/// <summary>A real database with the book's tables, checks and triggers, thrown away afterwards.</summary>
public abstract class BookDatabase : IAsyncDisposable
{
    public TestClock Clock { get; } = new(County.Noon);

    public abstract LedgerDatabase Kind { get; }

    public abstract DbConnection Connect();

    public abstract ValueTask DisposeAsync();

    /// <summary>Takes the lane as the web does: on SQLite by an immediate transaction.</summary>
    protected abstract DbTransaction Begin(DbConnection connection);

    protected async Task Create(DbContextOptions<LedgerContext> options)
    {
        await using var context = new LedgerContext(options);
        var script = context.Database.GenerateCreateScript().Split(["\nGO", ";\n"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await using var connection = Connect();
        await connection.OpenAsync();
        foreach (var statement in script.Concat(LedgerSchema.Triggers(Kind))) await Execute(connection, statement);
    }

    public static async Task Execute(DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    public async Task Execute(string statement)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await Execute(connection, statement);
    }

    public async Task<object?> Scalar(string query)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Writes in one committed transaction.</summary>
    public async Task<T> Write<T>(Func<Book, Task<T>> work, string county = County.Code)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var transaction = Begin(connection);
        var result = await work(new Book(connection, transaction, county, Clock));
        await transaction.CommitAsync();
        return result;
    }

    public Task<PostAnswer> Post(params Transfer[] group) => Write(book => book.Post(group));

    public async Task<T> Read<T>(Func<DbConnection, Task<T>> work)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        return await work(connection);
    }

    /// <summary>The county's fund, and an advance of so much in hands.</summary>
    public async Task Start(long advance = 1000)
    {
        await Write(async book =>
        {
            await book.AddFund(County.Fund());
            return true;
        });
        if (advance > 0) await Post(County.Transfer(AccountKind.Advanced, AccountKind.InHands, advance));
    }
}

public sealed class SqliteBook : BookDatabase
{
    readonly string file = Path.Combine(Path.GetTempPath(), $"jiuji-book-{Guid.NewGuid():N}.db");

    public override LedgerDatabase Kind => LedgerDatabase.Sqlite;

    public static async Task<SqliteBook> New()
    {
        var book = new SqliteBook();
        await book.Create(new DbContextOptionsBuilder<LedgerContext>().UseSqlite("Data Source=:memory:").Options);
        await book.Execute("PRAGMA journal_mode = WAL");
        return book;
    }

    public override DbConnection Connect() => new SqliteConnection($"Data Source={file}");

    protected override DbTransaction Begin(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false);

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        foreach (var part in (string[])["", "-wal", "-shm"]) File.Delete(file + part);
        return ValueTask.CompletedTask;
    }
}
