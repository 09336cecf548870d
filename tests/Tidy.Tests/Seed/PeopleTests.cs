using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Jiuji.Tidy.Tests.Seed;

public sealed partial class PeopleTests
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Households = SeedFolder.Rows("demo/households.csv");
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Persons = SeedFolder.Rows("demo/persons.csv");
    private static readonly ILookup<string, IReadOnlyDictionary<string, string>> Members = Persons.ToLookup(row => row["household_no"]);

    [Fact]
    public void There_are_1500_households_and_3900_people()
    {
        Assert.Equal(1_500, Households.Select(row => row["household_no"]).Distinct().Count());
        Assert.Equal(3_900, Persons.Select(row => row["person_no"]).Distinct().Count());
        Assert.All(Households, row => Assert.Equal(row["size"], $"{Members[row["household_no"]].Count()}"));
    }

    [Fact]
    public void No_citizen_number_can_belong_to_anyone_and_every_one_is_well_formed()
    {
        Assert.Equal(Persons.Count, Persons.Select(row => row["id_number"]).Distinct().Count());
        foreach (var row in Persons)
        {
            var id = row["id_number"];
            Assert.StartsWith("999999", id);
            Assert.Equal(Check(id), id[17]);
            Assert.Equal(row.Day("born_on")!.Value.ToString("yyyyMMdd", CultureInfo.InvariantCulture), id[6..14]);
            Assert.Equal(row["sex"] == "M" ? 1 : 0, (id[16] - '0') % 2);
        }
    }

    [Fact]
    public void No_file_of_the_seed_holds_a_citizen_number_or_a_telephone_that_could_be_real()
    {
        foreach (var file in Directory.EnumerateFiles(SeedFolder.Root, "*.csv", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain(CitizenNumber().Matches(text), match => !match.Value.StartsWith("999999", StringComparison.Ordinal) && Check(match.Value) == match.Value[17]);
            Assert.Empty(MobileNumber().Matches(text).Select(match => $"{file}: {match.Value}"));
        }
        Assert.All(Households, row => Assert.StartsWith("000-", row["phone"]));
    }

    [Fact]
    public void Ages_fit_the_relations()
    {
        foreach (var home in Households)
        {
            var head = Members[home["household_no"]].Single(row => row["relation"] == "HEAD").Day("born_on")!.Value;
            foreach (var person in Members[home["household_no"]])
                Assert.True(Fits(person["relation"], (person.Day("born_on")!.Value.DayNumber - head.DayNumber) / 365), $"{person["person_no"]} {person["relation"]}");
        }
    }

    private static bool Fits(string relation, int yearsYounger) => relation switch
    {
        "SON" or "DAUGHTER" => yearsYounger >= 18,
        "GRANDCHILD" => yearsYounger >= 36,
        "FATHER" or "MOTHER" => yearsYounger <= -18,
        "SPOUSE" => Math.Abs(yearsYounger) <= 12,
        _ => yearsYounger == 0,
    };

    [Fact]
    [Trait("rule", "A3")]
    public void Every_household_is_in_a_category_of_its_countys_pack()
    {
        var known = Households.Select(row => row["county_code"]).Distinct().ToDictionary(county => county, county =>
            PackTests.Value(PackTests.PackOf(county, SeedFolder.Today), "categories").EnumerateArray().Select(category => category.GetProperty("code").GetString()!).ToHashSet());
        Assert.Empty(Households.Where(row => !known[row["county_code"]].Contains(row["category"])).Select(row => row["household_no"]));
    }

    [Fact]
    [Trait("rule", "A21")]
    public void Every_household_has_three_places_and_some_differ()
    {
        var places = SeedFolder.Rows("regions.csv").ToDictionary(row => row["code"]);
        Assert.All(Households, row => Assert.All(new[] { "village_code", "registered_code", "residence_code", "incident_code" }, column => Assert.True(places.ContainsKey(row[column]), row[column])));
        Assert.All(Households, row => Assert.Equal(row["county_code"], places[row["village_code"]]["county_code"]));
        Assert.Contains(Households, row => row["registered_code"] != row["residence_code"]);
        Assert.Contains(Households, row => row["incident_code"] != row["residence_code"]);
    }

    [Fact]
    [Trait("trap", "T26")]
    public void No_account_serves_two_households()
    {
        var accounts = Persons.Where(row => row["bank_account"].Length > 0).ToList();
        Assert.Equal(Households.Count, accounts.Count);
        Assert.Equal(accounts.Count, accounts.Select(row => row["bank_account"]).Distinct().Count());
    }

    [Fact]
    public void Disabilities_and_relations_are_codes_of_the_lists()
    {
        Assert.Subset(SeedFolder.Codes("relation"), Persons.Select(row => row["relation"]).ToHashSet());
        Assert.Subset(SeedFolder.Codes("disability-kind"), Persons.Select(row => row["disability_kind"]).Where(kind => kind.Length > 0).ToHashSet());
        Assert.Subset(SeedFolder.Codes("disability-grade"), Persons.Select(row => row["disability_grade"]).ToHashSet());
        Assert.Subset(SeedFolder.Codes("self-care"), Persons.Select(row => row["self_care"]).ToHashSet());
        Assert.All(Persons, row => Assert.Equal(row["disability_grade"] == "0", row["disability_kind"].Length == 0));
    }

    private static char Check(string id)
    {
        var (sum, weight) = (0, 1);
        for (var i = 16; i >= 0; i--)
        {
            weight = weight * 2 % 11;
            sum += (id[i] - '0') * weight;
        }
        return "10X98765432"[sum % 11];
    }

    [GeneratedRegex(@"(?<![0-9A-Z])[1-9]\d{16}[0-9X](?![0-9A-Z])")]
    private static partial Regex CitizenNumber();

    [GeneratedRegex(@"(?<![0-9A-Z])1[3-9]\d{9}(?![0-9A-Z])")]
    private static partial Regex MobileNumber();
}
