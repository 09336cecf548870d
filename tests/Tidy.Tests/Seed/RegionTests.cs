using Xunit;

namespace Jiuji.Tidy.Tests.Seed;

public sealed class RegionTests
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Regions = SeedFolder.Rows("regions.csv");
    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> ByCode = Regions.ToDictionary(row => row["code"]);

    [Fact]
    public void Every_place_has_its_parent_and_its_county()
    {
        Assert.Empty(Regions.Where(row => row["kind"] != "province" && !ByCode.ContainsKey(row["parent_code"])).Select(row => row["code"]));
        Assert.Empty(Regions.Where(row => row["kind"] is "township" or "village" && row["county_code"] != ByCode[row["parent_code"]]["county_code"]).Select(row => row["code"]));
        Assert.Empty(Regions.Where(row => row["kind"] is "county" or "committee" && row["county_code"] != row["code"]).Select(row => row["code"]));
    }

    [Fact]
    public void Every_place_has_both_names_and_no_name_twice_under_one_parent()
    {
        Assert.Empty(Regions.Where(row => row["name_zh"].Length == 0 || row["name_en"].Length == 0).Select(row => row["code"]));
        Assert.Empty(Regions.GroupBy(row => (row["parent_code"], row["name_zh"])).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Theory]
    [InlineData("3417", 56)]
    [InlineData("3403", 21)]
    [InlineData("5227", 109)]
    [InlineData("1408", 147)]
    public void A_city_has_all_its_real_townships(string city, int count)
    {
        var tenants = Regions.Where(row => row["parent_code"] == city).Select(row => row["code"]).ToHashSet();
        var real = Regions.Count(row => row["kind"] == "township" && tenants.Contains(row["parent_code"]) && row["code"][6] is not ('4' or '5'));
        Assert.Equal(count, real);
    }

    [Fact]
    [Trait("rule", "J10")]
    public void A_management_committee_is_a_tenant_without_a_code_of_the_state()
    {
        var committees = Regions.Where(row => row["kind"] == "committee").ToList();
        Assert.Equal(["CZ-JHS", "CZ-JN", "CZ-KFQ", "CZ-PTH"], committees.Select(row => row["code"]).Order(StringComparer.Ordinal));
        Assert.All(committees, row => Assert.Empty(row["gb_code"]));
        Assert.Equal("CZ-JHS", ByCode["341723108"]["county_code"]);
        Assert.Equal("341723", ByCode["341723203"]["county_code"]);
    }

    [Fact]
    [Trait("rule", "J9")]
    public void Every_tenant_has_both_bureaus_on_every_day_of_the_packs()
    {
        var offices = SeedFolder.Rows("offices.csv");
        foreach (var tenant in Regions.Where(row => row["kind"] is "county" or "committee").Select(row => row["code"]))
            foreach (var kind in new[] { "civil-affairs", "finance" })
                foreach (var day in new DateOnly[] { new(2021, 8, 1), new(2024, 4, 24), new(2024, 4, 25), SeedFolder.Today })
                    Assert.Single(offices, row => row["county_code"] == tenant && row["kind"] == kind
                        && row.Day("valid_from") <= day && (row.Day("valid_to") ?? DateOnly.MaxValue) >= day);
    }

    [Fact]
    public void An_invented_village_bears_no_code_of_the_state()
    {
        var villages = Regions.Where(row => row["kind"] == "village").ToList();
        Assert.All(villages, row => Assert.Empty(row["gb_code"]));
        Assert.All(villages, row => Assert.Equal(row["name_zh"].EndsWith("社区", StringComparison.Ordinal) ? '0' : '2', row["code"][9]));
        Assert.All(Regions.Where(row => row["kind"] == "township"), township => Assert.Contains(villages, row => row["parent_code"] == township["code"]));
    }
}
