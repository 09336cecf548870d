using System.Data.Common;
using Jiuji.Ledger;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>A connection remembers accounts, funds and months from batch to batch, and never believes itself against the chain: the same claims on each database.</summary>
public abstract class RememberedTests(Func<Task<BookDatabase>> create) : IAsyncLifetime
{
    BookDatabase database = null!;
    DbConnection connection = null!;

    public async Task InitializeAsync()
    {
        database = await create();
        await database.Start(1000);
        connection = database.Connect();
        await connection.OpenAsync();
        Assert.True((await Post(Pay(100))).IsPosted);
    }

    public async Task DisposeAsync()
    {
        await connection.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact, Trait("trap", "T5"), Trait("trap", "T6")]
    public async Task What_another_process_spent_is_not_spent_again()
    {
        await database.Post(Pay(900));
        Assert.Equal(Refusal.ExceedsAvailableBalance, (await Post(Pay(1))).Refused?.Reason);
        await Sound(3);
    }

    [Fact]
    public async Task What_another_process_holds_is_not_spent()
    {
        await database.Post(Pay(900) with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddDays(1) });
        Assert.Equal(Refusal.ExceedsAvailableBalance, (await Post(Pay(1))).Refused?.Reason);
        await Sound(3);
    }

    [Fact, Trait("trap", "T20")]
    public async Task A_month_that_another_process_closed_is_closed()
    {
        await database.Write(book => book.ClosePeriod(County.Township, County.Today, County.Clerk));
        Assert.Equal(Refusal.PeriodClosed, (await Post(Pay(1))).Refused?.Reason);
    }

    [Fact]
    public async Task Work_that_was_rolled_back_was_never_done()
    {
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Assert.True((await new Book(connection, transaction, County.Code, database.Clock).Post([Pay(900)])).IsPosted);
            await transaction.RollbackAsync();
        }
        Assert.True((await Post(Pay(900))).IsPosted);
        Assert.Equal(Refusal.ExceedsAvailableBalance, (await Post(Pay(1))).Refused?.Reason);
        await Sound(3);
    }

    [Fact]
    public async Task Accounts_met_for_the_first_time_are_found_beside_those_that_are_known()
    {
        await database.Write(book => book.Post([Pay(50)]));
        Assert.True((await Post(Pay(100))).IsPosted);
        Assert.True((await Post(County.Transfer(AccountKind.AwaitingPapers, AccountKind.Approved, 250))).IsPosted);
        Assert.Equal(Refusal.ExceedsAvailableBalance, (await Post(County.Transfer(AccountKind.AwaitingPapers, AccountKind.Approved, 1))).Refused?.Reason);
        await Sound(5);
    }

    Task<PostAnswer> Post(Transfer transfer) => database.Write(connection, book => book.Post([transfer]));

    async Task Sound(int transfers)
    {
        var report = await database.Read(other => Verification.Run(other, County.Code));
        Assert.True(report.IsSound, report.FirstBroken?.FirstFact);
        Assert.Equal(transfers, report.Transfers);
    }

    static Transfer Pay(long amount) => County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, amount);
}

[Collection("Book on SQLite")]
public sealed class RememberedOnSqliteTests() : RememberedTests(async () => await SqliteBook.New());

[Collection("Book on PostgreSQL")]
public sealed class RememberedOnPostgresTests() : RememberedTests(async () => await PostgresBook.New());
