using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Tests.Consents;

public class ShortlistTests
{
    static readonly Guid organisation = Guid.CreateVersion7();

    [Fact]
    [Trait("rule", "D5")]
    public void A_row_names_the_smallest_area_with_five_similar_households()
    {
        var village = Needs(5, "v1", "t1");
        var township = Needs(2, "v2", "t1").Concat(Needs(3, "v3", "t1"));
        var rows = List([.. village, .. township]);
        Assert.Equal(5, rows.Count(row => row is { AreaCode: "v1", SimilarHouseholds: 5 }));
        Assert.Equal(5, rows.Count(row => row is { AreaCode: "t1", SimilarHouseholds: 10 }));
    }

    [Fact]
    public void A_need_that_is_alone_of_its_kind_is_not_on_the_list()
    {
        Assert.Empty(List([.. Needs(4, "v1", "t1")]));
    }

    [Fact]
    public void Five_needs_of_one_household_are_one_household()
    {
        var one = Needs(1, "v1", "t1")[0];
        Assert.Empty(List([.. Enumerable.Repeat(one, 5)]));
    }

    [Fact]
    public void Nothing_in_a_row_leads_to_a_household_or_to_another_organisation_s_list()
    {
        Assert.Equal(
            ["Handle", "KindCode", "Unit", "Quantity", "AreaCode", "SimilarHouseholds"],
            typeof(ShortlistRow).GetProperties().Select(property => property.Name));
        var need = Guid.CreateVersion7();
        Assert.NotEqual(Shortlist.Handle(organisation, need, Story.Vault), Shortlist.Handle(Guid.CreateVersion7(), need, Story.Vault));
    }

    static IReadOnlyList<ShortlistRow> List(IReadOnlyCollection<PlacedNeed> open) => Shortlist.For(organisation, open, _ => true, Story.Vault);

    static List<PlacedNeed> Needs(int count, string village, string township) =>
        [.. Enumerable.Range(0, count).Select(_ => new PlacedNeed(new Story().Need, new Place(Story.County, township, village)))];
}
