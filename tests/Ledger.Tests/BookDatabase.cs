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
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var statement in script.Concat(LedgerSchema.Triggers(Kind))) await Execute(connection, statement, transaction);
        await transaction.CommitAsync();
    }

    public static async Task Execute(DbConnection connection, string statement, DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    public async Task Execute(string statement)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await Execute(connection, statement);
    }

    /// <summary>What somebody with the machine in his hands can do: past triggers and, on SQLite, past the checks.</summary>
    public abstract Task Tamper(string statement);

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
        return await Write(connection, work, county);
    }

    public async Task<T> Write<T>(DbConnection connection, Func<Book, Task<T>> work, string county = County.Code)
    {
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
            await book.AddFund(County.Fund(), County.Clerk);
            return true;
        });
        if (advance > 0) await Post(County.Transfer(AccountKind.Advanced, AccountKind.InHands, advance));
    }
}

public sealed class SqliteBook : BookDatabase
{
    static readonly Lazy<Task<string>> Template = new(CreateTemplate);

    readonly string file = Path.Combine(Path.GetTempPath(), $"jiuji-book-{Guid.NewGuid():N}.db");

    public override LedgerDatabase Kind => LedgerDatabase.Sqlite;

    public static async Task<SqliteBook> New()
    {
        var book = new SqliteBook();
        File.Copy(await Template.Value, book.file);
        return book;
    }

    /// <summary>Made once and copied: a file copy costs a hundredth of forty table statements.</summary>
    static async Task<string> CreateTemplate()
    {
        var book = new SqliteBook();
        await book.Execute("PRAGMA journal_mode = WAL");
        await book.Create(new DbContextOptionsBuilder<LedgerContext>().UseSqlite("Data Source=:memory:").Options);
        SqliteConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(book.file);
        return book.file;
    }

    public override async Task Tamper(string statement)
    {
        var triggers = (string)(await Scalar("SELECT group_concat(name) FROM sqlite_master WHERE type = 'trigger'"))!;
        var drops = triggers.Split(',').Select(name => $"DROP TRIGGER {name};");
        await Execute($"PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0; {string.Concat(drops)} {statement}");
        foreach (var trigger in LedgerSchema.Triggers(Kind)) await Execute(trigger);
    }

    public override DbConnection Connect() => new SqliteConnection($"Data Source={file}");

    protected override DbTransaction Begin(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false);

    public override ValueTask DisposeAsync()
    {
        using (var connection = new SqliteConnection($"Data Source={file}")) SqliteConnection.ClearPool(connection);
        foreach (var part in (string[])["", "-wal", "-shm"]) File.Delete(file + part);
        return ValueTask.CompletedTask;
    }
}
