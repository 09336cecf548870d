using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Jiuji.Ledger;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>Thirty-two writers with connections of their own on one account, which is what a reserve fund is.</summary>
public abstract class ManyWritersTests(Func<Task<BookDatabase>> create)
{
    const int Writers = 32;
    const int Each = 8;
    const int Amount = 7;
    const int Affordable = 100;

    [Fact, Trait("trap", "T5"), Trait("trap", "T6"), Trait("trap", "T7"), Trait("trap", "T22")]
    public async Task Exactly_as_many_payments_pass_as_the_account_can_bear()
    {
        await using var database = await create();
        await database.Start(Affordable * Amount + 3);
        var answers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Write(database))));
        Assert.Equal(Affordable, answers.SelectMany(each => each).Count(answer => answer.IsPosted));
        Assert.All(answers.SelectMany(each => each).Where(answer => !answer.IsPosted), answer => Assert.Equal(Refusal.ExceedsAvailableBalance, answer.Refused!.Reason));
        var report = await database.Read(connection => Verification.Run(connection, County.Code));
        Assert.True(report.IsSound, report.FirstBroken?.FirstFact);
        Assert.Equal(Affordable + 1, report.Transfers);
    }

    /// <summary>
    /// Whatever thirty-two writers do at once, holds, reversals, retries and a month's close among it: entries sum to zero, what is stored is what is
    /// recomputed, no floor is crossed, the chain holds, and all that was accepted, sent again, changes nothing.
    /// </summary>
    [Fact, Trait("trap", "T3"), Trait("trap", "T5"), Trait("trap", "T6"), Trait("trap", "T13"), Trait("trap", "T18"), Trait("trap", "T20")]
    public void Whatever_many_writers_do_at_once_keeps_every_invariant_and_a_replay_changes_nothing() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(4), Prop.ForAll(Act.Any.ListOf(Writers * 4).ToArbitrary(), acts => Play([.. acts]).GetAwaiter().GetResult()));

    async Task<bool> Play(List<Act> acts)
    {
        await using var database = await create();
        await database.Start(500);
        var sent = new ConcurrentQueue<Transfer>();
        var posted = new ConcurrentQueue<Transfer[]>();
        await Task.WhenAll(acts.Chunk(acts.Count / Writers).Select((own, writer) => Task.Run(() => Write(database, writer, own, sent, posted))));
        var before = await Sound(database);
        var again = await database.Write(book => book.Post([.. posted]));
        Assert.All(again, answer => Assert.True(answer.Repeat));
        Assert.Equal(before, await Sound(database));
        Assert.Equal(posted.Sum(group => group.Length) + 1, before.Transfers);
        return true;
    }

    /// <summary>A process of its own: in one round trip where it can, in a transaction where it must.</summary>
    static async Task Write(BookDatabase database, int writer, Act[] acts, ConcurrentQueue<Transfer> sent, ConcurrentQueue<Transfer[]> posted)
    {
        await using var connection = database.Connect();
        await connection.OpenAsync();
        foreach (var act in acts)
        {
            if (writer == 0 && act.What == 9) await database.Write(book => book.ClosePeriod(County.Township, County.Today.AddDays(-act.DaysAgo - 20), County.Clerk));
            Transfer[] group = [act.Transfer([.. sent])];
            sent.Enqueue(group[0]);
            var answers = await new Book(connection, null, County.Code, database.Clock).PostAtOnce([group]) ?? [await database.Write(connection, book => book.Post(group))];
            if (answers[0] is { IsPosted: true, Repeat: false }) posted.Enqueue(group);
        }
    }

    static async Task<(long Transfers, string Head)> Sound(BookDatabase database)
    {
        var report = await database.Read(connection => Verification.Run(connection, County.Code));
        Assert.True(report.IsSound, report.FirstBroken?.FirstFact);
        return (report.Transfers, Convert.ToHexString((byte[])(await database.Scalar("SELECT chain_head FROM lane"))!));
    }

    static async Task<List<PostAnswer>> Write(BookDatabase database)
    {
        var answers = new List<PostAnswer>();
        for (var index = 0; index < Each; index++) answers.Add(await database.Post(County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, Amount)));
        return answers;
    }

    [Fact, Trait("trap", "T2"), Trait("trap", "T3")]
    public async Task One_hold_raced_for_by_all_is_resolved_by_one()
    {
        await using var database = await create();
        await database.Start(1000);
        var hold = County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 500) with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddDays(1) };
        await database.Post(hold);
        var answers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(index => Task.Run(() => database.Post(hold with
        {
            Id = Guid.CreateVersion7(),
            Kind = index % 2 == 0 ? TransferKind.PostHold : TransferKind.VoidHold,
            Hold = hold.Id,
            ExpiresAt = null,
        }))));
        Assert.Single(answers, answer => answer.IsPosted);
        Assert.Equal(Writers - 1, answers.Count(answer => answer.Refused?.Reason == Refusal.HoldAlreadyResolved));
    }

    [Fact]
    public async Task One_transfer_sent_by_all_is_posted_once_and_answered_the_same()
    {
        await using var database = await create();
        await database.Start(1000);
        var payment = County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 600);
        var answers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => database.Post(payment))));
        Assert.All(answers, answer => Assert.Equal(answers[0].Posted, answer.Posted));
        Assert.Equal(1, answers.Count(answer => !answer.Repeat));
    }
}

[Collection("Book on SQLite")]
public sealed class ManyWritersOnSqliteTests() : ManyWritersTests(async () => await SqliteBook.New());

[Collection("Book on PostgreSQL")]
public sealed class ManyWritersOnPostgresTests() : ManyWritersTests(async () => await PostgresBook.New());
