using FsCheck;
using FsCheck.Fluent;
using Jiuji.Ledger;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>Any history whatever, refused or not, leaves a book that holds together; sent again, it changes nothing.</summary>
public abstract class HistoryTests(Func<Task<BookDatabase>> create)
{
    [Fact, Trait("trap", "T3"), Trait("trap", "T5"), Trait("trap", "T6"), Trait("trap", "T13")]
    public void Any_history_keeps_every_invariant_and_a_replay_changes_nothing() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(Act.Any.NonEmptyListOf().Resize(120).ToArbitrary(), acts => Play(acts).GetAwaiter().GetResult()));

    async Task<bool> Play(IList<Act> acts)
    {
        await using var database = await create();
        await database.Start(500);
        var sent = new List<Transfer>();
        var posted = new List<Transfer[]>();
        foreach (var chunk in acts.Chunk(9))
        {
            var groups = chunk.Chunk(2).Select(group => group.Select(act => act.Transfer(sent)).ToArray()).ToArray();
            sent.AddRange(groups.SelectMany(group => group));
            var answers = await database.Write(book => book.Post(groups));
            posted.AddRange(groups.Zip(answers).Where(pair => pair.Second is { IsPosted: true, Repeat: false }).Select(pair => pair.First));
            database.Clock.Now += TimeSpan.FromMinutes(chunk[0].Refers);
            if (chunk[0].What == 9) await database.Write(book => book.ClosePeriod(County.Township, County.Today.AddDays(-chunk[0].DaysAgo - 20), County.Clerk));
        }
        var report = await database.Read(connection => Verification.Run(connection, County.Code));
        Assert.True(report.IsSound, report.FirstBroken?.FirstFact);
        Assert.Equal(posted.Sum(group => group.Length) + 1, report.Transfers);
        var again = await database.Write(book => book.Post(posted));
        Assert.All(again, answer => Assert.True(answer.Repeat));
        Assert.Equal(report.Transfers, (await database.Read(connection => Verification.Run(connection, County.Code))).Transfers);
        return true;
    }
}

[Collection("Book on SQLite")]
public sealed class HistoryOnSqliteTests() : HistoryTests(async () => await SqliteBook.New());

[Collection("Book on PostgreSQL")]
public sealed class HistoryOnPostgresTests() : HistoryTests(async () => await PostgresBook.New());
