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

    public static async Task<long> AsOf(DbConnection connection, string county, Guid account, DateOnly day, DateBasis basis, DbTransaction? transaction = null, CancellationToken cancellation = default) =>
        basis == DateBasis.Recorded
            ? await At(connection, county, account, CountyDay.Start(day.AddDays(1)), transaction, cancellation)
            : await connection.Number(Occurred, [("county", county), ("account", account), ("day", CountyDay.Number(day))], transaction, cancellation) ?? 0;

    /// <summary>What the book said just before the instant.</summary>
    public static async Task<long> At(DbConnection connection, string county, Guid account, DateTimeOffset instant, DbTransaction? transaction = null, CancellationToken cancellation = default)
    {
        var seq = await LastSeqBefore(connection, county, instant, transaction, cancellation);
        return await connection.Number(Entered, [("county", county), ("account", account), ("seq", seq)], transaction, cancellation) ?? 0;
    }

    internal static async Task<long> LastSeqBefore(DbConnection connection, string county, DateTimeOffset instant, DbTransaction? transaction, CancellationToken cancellation) =>
        await connection.Number("SELECT seq FROM transfer WHERE county_code = @county AND recorded_at < @instant ORDER BY recorded_at DESC, seq DESC LIMIT 1",
            [("county", county), ("instant", CountyDay.Micros(instant))], transaction, cancellation) ?? 0;
}
