using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Testing;
using Jiuji.Web.Database;
using Jiuji.Web.Database.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Database;

public sealed class SqliteQueueOrderTests() : QueueOrderTests(DatabaseProvider.Sqlite);

public sealed class PostgresQueueOrderTests() : QueueOrderTests(DatabaseProvider.Postgres);

/// <summary>The key by which the queue is paged follows the need, and the migration gave the needs that stood before it the same key.</summary>
public abstract class QueueOrderTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string County = "341722";

    private readonly TestDatabase database = TestDatabase.Create(provider);
    private ServiceProvider services = null!;

    public async Task InitializeAsync() => services = await database.Open();

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task The_key_is_written_anew_when_the_need_becomes_more_pressing()
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var need = await Add(db, "XQ-1", Urgency.Ordinary, null);
        Assert.Equal([need.QueueKey], await Stored());
        (need.Urgency, need.Deadline) = (Urgency.Critical, new DateOnly(2026, 12, 1));
        await db.SaveChangesAsync();
        Assert.Equal(["51" + "20261201" + "20261121063005000001" + "XQ-1"], await Stored());
    }

    [Fact]
    public async Task Needs_that_stood_before_get_the_key_that_they_would_have_written()
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        string[] written = [(await Add(db, "XQ-1", Urgency.Urgent, null)).QueueKey, (await Add(db, "XQ-2", Urgency.Soon, new DateOnly(2027, 2, 3), isGreenChannel: true)).QueueKey];
        await database.Execute("UPDATE need SET queue_key = ''");
        var statements = MigrationSql.Read("0006_list_orders", db.Database.ProviderName).Split(';');
        await database.Execute(Assert.Single(statements, statement => statement.Contains("queue_key =", StringComparison.Ordinal) || statement.Contains("\"queue_key\" =", StringComparison.Ordinal)));
        Assert.Equal(written, await Stored());
    }

    private async Task<IEnumerable<string>> Stored() => (await database.Rows("SELECT queue_key FROM need ORDER BY number")).Select(row => (string)row[0]!);

    private static async Task<Need> Add(JiujiDb db, string number, Urgency urgency, DateOnly? deadline, bool isGreenChannel = false)
    {
        var household = new Household
        {
            CountyCode = County, Id = Guid.CreateVersion7(), Number = "H" + number, RegisteredCounty = County, RegisteredTownship = County + "101", RegisteredVillage = County + "101201",
            ResidenceCounty = County, ResidenceTownship = County + "101", ResidenceVillage = County + "101201",
        };
        var need = new Need
        {
            CountyCode = County, Id = Guid.CreateVersion7(), Number = number, HouseholdId = household.Id, KindCode = "RICE", Unit = "BAG", Quantity = 2, Urgency = urgency, Deadline = deadline,
            IsGreenChannel = isGreenChannel, DiscoverySource = DiscoverySource.Aide, Channel = IntakeChannel.Visit, QueuedAt = new DateTimeOffset(2026, 11, 21, 14, 30, 5, TimeSpan.FromHours(8)).AddMicroseconds(1),
        };
        db.AddRange(household, need);
        await db.SaveChangesAsync();
        return need;
    }
}
