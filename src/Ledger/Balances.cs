using System.Data.Common;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>Which of a transfer's two dates a question is about.</summary>
public enum DateBasis
{
    /// <summary>When it happened: later corrections of an earlier day change the answer, which is what they are for.</summary>
    Occurred,

    /// <summary>When it was recorded: the answer never changes afterwards.</summary>
    Recorded,
}

/// <summary>What an account held at the end of a day, in its unit. An account that nothing reached held 0.</summary>
public static class Balances
{
    const string Entered = "SELECT balance_after FROM entry WHERE county_code = @county AND account_id = @account AND seq <= @seq ORDER BY seq DESC LIMIT 1";
    const string Occurred = "SELECT CAST(SUM(net) AS bigint) FROM account_day WHERE county_code = @county AND account_id = @account AND occurred_on <= @day";

    /// <summary>
    /// Places and instants of recording rise together, so the place is found by halving, in one statement: two dozen steps among ten million transfers, and no index
    /// on instants that every transfer would pay for (docs/decisions/0008). CROSS JOIN tells SQLite to go from the step to its transfer.
    /// </summary>
    const string PlaceBefore = """
        WITH RECURSIVE step(low, high) AS (
            SELECT CAST(0 AS bigint), seq FROM lane WHERE county_code = @county
            UNION ALL
            SELECT CASE WHEN t.recorded_at < @instant THEN t.seq ELSE low END, CASE WHEN t.recorded_at < @instant THEN high ELSE t.seq - 1 END
            FROM step CROSS JOIN transfer t WHERE low < high AND t.county_code = @county AND t.seq = (low + high + 1) / 2)
        SELECT low FROM step WHERE low = high
        """;

    /// <returns>In the account's unit (fen for CNY); 0 for an account that is not there.</returns>
    public static async Task<long> AsOf(DbConnection connection, string county, Guid account, DateOnly day, DateBasis basis, DbTransaction? transaction = null, CancellationToken cancellation = default) =>
        basis == DateBasis.Recorded
            ? await At(connection, county, account, CountyDay.Start(day.AddDays(1)), transaction, cancellation)
            : await connection.Number(Occurred, [("county", county), ("account", account), ("day", CountyDay.Number(day))], transaction, cancellation) ?? 0;

    /// <summary>What the book said just before the instant.</summary>
    /// <returns>In the account's unit (fen for CNY); 0 before its first entry.</returns>
    public static async Task<long> At(DbConnection connection, string county, Guid account, DateTimeOffset instant, DbTransaction? transaction = null, CancellationToken cancellation = default)
    {
        var seq = await LastSeqBefore(connection, county, instant, transaction, cancellation);
        return await connection.Number(Entered, [("county", county), ("account", account), ("seq", seq)], transaction, cancellation) ?? 0;
    }

    internal static async Task<long> LastSeqBefore(DbConnection connection, string county, DateTimeOffset instant, DbTransaction? transaction, CancellationToken cancellation) =>
        await connection.Number(PlaceBefore, [("county", county), ("instant", CountyDay.Micros(instant))], transaction, cancellation) ?? 0;
}
