using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Xunit;
using static Jiuji.Ledger.Tests.ReserveFunds.FundBook;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>
/// Histories of all forty events on a real database, each in a county of its own: the database answers every group as the pure book does, ends at
/// the same balances, and proves sound. Each puts money everywhere, does one of the forty, and goes on as the dice of a fixed seed fall, so that the same two hundred
/// meet all forty rows each time; <see cref="HistoryTests"/> draws ten thousand others every time.
/// </summary>
public abstract class HistoryOnDatabaseTests(Func<Task<BookDatabase>> create)
{
    const int Histories = 200;
    const int Longest = 40;
    const int Seed = 20_260_520;

    [Fact]
    [Trait("trap", "T8")]
    [Trait("trap", "T21")]
    [Trait("trap", "T22")]
    public async Task Any_history_ends_in_the_database_where_it_ends_in_the_mind_and_verifies()
    {
        await using var database = await create();
        var (dice, rows) = (new Random(Seed), new HashSet<int>());
        for (var number = 1; number <= Histories; number++)
        {
            (int Row, long Fen, int Who)[] history = [.. MoneyEverywhere, (1 + number % 40, dice.NextInt64(1, 51), number / 40 % 3), .. Drawn(dice)];
            Assert.True(await Agrees(database, $"H{number:00000}", history, rows), $"History {number} ends elsewhere: {string.Join(' ', history)}");
        }
        Assert.Equal(Enumerable.Range(1, 40), rows.Order());
    }

    /// <summary>In transit, in the bank, in cash, awaiting papers, approved, recoverable, lost, lent, and held for others.</summary>
    static readonly (int Row, long Fen, int Who)[] MoneyEverywhere =
    [
        (2, 5_000, 0), (3, 4_000, 0), (7, 2_000, 0), (5, 4_000, 0), (8, 500, 0), (14, 1_000, 0), (16, 300, 0), (16, 300, 1), (16, 300, 2), (28, 100, 0), (40, 200, 0),
        (31, 100, 0), (32, 100, 0), (35, 100, 0), (36, 100, 0),
    ];

    static (int Row, long Fen, int Who)[] Drawn(Random dice) =>
        [.. Enumerable.Range(0, dice.Next(1, Longest + 1)).Select(_ => (dice.Next(1, 41), dice.NextInt64(1, 5_001), dice.Next(0, 3)))];

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
            foreach (var fund in new[] { Ours, NextYear, Neighbour }) await book.AddFund(Of(county, fund), County.Clerk);
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
