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
