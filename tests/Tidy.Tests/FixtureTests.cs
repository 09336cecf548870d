using Jiuji.Web.Database;

namespace Jiuji.Tidy.Tests;

/// <summary>The fixtures that every database test stands on.</summary>
public class FixtureTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_test_database_is_empty_and_keeps_what_is_written(DatabaseProvider provider)
    {
        await using var first = TestDatabase.Create(provider);
        await using var second = TestDatabase.Create(provider);
        foreach (var database in (TestDatabase[])[first, second])
        {
            await database.Execute("CREATE TABLE words (word text NOT NULL)");
            await database.Execute("INSERT INTO words VALUES ('救急')");
            Assert.Equal(["救急"], (await database.Rows("SELECT word FROM words")).Select(row => row[0]));
        }
    }

    [Fact]
    public async Task A_database_is_gone_when_its_test_is_over()
    {
        var file = new SqliteFile();
        await file.Execute("CREATE TABLE words (word text NOT NULL)");
        await file.DisposeAsync();
        Assert.False(Directory.Exists(file.Folder));

        await using var other = PostgresCluster.CreateDatabase();
        var database = PostgresCluster.CreateDatabase();
        await database.Execute("CREATE TABLE words (word text NOT NULL)");
        await database.DisposeAsync();
        Assert.Empty(await other.Rows($"SELECT 1 FROM pg_database WHERE datname = '{database.Name}'"));
    }

    [Fact]
    public void A_fake_clock_moves_only_when_told()
    {
        var clock = new FakeClock();
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 1, 0, 0, TimeSpan.Zero), clock.GetUtcNow());
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(3, clock.GetUtcNow().Hour);
        clock.GoTo(new DateOnly(2026, 12, 31));
        Assert.Equal(new DateOnly(2026, 12, 31), clock.Today());
    }
}
