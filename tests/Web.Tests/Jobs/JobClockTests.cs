using System.Collections.Concurrent;
using System.Security.Cryptography;
using Jiuji.Ledger;
using Jiuji.Testing;
using Jiuji.Web.Database;
using Jiuji.Web.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Jiuji.Web.Tests.Jobs;

public sealed class SqliteJobClockTests() : JobClockTests(DatabaseProvider.Sqlite);

public sealed class PostgresJobClockTests() : JobClockTests(DatabaseProvider.Postgres);

/// <summary>What the clock asks for is done once, in one process, and again when it is due again.</summary>
public abstract class JobClockTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string County = "341722";

    private readonly TestDatabase database = TestDatabase.Create(provider);
    private readonly FakeClock clock = new();
    private readonly ConcurrentQueue<string> done = [];
    private readonly string folder = Directory.CreateTempSubdirectory("jiuji-heads-").FullName;
    private ServiceProvider services = null!;

    public async Task InitializeAsync() => services = await database.Open(clock);

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_job_is_done_when_it_is_due_and_not_before()
    {
        var process = Process(new Hourly("a", done));
        await process.RunDue(default);
        await process.RunDue(default);
        Assert.Equal(["a"], done);
        clock.Advance(TimeSpan.FromMinutes(59));
        await process.RunDue(default);
        Assert.Equal(["a"], done);
        clock.Advance(TimeSpan.FromMinutes(1));
        await process.RunDue(default);
        Assert.Equal(["a", "a"], done);
    }

    [Fact]
    public async Task Of_many_processes_one_does_the_job()
    {
        await Process(new Hourly("a", done)).RunDue(default);
        clock.Advance(TimeSpan.FromHours(1));
        var processes = Enumerable.Range(0, 8).Select(_ => Process(new Hourly("a", done))).ToList();
        await Task.WhenAll(processes.Select(process => Task.Run(() => process.RunDue(default))));
        Assert.Equal(["a", "a"], done);
    }

    [Fact]
    public async Task A_job_that_fails_is_tried_again_and_does_not_stop_the_others()
    {
        var process = Process(new Failing(done), new Hourly("b", done));
        await process.RunDue(default);
        Assert.Equal(["failing", "b"], done);
        Assert.Equal(1L, Convert.ToInt64((await database.Rows("SELECT failures FROM job WHERE name = 'failing'"))[0][0], null));
        clock.Advance(TimeSpan.FromMinutes(11));
        await process.RunDue(default);
        Assert.Equal(["failing", "b", "failing"], done);
    }

    [Fact]
    public async Task What_a_dead_process_held_is_taken_up_after_its_time()
    {
        await Process(new Hourly("a", done)).RunDue(default);
        clock.Advance(TimeSpan.FromHours(1));
        await database.Execute($"UPDATE job SET held_until = {CountyDay.Micros(clock.Now.AddMinutes(30))}");
        await Process(new Hourly("a", done)).RunDue(default);
        Assert.Equal(["a"], done);
        clock.Advance(TimeSpan.FromMinutes(30));
        await Process(new Hourly("a", done)).RunDue(default);
        Assert.Equal(["a", "a"], done);
    }

    [Fact]
    public async Task The_head_of_each_county_is_signed_each_day_and_lies_where_it_leaves_the_house()
    {
        await OpenBook();
        var process = Process(Heads());
        await process.RunDue(default);
        var text = Path.Combine(folder, $"{County}-2026-11-21.head.txt");
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(folder, "public-key.pem")));
        Assert.Contains($"county={County}\n", await File.ReadAllTextAsync(text), StringComparison.Ordinal);
        Assert.True(key.VerifyData(await File.ReadAllBytesAsync(text), await File.ReadAllBytesAsync(Path.ChangeExtension(text, ".sig")), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Single(await database.Rows("SELECT 1 FROM chain_signature"));
        clock.Advance(TimeSpan.FromDays(1));
        await process.RunDue(default);
        Assert.Equal(2, (await database.Rows("SELECT 1 FROM chain_signature")).Count);
        Assert.True(File.Exists(Path.Combine(folder, $"{County}-2026-11-22.head.sig")));
    }

    [Fact]
    public async Task The_programs_own_jobs_run_through()
    {
        await OpenBook();
        var process = Process([.. services.GetServices<IJob>().Where(job => job is not DailyHeads), Heads()]);
        await process.RunDue(default);
        var rows = await database.Rows("SELECT name, failures FROM job ORDER BY name");
        Assert.Equal(["daily-heads", "match-expiry", "nightly-proof", "release-expiry"], rows.Select(row => row[0]));
        Assert.All(rows, row => Assert.Equal(0L, Convert.ToInt64(row[1], null)));
    }

    private DailyHeads Heads() => new(services.GetRequiredService<Lanes.Lanes>(), services.GetRequiredService<DatabaseChoice>(),
        new ConfigurationBuilder().AddInMemoryCollection([new("Heads:Folder", folder)]).Build());

    private JobClock Process(params IJob[] jobs) =>
        new(jobs, services.GetRequiredService<Lanes.Lanes>(), services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<JobClock>.Instance);

    /// <summary>A county whose chain has one link.</summary>
    private async Task OpenBook()
    {
        await using var connection = database.Connect();
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new Book(connection, transaction, County, clock).HoldPeriod(Guid.CreateVersion7(), new(2026, 10, 1), "user:1");
        await transaction.CommitAsync();
    }

    private sealed class Hourly(string name, ConcurrentQueue<string> done) : IJob
    {
        public string Name => name;

        public DateTimeOffset NextAfter(DateTimeOffset ended) => ended.AddHours(1);

        public Task Run(IServiceProvider services, CancellationToken cancellationToken)
        {
            done.Enqueue(name);
            return Task.CompletedTask;
        }
    }

    private sealed class Failing(ConcurrentQueue<string> done) : IJob
    {
        public string Name => "failing";

        public DateTimeOffset NextAfter(DateTimeOffset ended) => ended.AddHours(1);

        public Task Run(IServiceProvider services, CancellationToken cancellationToken)
        {
            done.Enqueue(Name);
            throw new InvalidOperationException("This job always fails.");
        }
    }
}
