using System.Data;
using System.Data.Common;
using Jiuji.Ledger;
using Jiuji.Web;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Jiuji.Bench.Book;

/// <summary>A fresh database of the program itself, with all its tables, checks and triggers, flushing every commit to disk, and its lane.</summary>
sealed class BenchDatabase : IAsyncDisposable
{
    public const string County = "341723";
    public const string Purpose = "temporary-assistance";

    /// <summary>
    /// What a book holds when the measuring begins. PostgreSQL's planner knows nothing of a table until it was analysed, which its own daemon does within a
    /// minute; until then it looks transfers up by an index on the county alone.
    /// </summary>
    const int Start = 2_000;

    public static readonly Guid Owner = new("01900000-0000-7000-8000-000000000001");
    public static readonly Guid Fund = new("01900000-0000-7000-8000-00000000000f");
    public static readonly AccountKey Advanced = new(Owner, Fund, AccountKind.Advanced, "", AccountKey.Yuan);
    public static readonly AccountKey Hands = Advanced with { Kind = AccountKind.InHands };
    public static readonly AccountKey Awaiting = Advanced with { Kind = AccountKind.AwaitingPapers };

    static readonly DateOnly Today = CountyDay.Of(TimeProvider.System.GetUtcNow());

    readonly DatabaseChoice choice;
    readonly ServiceProvider services;

    BenchDatabase(DatabaseProvider provider, string connectionString)
    {
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = provider.ToString(), ["ConnectionStrings:Jiuji"] = connectionString };
        services = new ServiceCollection().AddLogging().AddJiuji(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        choice = services.GetRequiredService<DatabaseChoice>();
        Lane = services.GetRequiredService<Lanes>().For(County);
    }

    public Lane Lane { get; }

    /// <param name="folder">The database lies in a folder of its own in it.</param>
    public static Task<BenchDatabase> Sqlite(string folder) =>
        Create(new(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(Directory.CreateDirectory(Path.Combine(folder, $"{Guid.NewGuid():N}")).FullName, "jiuji.db")}"));

    public static async Task<BenchDatabase> Postgres(string server)
    {
        var name = $"bench_{Guid.NewGuid():N}";
        await using (var connection = new NpgsqlConnection(server))
        {
            await connection.OpenAsync();
            await Execute(connection, $"CREATE DATABASE {name}");
        }
        return await Create(new(DatabaseProvider.Postgres, $"{server};Database={name}"));
    }

    static async Task<BenchDatabase> Create(BenchDatabase database)
    {
        await using var scope = database.services.CreateAsyncScope();
        await Jiuji.Web.Database.Schema.BringUpToDate(scope.ServiceProvider.GetRequiredService<JiujiDb>(), database.choice);
        await using var connection = await database.Connect();
        await database.InTransaction(connection, async book =>
        {
            await book.AddFund(NewFund(), "user:1");
            await book.Post([Transfer(Advanced, Hands, 90_000_000_000_000), Payment(0)]);
        });
        for (var made = 0; made < Start; made += 500)
            await database.InTransaction(connection, book => book.Post([.. Enumerable.Range(made, 500).Select(number => (IReadOnlyList<Transfer>)[Payment(number)])]));
        await Execute(connection, "ANALYZE");
        return database;
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
        DbConnection connection = choice.Provider == DatabaseProvider.Sqlite ? new SqliteConnection(choice.ConnectionString) : new NpgsqlConnection(choice.ConnectionString);
        await connection.OpenAsync();
        if (choice.Provider == DatabaseProvider.Sqlite) await Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
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

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
