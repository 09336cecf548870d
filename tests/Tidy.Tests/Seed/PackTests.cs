using System.Text.Json;
using Xunit;

namespace Jiuji.Tidy.Tests.Seed;

public sealed class PackTests
{
    public static readonly IReadOnlyList<JsonElement> Packs =
        [.. Directory.EnumerateFiles(Path.Combine(SeedFolder.Root, "packs"), "*.json").Order(StringComparer.Ordinal).Select(file => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file)))];

    private static readonly string[] Tenants = [.. SeedFolder.Rows("regions.csv").Where(row => row["kind"] is "county" or "committee").Select(row => row["code"])];

    public static JsonElement PackOf(string tenant, DateOnly day) => Packs.Single(pack => Covers(pack, tenant) && Begins(pack) <= day && Ends(pack) >= day);

    public static JsonElement Value(JsonElement pack, string key) =>
        pack.GetProperty("values").EnumerateArray().Single(value => Text(value, "key") == key).GetProperty("value");

    private static bool Covers(JsonElement pack, string tenant) => pack.GetProperty("jurisdictions").EnumerateArray().Any(code => code.GetString() == tenant);

    private static DateOnly Begins(JsonElement pack) => DateOnly.Parse(Text(pack, "effective_from"));

    private static DateOnly Ends(JsonElement pack) =>
        pack.GetProperty("effective_to").ValueKind == JsonValueKind.Null ? DateOnly.MaxValue : DateOnly.Parse(Text(pack, "effective_to"));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static IEnumerable<(string Pack, JsonElement Value)> Values() =>
        Packs.SelectMany(pack => pack.GetProperty("values").EnumerateArray().Select(value => (Text(pack, "key"), value)));

    [Fact]
    public void Each_policy_document_is_one_pack() => Assert.Equal(["CZ21", "CZ24", "HY21", "QN21", "YC21"], Packs.Select(pack => Text(pack, "key")));

    [Fact]
    public void Every_value_says_which_clause_fixes_it_or_that_it_is_a_setting()
    {
        foreach (var (pack, value) in Values())
        {
            var source = Text(value, "source");
            var proven = source == "document"
                ? Text(value, "clause").Contains(' ') && Text(value, "quote").Length > 0
                : source is "local-setting" or "default" && Text(value, "quote").Length == 0 && Text(value, "note").Length > 0 && Text(value, "note_en").Length > 0;
            Assert.True(proven, $"{pack} {Text(value, "key")}");
        }
    }

    [Fact]
    public void A_local_setting_of_the_demo_owns_up_to_being_invented() =>
        Assert.Empty(Values().Where(pair => Text(pair.Value, "source") == "local-setting" && !Text(pair.Value, "note").Contains("虚构")).Select(pair => Text(pair.Value, "key")));

    [Fact]
    public void No_key_stands_twice_in_a_pack_and_every_key_is_explained()
    {
        Assert.Empty(Values().GroupBy(pair => (pair.Pack, Text(pair.Value, "key"))).Where(group => group.Count() > 1).Select(group => group.Key));
        var readme = File.ReadAllText(Path.Combine(SeedFolder.Root, "packs", "README.md"));
        Assert.All(Values().Select(pair => Text(pair.Value, "key")).Distinct(), key => Assert.Contains($"`{key}`", readme));
    }

    [Fact]
    [Trait("rule", "A22")]
    public void The_newer_document_takes_over_on_its_day()
    {
        Assert.Equal("CZ21", Text(PackOf("341722", new DateOnly(2024, 4, 24)), "key"));
        Assert.Equal("CZ24", Text(PackOf("341722", new DateOnly(2024, 4, 25)), "key"));
        Assert.Equal("CZ24", Text(PackOf("CZ-JHS", SeedFolder.Today), "key"));
    }

    [Fact]
    public void Every_tenant_has_exactly_one_pack_today() => Assert.All(Tenants, tenant => Assert.NotNull(Text(PackOf(tenant, SeedFolder.Today), "key")));

    [Theory]
    [InlineData("CZ24", 6)]
    [InlineData("CZ21", 5)]
    [InlineData("YC21", 5)]
    [InlineData("HY21", 5)]
    [InlineData("QN21", 7)]
    [Trait("rule", "A3")]
    public void Each_document_has_its_own_number_of_categories(string key, int count)
    {
        var pack = Packs.Single(pack => Text(pack, "key") == key);
        string[] codes = [.. Value(pack, "categories").EnumerateArray().Select(category => Text(category, "code"))];
        Assert.Equal(count, codes.Length - 2);
        Assert.Equal(["PENDING", "NONE"], codes[^2..]);
        Assert.Empty(Value(pack, "classification.order").EnumerateArray().Select(code => code.GetString()!).Except(codes));
    }

    [Fact]
    [Trait("rule", "A7")]
    public void The_anti_relapse_group_is_not_in_the_chain_of_classification() =>
        Assert.Equal(["TEKUN", "DIBAO", "MARGIN", "RIGID", "OTHER_LOCAL"],
            Value(PackOf("341722", SeedFolder.Today), "classification.order").EnumerateArray().Select(code => code.GetString()!));

    [Fact]
    [Trait("rule", "F6")]
    public void The_small_aid_limit_of_Qiannan_is_1500_yuan_from_2020()
    {
        var limit = Assert.Single(Value(PackOf("522701", SeedFolder.Today), "smallAid.limitFen").EnumerateArray());
        Assert.Equal(150_000, limit.GetProperty("limitFen").GetInt64());
        Assert.Equal("2020-01-01", Text(limit, "from"));
    }

    [Fact]
    [Trait("rule", "E1")]
    public void Societies_are_known_to_one_document_only() =>
        Assert.Equal(["CZ24"], Packs.Where(pack => Value(pack, "society.enabled").GetBoolean()).Select(pack => Text(pack, "key")));
}
