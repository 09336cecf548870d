using Jiuji.Ledger;
using Npgsql;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>Whoever steals the site's connection string can post, and can rewrite nothing: what holds where triggers are refused (Citus) or dropped.</summary>
[Collection("Book on PostgreSQL")]
public sealed class ApplicationRoleTests : IAsyncLifetime
{
    const string NotAllowed = "42501";

    PostgresBook database = null!;
    string role = "";

    public async Task InitializeAsync()
    {
        database = await PostgresBook.New();
        await database.Start(1000);
        role = await database.CreateRole();
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        await database.DropRole(role);
    }

    [Theory]
    [InlineData("UPDATE transfer SET amount = 1")]
    [InlineData("DELETE FROM transfer")]
    [InlineData("TRUNCATE transfer CASCADE")]
    [InlineData("UPDATE entry SET amount = 1")]
    [InlineData("DELETE FROM entry")]
    [InlineData("TRUNCATE entry")]
    [InlineData("UPDATE book_event SET content = ''")]
    [InlineData("DELETE FROM book_event")]
    [InlineData("UPDATE chain_signature SET seq = 1")]
    [InlineData("DELETE FROM chain_signature")]
    [InlineData("UPDATE fund_purpose SET purpose = 'chairs'")]
    [InlineData("DELETE FROM fund_purpose")]
    [InlineData("DELETE FROM fund")]
    [InlineData("DELETE FROM period")]
    [InlineData("DELETE FROM hold")]
    [InlineData("DELETE FROM account")]
    [InlineData("DELETE FROM account_day")]
    [InlineData("DELETE FROM lane")]
    [InlineData("DROP TABLE entry")]
    [InlineData("ALTER TABLE transfer DISABLE TRIGGER ALL")]
    [InlineData("SET session_replication_role = replica")]
    public async Task It_cannot_change_what_is_written(string statement)
    {
        await using var connection = await Connect();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => BookDatabase.Execute(connection, statement));
        Assert.Equal(NotAllowed, refused.SqlState);
    }

    [Fact]
    public async Task It_can_do_all_that_a_book_does()
    {
        await using var connection = await Connect();
        var hold = Pay(300) with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddDays(1) };
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            var book = new Book(connection, transaction, County.Code, database.Clock);
            await book.AddFund(County.Fund(Scenario.Other("2")), County.Clerk);
            Assert.True((await book.Post([Pay(100), hold, Pay(200) with { Kind = TransferKind.PostHold, Hold = hold.Id }])).IsPosted);
            Assert.True(await book.ClosePeriod(County.Township, new(2026, 3, 1), County.Clerk));
            await book.EndFund(Scenario.Other("2"), new(2026, 5, 1), County.Clerk);
            using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
            await book.SignHead(key);
            Assert.True((await book.Post([Pay(50)])).IsPosted);
            await transaction.CommitAsync();
        }
        Assert.NotNull(await new Book(connection, null, County.Code, database.Clock).PostAtOnce([[Pay(50)]]));
        var report = await Verification.Run(connection, County.Code);
        Assert.True(report.IsSound, report.FirstBroken?.FirstFact);
    }

    async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    static Transfer Pay(long amount) => County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, amount);
}
