using Xunit;

namespace Jiuji.Tidy.Tests.Seed;

public sealed class OrganisationTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Organisations = SeedFolder.Rows("organisations.csv");

    [Fact]
    public void A_credit_code_has_the_right_check_character_and_a_division_that_does_not_exist()
    {
        var codes = Organisations.Select(row => row["credit_code"]).Where(code => code.Length > 0).ToList();
        Assert.Equal(codes.Distinct(), codes);
        Assert.All(codes, code => Assert.Equal(Check(code), code[17]));
        Assert.All(codes, code => Assert.Equal("999999", code[2..8]));
    }

    [Fact]
    [Trait("rule", "M3")]
    public void A_registered_society_has_a_credit_code_and_a_filed_one_a_filing_number()
    {
        var societies = Organisations.Where(row => row["kind"] == "society").ToList();
        Assert.Contains(societies, row => row["legal_form"] == "filed");
        Assert.All(societies, row => Assert.Equal(row["legal_form"] == "registered", row["credit_code"].StartsWith("51", StringComparison.Ordinal)));
        Assert.All(societies, row => Assert.Equal(row["legal_form"] == "filed", row["filing_no"].Length > 0));
        Assert.All(societies, row => Assert.Equal("N", row["public_fundraising"]));
    }

    [Fact]
    public void Every_organisation_works_in_places_that_exist_and_has_a_parent_that_exists()
    {
        var places = SeedFolder.Rows("regions.csv").Select(row => row["code"]).ToHashSet();
        var codes = Organisations.Select(row => row["code"]).ToHashSet();
        Assert.Equal(codes.Count, Organisations.Count);
        Assert.All(Organisations, row => Assert.Subset(places, row.List("area_codes").ToHashSet()));
        Assert.All(Organisations.Where(row => row["parent_code"].Length > 0), row => Assert.Contains(row["parent_code"], codes));
    }

    [Fact]
    public void Every_township_with_households_has_a_station()
    {
        var served = Organisations.Where(row => row["kind"] == "station").SelectMany(row => row.List("area_codes")).ToHashSet();
        Assert.Empty(SeedFolder.Rows("demo/households.csv").Select(row => row["township_code"]).Distinct().Except(served));
    }

    private static char Check(string code)
    {
        var (sum, weight) = (0, 1);
        foreach (var c in code[..17])
        {
            sum += Alphabet.IndexOf(c) * weight;
            weight = weight * 3 % 31;
        }
        return Alphabet[(31 - (sum % 31)) % 31];
    }
}
