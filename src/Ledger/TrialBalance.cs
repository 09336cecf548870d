using System.Data.Common;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>An account and what it held, in its unit.</summary>
public sealed record TrialBalanceLine(Guid Account, AccountKey Key, long Balance);

/// <summary>All accounts of a county, or of one owner or fund, at the end of a day by either date; without a day, as they stand now.</summary>
public sealed record TrialBalance(DateOnly? AsOf, DateBasis Basis, IReadOnlyList<TrialBalanceLine> Lines)
{
    /// <summary>Per unit; each is 0 for a whole county, because every transfer leaves one account for another.</summary>
    public IReadOnlyDictionary<string, long> Sums => Lines.GroupBy(line => line.Key.Unit).ToDictionary(unit => unit.Key, unit => unit.Sum(line => line.Balance));

    const string Recorded = "(SELECT e.balance_after FROM entry e WHERE e.county_code = a.county_code AND e.account_id = a.id AND e.seq <= @seq ORDER BY e.seq DESC LIMIT 1)";
    const string Occurred = "(SELECT SUM(d.net) FROM account_day d WHERE d.county_code = a.county_code AND d.account_id = a.id AND d.occurred_on <= @day)";

    /// <param name="asOf">The end of this day; without one, as the accounts stand now.</param>
    /// <param name="owner">Only this owner's accounts.</param>
    /// <param name="fund">Only this fund's accounts. With either, the sums need not be 0.</param>
    /// <returns>Every account, those at 0 included, in its own unit, ordered by owner, fund, kind and party.</returns>
    public static async Task<TrialBalance> Read(DbConnection connection, string county, DateOnly? asOf = null, DateBasis basis = DateBasis.Occurred, Guid? owner = null, Guid? fund = null, DbTransaction? transaction = null, CancellationToken cancellation = default)
    {
        var values = new List<(string, object)> { ("county", county) };
        if (asOf is { } day && basis == DateBasis.Occurred) values.Add(("day", CountyDay.Number(day)));
        if (asOf is { } recorded && basis == DateBasis.Recorded) values.Add(("seq", await Balances.LastSeqBefore(connection, county, CountyDay.Start(recorded.AddDays(1)), transaction, cancellation)));
        if (owner is { } book) values.Add(("owner", book));
        if (fund is { } one) values.Add(("fund", one));
        var lines = connection.Rows(Sql(asOf, basis, owner, fund), reader => new TrialBalanceLine(reader.GetGuid(0), Query.ReadKey(reader, 1), reader.GetInt64(6)), [.. values], transaction, cancellation);
        return new(asOf, basis, await lines.OrderBy(line => line.Key.Owner).ThenBy(line => line.Key.Fund).ThenBy(line => line.Key.Kind).ThenBy(line => line.Key.Party, StringComparer.Ordinal).ToListAsync(cancellation));
    }

    static string Sql(DateOnly? asOf, DateBasis basis, Guid? owner, Guid? fund)
    {
        var balance = asOf is null ? "a.balance" : basis == DateBasis.Recorded ? Recorded : Occurred;
        return $"SELECT a.id, a.owner, a.fund, a.kind, a.party, a.unit, CAST(COALESCE({balance}, 0) AS bigint) FROM account a WHERE a.county_code = @county"
            + (owner is null ? "" : " AND a.owner = @owner") + (fund is null ? "" : " AND a.fund = @fund");
    }
}
