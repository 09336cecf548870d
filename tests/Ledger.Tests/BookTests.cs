using System.Data.Common;
using Jiuji.Ledger;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>What the book promises once it is written down: the same claims on each database.</summary>
public abstract class BookTests(Func<Task<BookDatabase>> create) : IAsyncLifetime
{
    BookDatabase database = null!;

    public async Task InitializeAsync() => database = await create();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task What_was_posted_is_found_again()
    {
        await database.Start(1000);
        var payment = Pay(300);
        var answer = await database.Post(payment);
        Assert.True(answer is { IsPosted: true, Repeat: false });
        Assert.Equal(2, answer.Posted[0].Seq);
        Assert.Equal(County.Noon, answer.Posted[0].RecordedAt);
        Assert.Equal(700L, await Balance(AccountKind.InHands));
        Assert.Equal(300L, await Balance(AccountKind.AwaitingPapers));
        Assert.Equal(0L, Convert.ToInt64(await database.Scalar("SELECT SUM(amount) FROM entry"), null));
        Assert.Equal(4L, Convert.ToInt64(await database.Scalar("SELECT COUNT(*) FROM entry"), null));
    }

    [Fact, Trait("trap", "T18"), Trait("trap", "T19")]
    public async Task A_retry_after_a_lost_answer_posts_nothing_and_answers_the_same()
    {
        await database.Start(1000);
        var payment = Pay(1000) with { Documents = [new string('a', 64)], Note = "line\nbreak", CaseReference = "QD-2026-0147" };
        var first = await database.Post(payment);
        var again = await database.Post(payment);
        Assert.True(again.Repeat);
        Assert.Equal(first.Posted, again.Posted);
        Assert.Equal(0L, await Balance(AccountKind.InHands));
        Assert.Equal(Refusal.IdTakenByOtherContent, (await database.Post(payment with { Note = "other" })).Refused?.Reason);
    }

    [Fact]
    public async Task A_hold_lives_through_the_database()
    {
        await database.Start(1000);
        var hold = Pay(600) with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddDays(1).AddTicks(7) };
        Assert.True((await database.Post(hold)).IsPosted);
        Assert.True((await database.Post(hold)).Repeat);
        Assert.Equal(Refusal.ExceedsAvailableBalance, (await database.Post(Pay(401))).Refused?.Reason);
        Assert.True((await database.Post(Pay(250) with { Kind = TransferKind.PostHold, Hold = hold.Id })).IsPosted);
        Assert.Equal(Refusal.HoldAlreadyResolved, (await database.Post(Pay(600) with { Kind = TransferKind.VoidHold, Hold = hold.Id })).Refused?.Reason);
        Assert.Equal("PartPosted", await database.Scalar("SELECT state FROM hold"));
        Assert.Equal(750L, await Balance(AccountKind.InHands));
        Assert.True((await database.Post(Pay(750))).IsPosted);
    }

    [Fact]
    public async Task A_reversal_is_known_as_one_in_the_next_batch_too()
    {
        await database.Start(1000);
        var payment = Pay(300);
        await database.Post(payment);
        Assert.True((await database.Post(Undo(payment))).IsPosted);
        Assert.Equal(Refusal.AlreadyReversed, (await database.Post(Undo(payment))).Refused?.Reason);
        Assert.Equal(1000L, await Balance(AccountKind.InHands));
    }

    [Fact, Trait("trap", "T5"), Trait("trap", "T6"), Trait("trap", "T7")]
    public async Task A_later_group_sees_what_an_earlier_one_took()
    {
        await database.Start(1000);
        var answers = await database.Write(book => book.Post([[Pay(600)], [Pay(300), Pay(200)], [Pay(400)], [Pay(1)]]));
        Assert.Equal([null, Refusal.ExceedsAvailableBalance, null, Refusal.ExceedsAvailableBalance], answers.Select(answer => answer.Refused?.Reason));
        Assert.Equal(1, answers[1].Refused!.Index);
        Assert.Equal(0L, await Balance(AccountKind.InHands));
        Assert.Equal(3L, Convert.ToInt64(await database.Scalar("SELECT MAX(seq) FROM transfer"), null));
    }

    [Fact]
    public async Task A_dry_run_names_every_rule_and_writes_nothing()
    {
        await database.Start(1000);
        var refused = await database.Read(connection => Book(connection).Try([Pay(5) with { Purpose = "x", Actor = "" }]));
        Assert.Equal([Refusal.ActorMissing, Refusal.PurposeNotAllowed], refused.Refusals.Select(no => no.Reason));
        var passing = await database.Read(connection => Book(connection).Try([Pay(400), Pay(600)]));
        Assert.True(passing.WouldPass);
        Assert.Equal([(1000, 0), (0, 1000)], passing.Balances.Select(change => (change.Before.Balance, change.After.Balance)));
        Assert.Equal(1L, Convert.ToInt64(await database.Scalar("SELECT COUNT(*) FROM transfer"), null));
    }

    [Fact, Trait("trap", "T20")]
    public async Task A_month_moves_forward_only()
    {
        await database.Start(1000);
        Assert.True(await database.Write(book => book.HoldPeriod(County.Township, County.Today, County.Clerk)));
        Assert.Equal(Refusal.PeriodHeld, (await database.Post(Pay(1))).Refused?.Reason);
        Assert.True((await database.Post(Pay(1) with { Mark = Marks.Closing })).IsPosted);
        Assert.True(await database.Write(book => book.ClosePeriod(County.Township, County.Today, County.Clerk)));
        Assert.Equal(Refusal.PeriodClosed, (await database.Post(Pay(1) with { Mark = Marks.Closing })).Refused?.Reason);
        Assert.False(await database.Write(book => book.HoldPeriod(County.Township, County.Today, County.Clerk)));
        await Refuses("UPDATE period SET state = 'Open'");
        await Refuses("DELETE FROM period");
    }

    [Fact]
    public async Task Nothing_is_told_to_the_book_without_somebody_who_answers_for_it()
    {
        await database.Start(1000);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => database.Write(book => book.ClosePeriod(County.Township, County.Today, "")));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => database.Write(book => book.HoldPeriod(County.Township, County.Today, " ")));
        Assert.Equal(PeriodState.Open, await database.Write(book => book.PeriodOf(County.Township, County.Today)));
        await Refuses($"INSERT INTO book_event (county_code, number, after_seq, recorded_at, kind, subject, actor, content, hash) SELECT county_code, 9, 0, 0, kind, subject, '', content, hash FROM book_event WHERE number = 1");
    }

    [Fact]
    public async Task The_record_never_steps_back_with_the_clock()
    {
        await database.Start(1000);
        database.Clock.Now -= TimeSpan.FromHours(2);
        Assert.Equal(County.Noon, (await database.Post(Pay(1))).Posted[0].RecordedAt);
    }

    [Theory]
    [InlineData("UPDATE transfer SET amount = 1")]
    [InlineData("DELETE FROM transfer")]
    [InlineData("UPDATE entry SET amount = 1")]
    [InlineData("DELETE FROM entry")]
    [InlineData("UPDATE account SET balance = -1 WHERE kind = 'InHands'")]
    [InlineData("UPDATE account SET held = 1001 WHERE kind = 'InHands'")]
    [InlineData("UPDATE account SET held = -1 WHERE kind = 'InHands'")]
    [InlineData("UPDATE account SET floor = NULL WHERE kind = 'InHands'")]
    [InlineData("UPDATE account SET floor = -5 WHERE kind = 'InHands'")]
    [InlineData("UPDATE account SET balance = 1 WHERE kind = 'Advanced'")]
    [InlineData("UPDATE account SET ceiling = NULL WHERE kind = 'Advanced'")]
    [InlineData("UPDATE account SET kind = 'Elsewhere'")]
    [InlineData("UPDATE fund SET valid_to = 1")]
    [InlineData("UPDATE book_event SET content = '{}'")]
    [InlineData("DELETE FROM book_event")]
    [InlineData("UPDATE hold SET state = 'Pending', resolved_by = NULL, posted_amount = 0")]
    [InlineData("DELETE FROM hold")]
    public async Task The_database_itself_refuses(string statement)
    {
        await database.Start(1000);
        var hold = Pay(6) with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddDays(1) };
        await database.Post(hold, Pay(6) with { Kind = TransferKind.PostHold, Hold = hold.Id });
        await Refuses(statement);
    }

    Task<DbException> Refuses(string statement) => Assert.ThrowsAnyAsync<DbException>(() => database.Execute(statement));

    Book Book(DbConnection connection) => new(connection, null, County.Code, database.Clock);

    static Transfer Pay(long amount) => County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, amount);

    static Transfer Undo(Transfer transfer) => transfer with { Id = Guid.CreateVersion7(), From = transfer.To, To = transfer.From, Reverses = transfer.Id, Note = "booked in error" };

    async Task<long> Balance(AccountKind kind) => Convert.ToInt64(await database.Scalar($"SELECT balance FROM account WHERE kind = '{kind}'"), null);
}

[Collection("Book on SQLite")]
public sealed class BookOnSqliteTests() : BookTests(async () => await SqliteBook.New());

[Collection("Book on PostgreSQL")]
public sealed class BookOnPostgresTests() : BookTests(async () => await PostgresBook.New());
