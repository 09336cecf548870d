using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Jiuji.Ledger.ReserveFunds;
using Xunit;
using static Jiuji.Ledger.Tests.ReserveFunds.FundBook;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>
/// The same random histories of all forty events on a real database, each in a county of its own: the database answers every group as the pure book does, ends at
/// the same balances, and proves sound.
/// </summary>
public abstract class HistoryOnDatabaseTests(Func<Task<BookDatabase>> create)
{
    const int Histories = 200;

    [Fact]
    [Trait("trap", "T8")]
    [Trait("trap", "T21")]
    [Trait("trap", "T22")]
    public async Task Any_history_ends_in_the_database_where_it_ends_in_the_mind_and_verifies()
    {
        await using var database = await create();
        var (county, rows) = (0, new HashSet<int>());
        var histories = Prop.ForAll(HistoryTests.Event.ArrayOf().ToArbitrary(), history => Agrees(database, $"H{++county:00000}", history, rows).GetAwaiter().GetResult());
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Histories).WithEndSize(40), histories));
        // Ten thousand histories meet all forty rows (HistoryTests); two hundred miss a rare one now and then.
        Assert.InRange(rows.Count, 30, 40);
    }

    static async Task<bool> Agrees(BookDatabase database, string county, (int Row, long Fen, int Who)[] history, HashSet<int> rows)
    {
        var mind = With(10_000);
        List<IReadOnlyList<Transfer>> groups = [[.. mind.Transfers]];
        List<bool> expected = [true];
        foreach (var step in history)
        {
            var group = HistoryTests.Of(step, mind);
            var posted = mind.TryPost(group);
            if (posted) rows.Add(step.Row);
            if (group.Count == 0) continue;
            groups.Add(group);
            expected.Add(posted);
        }

        var answers = await database.Write(async book =>
        {
            foreach (var fund in new[] { Ours, NextYear, Neighbour }) await book.AddFund(Of(county, fund));
            var each = new List<bool>();
            foreach (var group in groups) each.Add((await book.Post(group)).IsPosted);
            return each;
        }, county);
        var report = await database.Read(connection => Verification.Run(connection, county));
        var balances = await Balances(database, county);
        return answers.SequenceEqual(expected) && report.IsSound && mind.Balances.Where(b => b.Balance != 0).All(b => balances.GetValueOrDefault(b.Account.Id(county)) == b.Balance);
    }

    static Fund Of(string county, FundAccounts fund) => new()
    {
        CountyCode = county, Id = fund.Fund, Owner = fund.Owner, Kind = FundKind.FiscalReserve, Name = "Reserve fund", Source = "QD 2026-1", Unit = AccountKey.Yuan,
        ValidFrom = new(2024, 1, 1), Purposes = [new() { CountyCode = county, FundId = fund.Fund, Purpose = FundEvents.Purpose }],
    };

    static Task<Dictionary<Guid, long>> Balances(BookDatabase database, string county) => database.Read(async connection =>
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id, balance FROM account WHERE county_code = '{county}'";
        await using var reader = await command.ExecuteReaderAsync();
        var balances = new Dictionary<Guid, long>();
        while (await reader.ReadAsync())
            balances[reader.GetValue(0) is Guid id ? id : Guid.Parse(reader.GetString(0), CultureInfo.InvariantCulture)] = reader.GetInt64(1);
        return balances;
    });
}

/// <inheritdoc/>
public sealed class HistoryOnSqliteTests() : HistoryOnDatabaseTests(async () => await SqliteBook.New());

/// <inheritdoc/>
public sealed class HistoryOnPostgresTests() : HistoryOnDatabaseTests(async () => await PostgresBook.New());
