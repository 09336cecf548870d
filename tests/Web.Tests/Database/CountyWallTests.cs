using System.Security.Claims;
using Jiuji.Testing;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Jiuji.Web.Tests.Database;

/// <summary>
/// Row-level security on PostgreSQL (docs/decisions/0010): a query without any filter sees the rows of one county and no other's. Each tenant table holds a row of
/// two counties; what has no filter is tried on all of them.
/// </summary>
public sealed class CountyWallTests : IAsyncLifetime
{
    private const string One = "341722";
    private const string Other = "341723";
    private const string NotAllowed = "42501";

    /// <summary>What its own trigger says of a table that nobody changes at all.</summary>
    private const string WrittenOnce = "23001";

    private readonly TestDatabase database = TestDatabase.Create(DatabaseProvider.Postgres);
    private readonly HttpContextAccessor request = new();
    private ServiceProvider services = null!;
    private IReadOnlyList<string> tenants = [];

    public async Task InitializeAsync()
    {
        services = await database.Open();
        tenants = [.. (await Catalogue.Read(database)).Keys.Where(key => key is { Kind: KeyKind.Primary, FirstColumn: "county_code" }).Select(key => key.Table).Order(StringComparer.Ordinal)];
        await FillWithTwoCounties();
    }

    public async Task DisposeAsync()
    {
        request.HttpContext = null;
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Every_table_whose_key_begins_with_the_county_has_the_wall_and_its_owner_stands_before_it_too()
    {
        Assert.True(tenants.Count > 80, $"Only {tenants.Count} tenant tables were found: the catalogue query is at fault.");
        var walled = await database.Rows("""
            SELECT c.relname::text FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'county_wall' AND p.polcmd = '*' AND p.polroles = '{0}'
            WHERE c.relrowsecurity AND c.relforcerowsecurity
            """);
        Offenders.None(tenants.Except(walled.Select(row => (string)row[0]!)).Select(table => $"{table} has no county_wall: SELECT raise_county_wall()"));
        Assert.False((bool)(await database.Rows("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = 'site'"))[0][0]!);
    }

    [Fact]
    public async Task A_query_without_a_filter_shows_a_county_its_own_rows()
    {
        await Each(As(Role.Auditor, One), One);
        await Each(As(Role.TownshipHandler, Other), Other);
    }

    [Fact]
    public async Task Who_works_above_the_counties_sees_them_all_and_so_does_work_that_no_request_sent()
    {
        await Each(As(Role.CityOperator, ""), One, Other);
        await Each(As(Role.Administrator, ""), One, Other);
        await Each(null, One, Other);
    }

    [Fact]
    public async Task Somebody_whom_nobody_knows_sees_nothing()
    {
        await Each(new DefaultHttpContext());
        await Each(As(Role.Auditor, ""));
    }

    [Fact]
    public async Task A_connection_that_nobody_told_a_county_shows_nothing_also_when_the_pool_lends_it_again()
    {
        await Each(As(Role.Auditor, One), One);
        for (var again = 0; again < 3; again++)
        {
            await using var connection = new NpgsqlConnection(database.SiteConnectionString);
            await connection.OpenAsync();
            foreach (var table in tenants)
            {
                Assert.Equal(0L, await Scalar(connection, $"SELECT count(*) FROM {table}"));
            }
        }
    }

    [Fact]
    public async Task Rows_of_another_county_are_neither_written_nor_changed_nor_removed()
    {
        await using var connection = new NpgsqlConnection(database.SiteConnectionString);
        await connection.OpenAsync();
        await Scalar(connection, $"SELECT set_config('jiuji.county', '{One}', false)");
        foreach (var table in tenants)
        {
            var copied = await Assert.ThrowsAsync<PostgresException>(() => Run(connection, $"INSERT INTO {table} SELECT (jsonb_populate_record(t, '{{\"county_code\": \"{Other}\"}}')).* FROM {table} t"));
            Assert.True(copied.SqlState == NotAllowed, $"{table}: {copied.Message}");
            var moved = await Assert.ThrowsAsync<PostgresException>(() => Run(connection, $"UPDATE {table} SET county_code = '{Other}'"));
            Assert.True(moved.SqlState is NotAllowed or WrittenOnce, $"{table}: {moved.Message}");
            Assert.Equal(0, await Run(connection, $"DELETE FROM {table} WHERE county_code = '{Other}'"));
        }

        Assert.All(await database.Rows($"SELECT count(*) FROM {tenants[0]} WHERE county_code = '{Other}'"), row => Assert.Equal(1L, row[0]));
    }

    [Fact]
    public async Task A_lane_works_behind_the_wall_of_its_county_whoever_sent_its_work()
    {
        request.HttpContext = As(Role.Auditor, Other);
        var seen = await services.GetRequiredService<Lanes.Lanes>().For(One).Run<string>(One, async (inLane, token) =>
            string.Join(' ', await inLane.GetRequiredService<JiujiDb>().Commands.Select(command => command.CountyCode).ToListAsync(token)), CancellationToken.None);
        Assert.Equal(One, seen.Value);
    }

    private async Task Each(HttpContext? sender, params string[] counties)
    {
        request.HttpContext = sender;
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        foreach (var table in tenants)
        {
            var seen = await db.Database.SqlQueryRaw<string>(CountiesIn(table)).ToListAsync();
            Assert.True(counties.SequenceEqual(seen.Order(StringComparer.Ordinal)), $"{table} showed {string.Join(", ", seen)}.");
        }
    }

    /// <summary>Asked of every row but those of no county, which the shared lane has.</summary>
    private static string CountiesIn(string table) => $"SELECT county_code AS \"Value\" FROM {table} WHERE county_code <> ''";

    private static DefaultHttpContext As(Role role, string county) => new()
    {
        User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role.ToString()), new Claim(ActorClaims.County, county)], "test")),
    };

    /// <summary>Any row will do: without triggers, checks and foreign keys each column takes some value of its type.</summary>
    private async Task FillWithTwoCounties()
    {
        var columns = (await Catalogue.Read(database)).Columns.ToLookup(column => column.Table);
        var checks = await database.Rows("SELECT conrelid::regclass::text, conname::text FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace");
        var statements = checks.Select(check => $"ALTER TABLE {check[0]} DROP CONSTRAINT {check[1]};")
            .Append("SET session_replication_role = replica;")
            .Concat(from table in tenants
                    from county in (string[])[One, Other]
                    let filled = columns[table].Where(column => !column.Nullable && column.Name != "county_code").ToList()
                    select $"INSERT INTO {table} ({string.Join(", ", filled.Select(c => $"\"{c.Name}\"").Prepend("county_code"))}) VALUES ({string.Join(", ", filled.Select(SomeValue).Prepend($"'{county}'"))});");
        await database.Execute(string.Join('\n', statements));
    }

    private static string SomeValue(Column column) => column.Type switch
    {
        "uuid" => "gen_random_uuid()",
        "boolean" => "false",
        "date" => "'2026-01-01'",
        "bytea" => "'\\x00'",
        "jsonb" => "'[]'",
        "time without time zone" => "'09:00'",
        "integer" or "bigint" or "smallint" => "1",
        "double precision" or "numeric" => "1",
        _ => "'x'",
    };

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<int> Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
