using System.Text.Json.Nodes;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Solving;
using Jiuji.Testing;
using Jiuji.Web.Features.Matches;
using Xunit;

namespace Jiuji.Web.Tests.Matches;

/// <summary>What a county's rule pack says reaches the solver by data alone.</summary>
public sealed class MatchingRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void A_pack_limits_what_one_household_gets_and_shares_by_person_where_it_says_so()
    {
        var policy = Policy(
            ("match.householdCaps", """[{"kind": "rice", "units": 2}, {"kind": "tutoring", "units": 8}]"""),
            ("match.perPersonKinds", """["rice"]"""));
        Assert.Equal([("rice", 2L), ("tutoring", 8L)], policy.HouseholdCaps.OrderBy(cap => cap.Key).Select(cap => (cap.Key, cap.Value)));
        Assert.Equal(["rice"], policy.KindsCountedPerPerson);
    }

    [Fact]
    public void A_pack_that_is_silent_limits_nothing()
    {
        var policy = Policy();
        Assert.Empty(policy.HouseholdCaps);
        Assert.Empty(policy.KindsCountedPerPerson);
    }

    private static MatchPolicy Policy(params (string Key, string Value)[] added)
    {
        var pack = JsonNode.Parse(File.ReadAllText(RepositoryRoot.At("seed/packs/CZ24.json")))!;
        foreach (var (key, value) in added)
        {
            pack["values"]!.AsArray().Add(new JsonObject
            {
                ["key"] = key, ["value"] = JsonNode.Parse(value), ["unit"] = "list", ["clause"] = "", ["quote"] = "", ["note"] = "测试", ["note_en"] = "test", ["source"] = "default",
            });
        }

        return new MatchingRules(
            new PackValues(RulePack.Parse(pack.ToJsonString()), "341722", Today), new WorkingDayClock(new HashSet<DateOnly>(), new HashSet<DateOnly>(), new HashSet<int>()), Today).Policy;
    }
}
