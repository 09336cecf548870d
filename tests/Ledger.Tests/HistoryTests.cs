using FsCheck;
using FsCheck.Fluent;
using Jiuji.Ledger;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>Any history whatever, refused or not, leaves a book that holds together; sent again, it changes nothing.</summary>
public abstract class HistoryTests(Func<Task<BookDatabase>> create)
{
    static readonly AccountKind[] Kinds = [AccountKind.Advanced, AccountKind.InTransit, AccountKind.InHands, AccountKind.AwaitingPapers, AccountKind.Approved, AccountKind.Treasury];

    /// <summary>What one caller does: sizes and choices only; what they refer to is found when it is played.</summary>
    sealed record Act(int What, int From, int To, int Amount, int Refers, int DaysAgo);

    static readonly Gen<Act> Acts =
        from what in Gen.Choose(0, 9)
        from accounts in Gen.Choose(0, Kinds.Length - 1).Two()
        from amount in Gen.Choose(0, 120)
        from refers in Gen.Choose(0, 1000)
        from daysAgo in Gen.Choose(0, 45)
        select new Act(what, accounts.Item1, accounts.Item2, amount, refers, daysAgo);

    [Fact, Trait("trap", "T3"), Trait("trap", "T5"), Trait("trap", "T6"), Trait("trap", "T13")]
    public void Any_history_keeps_every_invariant_and_a_replay_changes_nothing() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(Acts.NonEmptyListOf().Resize(120).ToArbitrary(), acts => Play(acts).GetAwaiter().GetResult()));

    async Task<bool> Play(IList<Act> acts)
    {
        await using var database = await create();
        await database.Start(500);
        var sent = new List<Transfer>();
        var posted = new List<Transfer[]>();
        foreach (var chunk in acts.Chunk(9))
        {
            var groups = chunk.Chunk(2).Select(group => group.Select(act => Transfer(act, sent)).ToArray()).ToArray();
            sent.AddRange(groups.SelectMany(group => group));
            var answers = await database.Write(book => book.Post(groups));
            posted.AddRange(groups.Zip(answers).Where(pair => pair.Second is { IsPosted: true, Repeat: false }).Select(pair => pair.First));
            database.Clock.Now += TimeSpan.FromMinutes(chunk[0].Refers);
            if (chunk[0].What == 9) await database.Write(book => book.ClosePeriod(County.Township, County.Today.AddDays(-chunk[0].DaysAgo - 20)));
        }
        var report = await database.Read(connection => Verification.Run(connection, County.Code));
        Assert.True(report.IsSound, report.FirstBroken?.FirstFact);
        Assert.Equal(posted.Sum(group => group.Length) + 1, report.Transfers);
        var again = await database.Write(book => book.Post(posted));
        Assert.All(again, answer => Assert.True(answer.Repeat));
        Assert.Equal(report.Transfers, (await database.Read(connection => Verification.Run(connection, County.Code))).Transfers);
        return true;
    }

    static Transfer Transfer(Act act, List<Transfer> sent)
    {
        var plain = County.Transfer(Kinds[act.From], Kinds[act.To], act.Amount) with { OccurredOn = County.Today.AddDays(-act.DaysAgo) };
        var hold = Pick(sent.FindAll(transfer => transfer.Kind == TransferKind.Reserve), act.Refers);
        var other = Pick(sent, act.Refers);
        return act.What switch
        {
            0 or 1 => plain with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddMinutes(act.Refers * 5) },
            2 or 3 when hold is not null => Resolve(hold, TransferKind.PostHold, Math.Min(hold.Amount, act.Amount)),
            4 when hold is not null => Resolve(hold, TransferKind.VoidHold, hold.Amount),
            5 when hold is not null => Resolve(hold, TransferKind.ExpireHold, hold.Amount),
            6 when other is not null => other with { Id = Guid.CreateVersion7(), Kind = TransferKind.Post, From = other.To, To = other.From, Reverses = other.Id, Hold = null, ExpiresAt = null, Note = "wrong" },
            7 when other is not null => other,
            8 when other is not null => other with { Amount = other.Amount + 1 },
            _ => plain,
        };
    }

    static Transfer Resolve(Transfer hold, TransferKind kind, long amount) =>
        hold with { Id = Guid.CreateVersion7(), Kind = kind, Hold = hold.Id, ExpiresAt = null, Amount = amount };

    static Transfer? Pick(List<Transfer> from, int which) => from.Count == 0 ? null : from[which % from.Count];
}

[Collection("Book on SQLite")]
public sealed class HistoryOnSqliteTests() : HistoryTests(async () => await SqliteBook.New());

[Collection("Book on PostgreSQL")]
public sealed class HistoryOnPostgresTests() : HistoryTests(async () => await PostgresBook.New());
