using System.Data.Common;
using Jiuji.Ledger;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>The short way of writing, in one round trip on what a connection remembers, promises what the long way does; where it cannot, it writes nothing.</summary>
[Collection("Book on PostgreSQL")]
public sealed class PostAtOnceTests : IAsyncLifetime
{
    PostgresBook database = null!;
    DbConnection connection = null!;

    public async Task InitializeAsync()
    {
        database = await PostgresBook.New();
        await database.Start(1000);
        connection = database.Connect();
        await connection.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await connection.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_that_knows_nothing_takes_the_long_way()
    {
        Assert.Null(await AtOnce(Pay(1)));
        Assert.Equal(1, await Transfers());
    }

    [Fact]
    public async Task What_was_written_at_once_stands_as_if_written_the_long_way()
    {
        Assert.True((await Long(Pay(100))).IsPosted);
        var answers = await Groups([Pay(200)], [Pay(300), Pay(50)]);
        Assert.Equal([3L, 4L, 5L], answers!.SelectMany(answer => answer.Posted).Select(posted => posted.Seq));
        Assert.Equal([6L], (await AtOnce(Pay(350)))!.Posted.Select(posted => posted.Seq));
        await Sound(6);
        Assert.Equal(0L, Convert.ToInt64(await database.Scalar("SELECT balance FROM account WHERE kind = 'InHands'"), null));
    }

    [Fact, Trait("trap", "T5"), Trait("trap", "T6")]
    public async Task What_another_process_wrote_meanwhile_is_seen()
    {
        await Long(Pay(100));
        await database.Post(Pay(900));
        Assert.Null(await AtOnce(Pay(1)));
        Assert.Equal(Refusal.ExceedsAvailableBalance, (await Long(Pay(1))).Refused?.Reason);
        await Sound(3);
    }

    [Fact, Trait("trap", "T20")]
    public async Task A_month_that_another_process_closed_meanwhile_stays_closed()
    {
        await Long(Pay(100));
        await database.Write(book => book.ClosePeriod(County.Township, County.Today, County.Clerk));
        Assert.Null(await AtOnce(Pay(1)));
        Assert.Equal(Refusal.PeriodClosed, (await Long(Pay(1))).Refused?.Reason);
        await Sound(2);
    }

    [Fact, Trait("trap", "T18")]
    public async Task A_retry_is_never_written_twice()
    {
        var first = Pay(100);
        await Long(first);
        Assert.Null(await AtOnce(first));
        Assert.True((await Long(first)).Repeat);
        await Sound(2);
    }

    [Fact]
    public async Task What_the_rules_refuse_is_left_to_the_long_way()
    {
        await Long(Pay(100));
        Assert.Null(await Groups([Pay(100)], [Pay(901)]));
        Assert.Equal(2, await Transfers());
        await Long(Pay(100));
        Assert.Null(await AtOnce(Pay(1) with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddDays(1) }));
        await Sound(3);
    }

    [Fact]
    public async Task Work_that_was_rolled_back_is_not_remembered()
    {
        await Long(Pay(100));
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await Book(transaction).Post([Pay(900)]);
            await transaction.RollbackAsync();
        }
        Assert.Null(await AtOnce(Pay(900)));
        Assert.True((await Long(Pay(900))).IsPosted);
        await Sound(3);
    }

    [Fact, Trait("trap", "T5"), Trait("trap", "T6"), Trait("trap", "T22")]
    public async Task Writers_of_many_processes_never_overdraw()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Write)));
        Assert.Equal(0L, Convert.ToInt64(await database.Scalar("SELECT balance FROM account WHERE kind = 'InHands'"), null));
        await Sound(101);
    }

    /// <summary>One process of several: at once where it can, the long way where it must.</summary>
    async Task Write()
    {
        await using var own = database.Connect();
        await own.OpenAsync();
        for (var index = 0; index < 20; index++)
        {
            var payment = Pay(10);
            if (await new Book(own, null, County.Code, database.Clock).PostAtOnce([[payment]]) is not null) continue;
            await using var transaction = await own.BeginTransactionAsync();
            await new Book(own, transaction, County.Code, database.Clock).Post([payment]);
            await transaction.CommitAsync();
        }
    }

    async Task<PostAnswer> Long(Transfer transfer)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var answer = await Book(transaction).Post([transfer]);
        await transaction.CommitAsync();
        return answer;
    }

    async Task<PostAnswer?> AtOnce(Transfer transfer) => (await Groups([transfer]))?[0];

    Task<IReadOnlyList<PostAnswer>?> Groups(params Transfer[][] groups) => Book(null).PostAtOnce(groups);

    Book Book(DbTransaction? transaction) => new(connection, transaction, County.Code, database.Clock);

    async Task<long> Transfers() => Convert.ToInt64(await database.Scalar("SELECT COUNT(*) FROM transfer"), null);

    async Task Sound(int transfers)
    {
        var report = await database.Read(other => Verification.Run(other, County.Code));
        Assert.True(report.IsSound, report.FirstBroken?.FirstFact);
        Assert.Equal(transfers, report.Transfers);
    }

    static Transfer Pay(long amount) => County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, amount);
}
