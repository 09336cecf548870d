using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Jiuji.Ledger;
using Jiuji.Testing;
using Jiuji.Web.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Database;

public sealed class SqliteSchemaTests() : SchemaTests(DatabaseProvider.Sqlite);

public sealed class PostgresSchemaTests() : SchemaTests(DatabaseProvider.Postgres);

/// <summary>
/// Migrations are written by hand (docs/decisions/0003): here the database that they make is compared with the one that the model asks for, and held
/// against the rules of tenancy (docs/decisions/0001).
/// </summary>
public abstract partial class SchemaTests(DatabaseProvider provider) : IAsyncLifetime
{
    /// <summary>Small, shared by all counties, copied to every machine of a cluster. Whatever is not named here is a tenant's.</summary>
    private static readonly HashSet<string> ReferenceTables =
    [
        "slip_try",
        "app_user", "app_user_claim", "app_user_login", "app_user_passkey", "app_user_token", "appointment", "protection_key",
        "authenticator", "recovery_code", "user_session", "api_token",
        "region", "calendar_day", "calendar_year", "organisation", "organisation_area", "code_item", "pack", "pack_scope", "job",
    ];

    /// <summary>Declared exceptions from county-first keys, each with its reason in docs/decisions/0001.</summary>
    private static readonly HashSet<string> KeyedOtherwise = ["aid_claim"];

    private readonly TestDatabase database = TestDatabase.Create(provider);
    private ServiceProvider services = null!;

    public async Task InitializeAsync() => services = await database.Open();

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task The_migrated_database_is_the_one_that_the_model_asks_for()
    {
        await using var other = TestDatabase.Create(provider);
        await CreateFromModel(other);
        var asked = (await Catalogue.Read(other)).Facts.ToHashSet();
        var found = (await Catalogue.Read(database)).Facts.ToHashSet();
        Assert.True(asked.Count > 500, $"Only {asked.Count} facts were read: the catalogue query is at fault.");
        Offenders.None(asked.Except(found).Order().Select(fact => $"missing from the migrations: {fact}"));
        Offenders.None(found.Except(asked).Order().Select(fact => $"unknown to the model: {fact}"));
    }

    [Fact]
    public async Task A_difference_between_the_database_and_the_model_is_seen()
    {
        var before = (await Catalogue.Read(database)).Facts.ToHashSet();
        await database.Execute("CREATE UNIQUE INDEX ix_account_odd ON account (owner)");
        await database.Execute("ALTER TABLE account ADD COLUMN odd integer CONSTRAINT ck_account_odd CHECK (odd > 0)");
        var added = (await Catalogue.Read(database)).Facts.Except(before).ToList();
        Assert.Equal(3, added.Count);
        Assert.All(added, fact => Assert.Matches("odd|owner", fact));
    }

    [Fact]
    public async Task Every_key_of_a_tenant_table_begins_with_the_county()
    {
        var catalogue = await Catalogue.Read(database);
        var tenants = catalogue.Tables.Except(ReferenceTables).Except(KeyedOtherwise).ToHashSet();
        var offenders = catalogue.Keys
            .Where(key => tenants.Contains(key.Table) && key.Kind != KeyKind.Index && key.FirstColumn != "county_code")
            .Select(key => key.ToString());
        Offenders.None(offenders);
        Offenders.None(tenants.Except(catalogue.Keys.Where(key => key.Kind == KeyKind.Primary).Select(key => key.Table)).Select(table => $"{table} has no primary key"));
    }

    [Fact]
    public async Task A_foreign_key_of_a_tenant_table_stays_within_its_county()
    {
        var catalogue = await Catalogue.Read(database);
        var offenders = catalogue.Keys
            .Where(key => key.Kind == KeyKind.Foreign && !ReferenceTables.Contains(key.Table) && !key.Target.Contains("(county_code", StringComparison.Ordinal))
            .Select(key => key.ToString());
        Offenders.None(offenders);
    }

    [Fact]
    public async Task The_list_of_reference_tables_names_no_table_that_is_gone()
    {
        Offenders.None(ReferenceTables.Except((await Catalogue.Read(database)).Tables));
    }

    [Fact]
    public async Task Every_name_is_lower_snake_case()
    {
        var names = (await Catalogue.Read(database)).Names.ToList();
        Assert.Contains("county_code", names);
        Offenders.None(names.Where(name => !name.StartsWith("sqlite_autoindex_", StringComparison.Ordinal) && !SnakeCaseName().IsMatch(name)));
    }

    [Theory]
    [InlineData("UPDATE transfer SET amount = amount + 1")]
    [InlineData("DELETE FROM transfer")]
    [InlineData("UPDATE entry SET balance_after = balance_after + 1")]
    [InlineData("DELETE FROM entry")]
    [InlineData("TRUNCATE transfer, entry CASCADE")]
    public async Task What_the_book_has_written_can_be_neither_changed_nor_removed(string statement)
    {
        await PostOneTransfer();
        var before = (await database.Rows("SELECT * FROM transfer"))[0];
        // SQLite has no TRUNCATE: it refuses that by its grammar.
        await Assert.ThrowsAnyAsync<DbException>(() => database.Execute(statement));
        Assert.Equal(before, Assert.Single(await database.Rows("SELECT * FROM transfer")));
        Assert.Equal(2, (await database.Rows("SELECT 1 FROM entry")).Count);
    }

    private static async Task CreateFromModel(TestDatabase database)
    {
        await using var services = new ServiceCollection().AddLogging().AddJiuji(database.Configuration).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<JiujiDb>().Database.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
    }

    private async Task PostOneTransfer()
    {
        var (owner, fund) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var connection = database.Connect();
        await connection.OpenAsync();
        await using var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: false)
            : await connection.BeginTransactionAsync();
        var book = new Book(connection, transaction, "341722", new FakeClock());
        await book.AddFund(new Fund
        {
            CountyCode = "341722",
            Id = fund,
            Owner = owner,
            Kind = FundKind.FiscalReserve,
            Name = "Reserve fund 2026",
            Source = "SDCJ[2026]1",
            Unit = AccountKey.Yuan,
            ValidFrom = new(2026, 1, 1),
            Purposes = [new() { CountyCode = "341722", FundId = fund, Purpose = "temporary-assistance" }],
        }, "user:1");
        await book.Post([new Transfer
        {
            Id = Guid.CreateVersion7(),
            From = new(owner, fund, AccountKind.Advanced, "", AccountKey.Yuan),
            To = new(owner, fund, AccountKind.InTransit, "", AccountKey.Yuan),
            Amount = 100,
            Reason = "Test",
            Purpose = "temporary-assistance",
            Actor = "user:1",
            OccurredOn = new(2026, 11, 20),
        }]);
        await transaction.CommitAsync();
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex SnakeCaseName();
}
