using System.Data.Common;

namespace Jiuji.Ledger.Storage;

/// <summary>Reads funds back, with their purposes.</summary>
static class FundReader
{
    public const string Select = "SELECT id, owner, kind, name, source, unit, valid_from, valid_to, functional_budget_code, economic_budget_code FROM fund";
    public const string SelectPurposes = "SELECT fund_id, purpose, allowed_from, consent_document FROM fund_purpose";

    public static async Task<IReadOnlyCollection<Fund>> All(DbConnection connection, string county, CancellationToken cancellation)
    {
        var funds = await connection.Rows($"{Select} WHERE county_code = @county", reader => Read(county, reader), [("county", county)], null, cancellation)
            .ToDictionaryAsync(fund => fund.Id, cancellationToken: cancellation);
        await foreach (var purpose in connection.Rows($"{SelectPurposes} WHERE county_code = @county", reader => ReadPurpose(county, reader), [("county", county)], null, cancellation))
            funds[purpose.FundId].Purposes.Add(purpose);
        return funds.Values;
    }

    public static Fund Read(string county, DbDataReader reader) => new()
    {
        CountyCode = county,
        Id = reader.GetGuid(0),
        Owner = reader.GetGuid(1),
        Kind = Enum.Parse<FundKind>(reader.GetString(2)),
        Name = reader.GetString(3),
        Source = reader.GetString(4),
        Unit = reader.GetString(5),
        ValidFrom = CountyDay.FromNumber(reader.GetInt32(6)),
        ValidTo = reader.IsDBNull(7) ? null : CountyDay.FromNumber(reader.GetInt32(7)),
        FunctionalBudgetCode = reader.GetString(8),
        EconomicBudgetCode = reader.GetString(9),
    };

    public static FundPurpose ReadPurpose(string county, DbDataReader reader) => new()
    {
        CountyCode = county,
        FundId = reader.GetGuid(0),
        Purpose = reader.GetString(1),
        AllowedFrom = reader.IsDBNull(2) ? null : CountyDay.FromNumber(reader.GetInt32(2)),
        ConsentDocument = reader.GetString(3),
    };
}
