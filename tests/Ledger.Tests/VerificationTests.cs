using Jiuji.Ledger;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>Each way of tampering with the book is found, and named as what it is.</summary>
public abstract class VerificationTests(Func<Task<BookDatabase>> create) : IAsyncLifetime
{
    BookDatabase database = null!;

    public async Task InitializeAsync()
    {
        database = await create();
        await database.Start(1000);
        var pay = County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 200);
        var hold = County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 300) with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddDays(1) };
        var waiting = hold with { Id = Guid.CreateVersion7(), Amount = 50 };
        var post = hold with { Id = Guid.CreateVersion7(), Kind = TransferKind.PostHold, Hold = hold.Id, ExpiresAt = null, Amount = 100 };
        var undo = pay with { Id = Guid.CreateVersion7(), From = pay.To, To = pay.From, Reverses = pay.Id, Note = "twice" };
        Assert.True((await database.Post(pay, hold, waiting, post, undo)).IsPosted);
        Assert.True(await database.Write(book => book.ClosePeriod(County.Township, new DateOnly(2026, 3, 1), County.Clerk)));
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task A_book_that_nobody_touched_is_sound()
    {
        var report = await Verify();
        Assert.True(report.IsSound, report.FirstBroken?.FirstFact);
        Assert.Equal(6, report.Transfers);
        Assert.All(report.Results.Where(result => result.Invariant is not (Invariant.SignedHeadsStand or Invariant.MonthsStayClosed)), result => Assert.True(result.Checked > 0, $"{result.Invariant} was not checked"));
    }

    [Theory]
    [InlineData("UPDATE transfer SET amount = 201 WHERE seq = 2", Invariant.ChainUnbroken, 2)]
    [InlineData("UPDATE transfer SET purpose = 'chairs' WHERE seq = 2", Invariant.ChainUnbroken, 2)]
    [InlineData("UPDATE transfer SET actor = 'user:2' WHERE seq = 3", Invariant.ChainUnbroken, 3)]
    [InlineData("UPDATE transfer SET occurred_on = occurred_on - 1 WHERE seq = 5", Invariant.ChainUnbroken, 5)]
    [InlineData("UPDATE transfer SET recorded_at = recorded_at + 1 WHERE seq = 6", Invariant.ChainUnbroken, 6)]
    [InlineData("UPDATE transfer SET documents = '00' WHERE seq = 1", Invariant.ChainUnbroken, 1)]
    [InlineData("DELETE FROM transfer WHERE seq = 4", Invariant.SequenceWithoutGaps, 5)]
    [InlineData("DELETE FROM transfer WHERE seq = 6", Invariant.ChainUnbroken, 5)]
    [InlineData("UPDATE account SET party = 'cash:li' WHERE kind = 'InHands'", Invariant.AccountsNamedByKey, null)]
    [InlineData("UPDATE account SET balance = balance + 1 WHERE kind = 'InHands'", Invariant.BalancesRecomputed, null)]
    [InlineData("UPDATE account SET version = version + 1 WHERE kind = 'InHands'", Invariant.BalancesRecomputed, null)]
    [InlineData("UPDATE account SET held = 0 WHERE kind = 'InHands'", Invariant.HeldRecomputed, null)]
    [InlineData("UPDATE account_day SET net = net + 1", Invariant.DaysRecomputed, null)]
    [InlineData("DELETE FROM account_day WHERE net > 0", Invariant.DaysRecomputed, null)]
    [InlineData("UPDATE entry SET amount = 199, balance_after = balance_after - 1 WHERE seq = 2 AND amount > 0", Invariant.EntriesSumToZero, null)]
    [InlineData("UPDATE entry SET amount = 199, balance_after = balance_after - 1 WHERE seq = 2 AND amount > 0", Invariant.EntriesFollowTransfers, 2)]
    [InlineData("DELETE FROM entry WHERE seq = 5", Invariant.EntriesFollowTransfers, 5)]
    [InlineData("UPDATE hold SET state = 'Posted', posted_amount = 300 WHERE state = 'PartPosted'", Invariant.HoldsResolveOnce, null)]
    [InlineData("UPDATE fund_purpose SET purpose = 'chairs'", Invariant.SettingsRecomputed, null)]
    [InlineData("UPDATE fund SET valid_to = NULL", Invariant.SettingsRecomputed, null)]
    [InlineData("UPDATE fund SET source = 'elsewhere'", Invariant.SettingsRecomputed, null)]
    [InlineData("UPDATE period SET state = 'Held'", Invariant.SettingsRecomputed, null)]
    [InlineData("DELETE FROM period", Invariant.SettingsRecomputed, null)]
    [InlineData("UPDATE book_event SET content = replace(content, 'temporary-assistance', 'chairs') WHERE number = 1", Invariant.ChainUnbroken, 0)]
    [InlineData("UPDATE book_event SET content = replace(content, 'temporary-assistance', 'chairs') WHERE number = 1", Invariant.PurposesAllowed, 2)]
    [InlineData("UPDATE book_event SET content = '{' WHERE number = 2", Invariant.SettingsRecomputed, 6)]
    [InlineData("UPDATE book_event SET kind = 'PeriodHeld' WHERE number = 2", Invariant.ChainUnbroken, 6)]
    [InlineData("UPDATE book_event SET after_seq = 5 WHERE number = 2", Invariant.ChainUnbroken, 5)]
    [InlineData("UPDATE book_event SET actor = 'user:2' WHERE number = 1", Invariant.ChainUnbroken, 0)]
    [InlineData("UPDATE book_event SET actor = 'user:2' WHERE number = 2", Invariant.ChainUnbroken, 6)]
    [InlineData("UPDATE book_event SET recorded_at = recorded_at + 1 WHERE number = 2", Invariant.ChainUnbroken, 6)]
    [InlineData("DELETE FROM book_event WHERE number = 2", Invariant.ChainUnbroken, 6)]
    [InlineData("DELETE FROM book_event WHERE number = 1", Invariant.ChainUnbroken, 1)]
    [InlineData("UPDATE lane SET events = 1", Invariant.ChainUnbroken, 6)]
    public async Task Tampering_is_found_and_named(string statement, Invariant broken, int? seq)
    {
        await database.Tamper(statement);
        var report = await Verify();
        var result = report.Results.Single(result => result.Invariant == broken);
        Assert.False(result.Holds, $"{broken} did not see: {statement}");
        Assert.Equal(seq, (int?)result.FirstSeq);
        Assert.NotNull(report.FirstBroken?.FirstFact);
    }

    [Fact]
    public async Task A_rewrite_of_the_whole_chain_breaks_the_signed_heads()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var signature = await database.Write(book => book.SignHead(key));
        Assert.True(signature.Head.Verify(signature.Signature, key));
        Assert.False((signature.Head with { Seq = 5 }).Verify(signature.Signature, key));
        Assert.Equal(signature.Signature, (await database.Write(book => book.SignHead(key))).Signature);
        Assert.True((await Verify()).IsSound);
        await database.Tamper($"UPDATE chain_signature SET hash = {(database.Kind == LedgerDatabase.Sqlite ? "zeroblob(32)" : "decode(repeat('00', 32), 'hex')")}");
        Assert.Equal(Invariant.SignedHeadsStand, (await Verify()).FirstBroken?.Invariant);
    }

    [Fact]
    public async Task Months_later_the_balance_of_any_day_is_still_known_by_either_date()
    {
        database.Clock.Now = County.Noon.AddDays(40);
        await database.Post(County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 100) with { OccurredOn = County.Today.AddDays(-3) });
        var hands = County.Account(AccountKind.InHands).Id(County.Code);
        long[] occurred = [0, -100, 800, 800], recorded = [0, 0, 900, 800];
        DateOnly[] days = [County.Today.AddDays(-4), County.Today.AddDays(-3), County.Today, County.Today.AddDays(40)];
        for (var index = 0; index < days.Length; index++)
        {
            Assert.Equal(occurred[index], await database.Read(connection => Balances.AsOf(connection, County.Code, hands, days[index], DateBasis.Occurred)));
            Assert.Equal(recorded[index], await database.Read(connection => Balances.AsOf(connection, County.Code, hands, days[index], DateBasis.Recorded)));
            var byDay = await database.Read(connection => TrialBalance.Read(connection, County.Code, days[index], DateBasis.Occurred));
            var byRecord = await database.Read(connection => TrialBalance.Read(connection, County.Code, days[index], DateBasis.Recorded, County.Township, County.FundId));
            Assert.Equal((occurred[index], recorded[index]), (byDay.Lines.Single(line => line.Account == hands).Balance, byRecord.Lines.Single(line => line.Account == hands).Balance));
            Assert.All(byDay.Sums.Values.Concat(byRecord.Sums.Values), sum => Assert.Equal(0, sum));
        }
        Assert.Equal(800, (await database.Read(connection => TrialBalance.Read(connection, County.Code))).Lines.Single(line => line.Account == hands).Balance);
    }

    [Fact]
    public async Task What_the_book_said_at_any_instant_is_found_among_many_that_share_theirs()
    {
        var said = new List<(DateTimeOffset At, long Balance)> { (County.Noon, 900) };
        for (var number = 1; number <= 23; number++)
        {
            database.Clock.Now += TimeSpan.FromSeconds(number % 3);
            await database.Post(County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, number));
            said.Add((database.Clock.Now, said[^1].Balance - number));
        }
        var hands = County.Account(AccountKind.InHands).Id(County.Code);
        foreach (var instant in said.SelectMany(each => (DateTimeOffset[])[each.At, each.At.AddMicroseconds(1)]))
        {
            var expected = said.Where(each => each.At < instant).Select(each => each.Balance).LastOrDefault();
            Assert.Equal(expected, await database.Read(connection => Balances.At(connection, County.Code, hands, instant)));
        }
        Assert.Equal(0, await database.Read(connection => Balances.At(connection, "another", hands, County.Noon.AddDays(1))));
    }

    [Fact]
    public async Task A_statement_runs_by_either_date()
    {
        database.Clock.Now = County.Noon.AddDays(40);
        await database.Post(County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 100) with { OccurredOn = County.Today.AddDays(-3), CaseReference = "QD-1" });
        var hands = County.Account(AccountKind.InHands).Id(County.Code);
        var occurred = await database.Read(connection => Statement.Read(connection, County.Code, hands, County.Today.AddDays(-3), County.Today, DateBasis.Occurred));
        Assert.Equal([(-100L, -100L), (1000, 900), (-200, 700), (-100, 600), (200, 800)], occurred.Lines.Select(line => (line.Amount, line.Balance)));
        Assert.Equal(("QD-1", AccountKind.AwaitingPapers), (occurred.Lines[0].CaseReference, occurred.Lines[0].Other.Kind));
        var today = await database.Read(connection => Statement.Read(connection, County.Code, hands, County.Today, County.Today, DateBasis.Occurred));
        Assert.Equal((-100, 800, 4), (today.Opening, today.Closing, today.Lines.Count));
        var recorded = await database.Read(connection => Statement.Read(connection, County.Code, hands, County.Today.AddDays(1), County.Today.AddDays(40), DateBasis.Recorded));
        Assert.Equal((900, 800, 1), (recorded.Opening, recorded.Closing, recorded.Lines.Count));
    }

    Task<VerificationReport> Verify() => database.Read(connection => Verification.Run(connection, County.Code));
}

[Collection("Book on SQLite")]
public sealed class VerificationOnSqliteTests() : VerificationTests(async () => await SqliteBook.New());

[Collection("Book on PostgreSQL")]
public sealed class VerificationOnPostgresTests() : VerificationTests(async () => await PostgresBook.New());
