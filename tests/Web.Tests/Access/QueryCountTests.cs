using System.Data.Common;
using Jiuji.Testing;
using Jiuji.Web.Database;
using Jiuji.Web.Tests.ReserveFunds;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Jiuji.Web.Tests.Access;

public sealed class SqliteQueryCountTests() : QueryCountTests(DatabaseProvider.Sqlite);

public sealed class PostgresQueryCountTests() : QueryCountTests(DatabaseProvider.Postgres);

/// <summary>The most opened pages ask the database at most four times, the look at the session included, whoever opens them; counted, never timed.</summary>
public abstract class QueryCountTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const int Most = 4;
    private readonly Counted site = new(provider);

    public Task InitializeAsync() => site.InitializeAsync();

    public Task DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task The_work_queue_and_the_fund_ask_at_most_four_times_whoever_opens_them()
    {
        var story = await site.Qidu().WithMoney(500_000);
        await story.Investigated(30_000);
        await story.Paid(20_000);
        await story.Signed(40_000);
        var offenders = new List<string>();
        string[] office = ["handler", "office", "affairs", "finance", "cashier", "bookkeeper", "county", "county.finance", "auditor"];
        foreach (var user in office.Concat(["charity", "treasurer", "station", "city", "admin"]))
        {
            var browser = await site.SignIn(user);
            foreach (var page in office.Contains(user) ? (string[])["/", "/funds/341722101/2026"] : ["/"])
            {
                await browser.Read(page);
                var before = site.Queries;
                var read = await browser.Read(page);
                var asked = site.Queries - before;
                Assert.Contains("<h1>", read, StringComparison.Ordinal);
                if (asked > Most)
                {
                    offenders.Add($"{page} asks {asked} times for {user}");
                }
            }
        }

        Offenders.None(offenders);
    }

    private sealed class Counted(DatabaseProvider provider) : FundSite(provider)
    {
        private readonly Counter counter = new();

        public int Queries => counter.Count;

        protected override void Arrange(WebApplicationBuilder builder) => builder.Services.AddDbContext<JiujiDb>(options => options.AddInterceptors(counter));
    }

    private sealed class Counter : DbCommandInterceptor
    {
        private int count;

        public int Count => Volatile.Read(ref count);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref count);
            return ValueTask.FromResult(result);
        }
    }
}
