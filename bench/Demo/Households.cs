namespace Jiuji.Bench.Demo;

public sealed record Person(string No, string HouseholdNo, string Name, string IdNumber, string Sex, DateOnly BornOn, string Relation,
    string DisabilityKind, int DisabilityGrade, string SelfCare, string BankAccount, DateOnly? DiedOn)
{
    public int Age => DemoFiles.Today.Year - BornOn.Year - (BornOn.AddYears(DemoFiles.Today.Year - BornOn.Year) > DemoFiles.Today ? 1 : 0);
}

/// <summary>Three places (A21): where it is registered, where it lives, where the emergency happened.</summary>
public sealed record Household(string No, string County, string Township, string Village, string Category, string Phone,
    string Registered, string Incident, IReadOnlyList<Person> People)
{
    public Person Head => People[0];
}

/// <summary>1,500 households with 3,900 people, most of them in 石台县 and 青阳县, a few in a tenant of every other kind.</summary>
public static class Households
{
    private const int PeopleCount = 3_900;

    private static readonly (string County, int Count, string[] Townships)[] Shares =
    [
        ("341722", 620, []), ("341723", 500, []), ("341702", 90, ["341702001", "341702100"]), ("341721", 70, ["341721100"]),
        ("CZ-JHS", 40, ["341723108"]), ("CZ-KFQ", 20, ["341702401"]), ("340321", 70, ["340321100", "340321101"]),
        ("522701", 30, ["522701106"]), ("522732", 30, ["522732001"]), ("140802", 30, ["140802100"]),
    ];

    private static readonly Dictionary<string, int> CategoryWeights = new()
    {
        ["TEKUN"] = 10, ["DIBAO"] = 38, ["MARGIN"] = 16, ["RIGID"] = 8, ["RELAPSE"] = 10, ["HARDSHIP"] = 12, ["LOW_INCOME"] = 14,
        ["UNSTABLE"] = 8, ["PRONE"] = 8, ["SUDDEN"] = 6, ["OTHER_LOCAL"] = 8, ["PENDING"] = 4, ["NONE"] = 6,
    };

    private static readonly string[] RegisteredElsewhere = ["340321110", "341721104", "140802104", "522701110", "341702107"];

    public static IReadOnlyList<Household> Draw(Places places, Packs packs)
    {
        var dice = new Dice(341722);
        var families = new Families(dice);
        var homes = Homes(places);
        var sizes = Sizes(dice, homes.Count);
        return [.. homes.Select((village, index) => One(index + 1, village, sizes[index], families, places, packs, dice))];
    }

    public static Table Table(IReadOnlyList<Household> households)
    {
        var table = new Table("household_no", "county_code", "township_code", "village_code", "category", "head_person_no", "size", "phone",
            "registered_code", "residence_code", "incident_code");
        foreach (var home in households)
            table.Add(home.No, home.County, home.Township, home.Village, home.Category, home.Head.No, home.People.Count, home.Phone,
                home.Registered, home.Village, home.Incident);
        return table;
    }

    public static Table PersonTable(IReadOnlyList<Household> households)
    {
        var table = new Table("person_no", "household_no", "name", "id_number", "sex", "born_on", "relation",
            "disability_kind", "disability_grade", "self_care", "bank_account", "died_on");
        foreach (var person in households.SelectMany(home => home.People))
            table.Add(person.No, person.HouseholdNo, person.Name, person.IdNumber, person.Sex, person.BornOn, person.Relation,
                person.DisabilityKind, person.DisabilityGrade, person.SelfCare, person.BankAccount, person.DiedOn);
        return table;
    }

    /// <summary>One village per household, spread evenly over the townships that a county takes part with.</summary>
    private static List<Place> Homes(Places places) => [.. Shares.SelectMany(share =>
    {
        string[] townships = share.Townships.Length > 0 ? share.Townships : [.. places.Under(share.County).Select(township => township.Code)];
        var villages = townships.Select(places.Under).ToArray();
        return Enumerable.Range(0, share.Count).Select(i => villages[i % villages.Length][i / villages.Length % villages[i % villages.Length].Count]);
    })];

    private static int[] Sizes(Dice dice, int count)
    {
        var sizes = Enumerable.Range(0, count).Select(_ => dice.Weighted([(1, 24), (2, 30), (3, 22), (4, 14), (5, 7), (6, 3)])).ToArray();
        for (var sum = sizes.Sum(); sum != PeopleCount;)
        {
            var step = Math.Sign(PeopleCount - sum);
            var at = dice.Below(count);
            if (sizes[at] + step is < 1 or > 6) continue;
            sizes[at] += step;
            sum += step;
        }
        return sizes;
    }

    private static Household One(int number, Place village, int size, Families families, Places places, Packs packs, Dice dice)
    {
        var no = $"H{number:0000}";
        var people = families.Draw(no, number, size, dotted: village.County.StartsWith("5227", StringComparison.Ordinal) && dice.Percent(40));
        var category = Category([.. packs.CategoriesOf(village.County).Select(category => category.Code)], people, dice);
        var neighbours = places.Under(places[village.Parent].Parent);
        return new Household(no, village.County, village.Parent, village.Code, category, $"000-{dice.Between(2000_0000, 8999_9999)}",
            Registered: dice.Percent(6) ? dice.Pick(RegisteredElsewhere) : village.Code,
            Incident: dice.Percent(3) ? dice.Pick(neighbours).Code : village.Code,
            people);
    }

    /// <summary>特困 are people alone, old or disabled; the others are drawn by weight from what the county's pack knows.</summary>
    private static string Category(IReadOnlyList<string> known, IReadOnlyList<Person> people, Dice dice)
    {
        var alone = people.Count == 1 && (people[0].Age >= 60 || people[0].DisabilityGrade is 1 or 2);
        return dice.Weighted([.. known.Where(code => code != "TEKUN" || alone)
            .Select(code => (code, code == "TEKUN" ? 60 : CategoryWeights[code]))]);
    }
}
