using System.Data.Common;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>One movement of an account: positive came in, negative went out.</summary>
public sealed record StatementLine(
    long Seq, Guid Transfer, DateOnly OccurredOn, DateTimeOffset RecordedAt, AccountKey Other, long Amount, long Balance,
    string Reason, string Purpose, string CaseReference, string Actor, string Mark, string Note, Guid? Reverses);

/// <summary>An account's movements from one day to another, both included, by either date, with the running balance by that same date.</summary>
public sealed record Statement(Guid Account, DateOnly From, DateOnly To, DateBasis Basis, long Opening, IReadOnlyList<StatementLine> Lines)
{
    /// <summary>In the account's unit, at the end of the last day.</summary>
    public long Closing => Lines.Count == 0 ? Opening : Lines[^1].Balance;

    const string Select = """
        SELECT t.seq, t.id, t.occurred_on, t.recorded_at, o.owner, o.fund, o.kind, o.party, o.unit, e.amount, t.reason, t.purpose, t.case_reference, t.actor, t.mark, t.note, t.reverses
        FROM entry e
        JOIN transfer t ON t.county_code = e.county_code AND t.seq = e.seq
        JOIN account o ON o.county_code = e.county_code AND o.id = CASE WHEN t.from_account = e.account_id THEN t.to_account ELSE t.from_account END
        WHERE e.county_code = @county AND e.account_id = @account AND e.seq >= @first AND e.seq <= @last
        """;

    /// <param name="account">Its id; an account that nothing reached has an empty statement that opens and closes at 0.</param>
    /// <param name="from">The first day, by <paramref name="basis"/>.</param>
    /// <param name="to">The last day; before <paramref name="from"/> the statement is empty.</param>
    /// <returns>Amounts in the account's unit (fen for CNY), lines in the order of that date and then of their places.</returns>
    public static async Task<Statement> Read(DbConnection connection, string county, Guid account, DateOnly from, DateOnly to, DateBasis basis, DbTransaction? transaction = null, CancellationToken cancellation = default)
    {
        var opening = await Balances.AsOf(connection, county, account, from.AddDays(-1), basis, transaction, cancellation);
        var (first, last) = await Range(connection, county, account, from, to, basis, transaction, cancellation);
        // The range of places is exact by record date; by effective date it may also hold entries of other days, which the day itself leaves out.
        var sql = basis == DateBasis.Recorded ? $"{Select} ORDER BY e.seq" : $"{Select} AND t.occurred_on >= @from AND t.occurred_on <= @to ORDER BY t.occurred_on, e.seq";
        var lines = new List<StatementLine>();
        var balance = opening;
        await foreach (var line in connection.Rows(sql, ReadLine, Values(), transaction, cancellation)) lines.Add(line with { Balance = balance += line.Amount });
        return new(account, from, to, basis, opening, lines);

        (string, object)[] Values() => basis == DateBasis.Recorded
            ? [("county", county), ("account", account), ("first", first), ("last", last)]
            : [("county", county), ("account", account), ("first", first), ("last", last), ("from", CountyDay.Number(from)), ("to", CountyDay.Number(to))];
    }

    static async Task<(long First, long Last)> Range(DbConnection connection, string county, Guid account, DateOnly from, DateOnly to, DateBasis basis, DbTransaction? transaction, CancellationToken cancellation)
    {
        if (basis == DateBasis.Recorded)
            return (await Balances.LastSeqBefore(connection, county, CountyDay.Start(from), transaction, cancellation) + 1,
                await Balances.LastSeqBefore(connection, county, CountyDay.Start(to.AddDays(1)), transaction, cancellation));
        var range = connection.Rows("SELECT MIN(first_seq), MAX(last_seq) FROM account_day WHERE county_code = @county AND account_id = @account AND occurred_on >= @from AND occurred_on <= @to",
            reader => reader.IsDBNull(0) ? (1L, 0L) : (reader.GetInt64(0), reader.GetInt64(1)),
            [("county", county), ("account", account), ("from", CountyDay.Number(from)), ("to", CountyDay.Number(to))], transaction, cancellation);
        return await range.SingleAsync(cancellation);
    }

    static StatementLine ReadLine(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetGuid(1), CountyDay.FromNumber(reader.GetInt32(2)), CountyDay.FromMicros(reader.GetInt64(3)), Query.ReadKey(reader, 4),
        reader.GetInt64(9), 0, reader.GetString(10), reader.GetString(11), reader.GetString(12), reader.GetString(13), reader.GetString(14), reader.GetString(15),
        reader.IsDBNull(16) ? null : reader.GetGuid(16));
}
