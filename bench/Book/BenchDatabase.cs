using System.Data;
using System.Data.Common;
using Jiuji.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Jiuji.Bench.Book;

/// <summary>The book's tables alone.</summary>
sealed class BenchContext(DbContextOptions<BenchContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddLedger();
}

/// <summary>A fresh database with the book's tables, checks and triggers, flushing every commit to disk.</summary>
sealed class BenchDatabase(string connectionString, LedgerDatabase kind)
{
    public const string County = "341723";
    public const string Purpose = "temporary-assistance";

    public static readonly Guid Owner = new("01900000-0000-7000-8000-000000000001");
    public static readonly Guid Fund = new("01900000-0000-7000-8000-00000000000f");
    public static readonly AccountKey Advanced = new(Owner, Fund, AccountKind.Advanced, "", AccountKey.Yuan);
    public static readonly AccountKey Hands = Advanced with { Kind = AccountKind.InHands };
    public static readonly AccountKey Awaiting = Advanced with { Kind = AccountKind.AwaitingPapers };

    static readonly DateOnly Today = CountyDay.Of(TimeProvider.System.GetUtcNow());

    public static async Task<BenchDatabase> Sqlite(string folder)
    {
        var database = new BenchDatabase($"Data Source={Path.Combine(folder, $"{Guid.NewGuid():N}.db")}", LedgerDatabase.Sqlite);
        await database.Create(new DbContextOptionsBuilder<BenchContext>().UseSqlite().Options);
        return database;
    }

    public static async Task<BenchDatabase> Postgres(string server)
    {
        var name = $"bench_{Guid.NewGuid():N}";
        await using (var connection = new NpgsqlConnection(server))
        {
            await connection.OpenAsync();
            await Execute(connection, $"CREATE DATABASE {name}");
        }
        var database = new BenchDatabase($"{server};Database={name}", LedgerDatabase.Postgres);
        await database.Create(new DbContextOptionsBuilder<BenchContext>().UseNpgsql().Options);
        return database;
    }

    async Task Create(DbContextOptions<BenchContext> options)
    {
        await using var context = new BenchContext(options);
        await using var connection = await Connect();
        foreach (var statement in context.Database.GenerateCreateScript().Split(";\n").Select(part => part.Trim()).Where(part => part.Length > 0).Concat(LedgerSchema.Triggers(kind)))
            await Execute(connection, statement);
        await InTransaction(connection, async book =>
        {
            await book.AddFund(NewFund());
            await book.Post([Transfer(Advanced, Hands, 90_000_000_000_000), Payment(0)]);
        });
    }

    static Fund NewFund() => new()
    {
        CountyCode = County,
        Id = Fund,
        Owner = Owner,
        Kind = FundKind.FiscalReserve,
        Name = "Reserve fund",
        Source = "document 1",
        Unit = AccountKey.Yuan,
        ValidFrom = new(2000, 1, 1),
        Purposes = [new() { CountyCode = County, FundId = Fund, Purpose = Purpose }],
    };

    public async Task<DbConnection> Connect()
    {
        DbConnection connection = kind == LedgerDatabase.Sqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        if (kind == LedgerDatabase.Sqlite) await Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536");
        return connection;
    }

    public DbTransaction Begin(DbConnection connection) =>
        connection is SqliteConnection sqlite ? sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: false) : connection.BeginTransaction(IsolationLevel.ReadCommitted);

    public async Task InTransaction(DbConnection connection, Func<Ledger.Book, Task> work)
    {
        await using var transaction = Begin(connection);
        await work(new(connection, transaction, County, TimeProvider.System));
        await transaction.CommitAsync();
    }

    /// <summary>One payment from the hot account, as a reserve fund makes them.</summary>
    public static Transfer Payment(long number) => Transfer(Hands, Awaiting, 100 + number % 900) with
    {
        CaseReference = $"QD-2026-{number % 100_000:00000}",
        Documents = [new string('a', 64)],
        OccurredOn = Today.AddDays(-(int)(number % 300)),
    };

    static Transfer Transfer(AccountKey from, AccountKey to, long amount) => new()
    {
        Id = Guid.CreateVersion7(),
        From = from,
        To = to,
        Amount = amount,
        Reason = "PaymentMade",
        Purpose = Purpose,
        Actor = "user:0190b2c3d4e57f60",
        OccurredOn = Today.AddDays(-300),
    };

    public static async Task Execute(DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
