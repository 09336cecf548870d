using System.Collections.Concurrent;
using System.Data.Common;
using Jiuji.Web;
using Jiuji.Web.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jiuji.Testing;

/// <summary>A real database of its own, empty at first and thrown away afterwards.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<(DatabaseProvider Provider, string Name), Lazy<Task<TestDatabase>>> Beginnings = new();

    public abstract DatabaseProvider Provider { get; }

    public abstract string ConnectionString { get; }

    /// <summary>The way in that the program is given.</summary>
    public virtual string SiteConnectionString => ConnectionString;

    /// <summary>What the program must be told to work on this database.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Database:Provider"] = Provider.ToString().ToLowerInvariant(),
        ["ConnectionStrings:Jiuji"] = SiteConnectionString,
    };

    public IConfiguration Configuration => new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();

    public static TestDatabase Create(DatabaseProvider provider) =>
        provider == DatabaseProvider.Sqlite ? new SqliteFile() : PostgresCluster.CreateDatabase();

    /// <summary>The program without its pages on this database, brought up to date, with a clock that the test moves.</summary>
    public async Task<ServiceProvider> Open(FakeClock? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Configuration);
        services.AddLogging();
        services.AddJiuji(Configuration);
        services.AddSingleton<TimeProvider>(clock ?? new FakeClock());
        var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await Schema.BringUpToDate(scope.ServiceProvider.GetRequiredService<JiujiDb>(), scope.ServiceProvider.GetRequiredService<DatabaseChoice>());
        return provider;
    }

    /// <summary>
    /// Fills this empty database with what <paramref name="load"/> leaves in one. It is loaded once in this process, for whoever comes first under this name;
    /// all get copies, so that nobody sees what another one has done since.
    /// </summary>
    public async Task BeginWith(string name, Func<TestDatabase, Task> load)
    {
        var beginning = Beginnings.GetOrAdd((Provider, name), _ => new Lazy<Task<TestDatabase>>(() => Loaded(Provider, load)));
        await CopyOf(await beginning.Value);
    }

    private static async Task<TestDatabase> Loaded(DatabaseProvider provider, Func<TestDatabase, Task> load)
    {
        var database = Create(provider);
        await load(database);
        database.CloseConnections();
        if (provider == DatabaseProvider.Sqlite)
        {
            // A cluster goes with the process by itself.
            AppDomain.CurrentDomain.ProcessExit += (_, _) => database.DisposeAsync().AsTask().Wait();
        }

        return database;
    }

    /// <summary>Becomes a copy of another database of its kind, which nobody has open.</summary>
    protected abstract Task CopyOf(TestDatabase other);

    /// <summary>Closes what the driver keeps open for the next who asks.</summary>
    protected abstract void CloseConnections();

    public abstract DbConnection Connect();

    /// <summary>Runs statements past the program, as somebody with a database client would.</summary>
    public async Task Execute(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<List<object?[]>> Rows(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        }

        return rows;
    }

    public abstract ValueTask DisposeAsync();
}
