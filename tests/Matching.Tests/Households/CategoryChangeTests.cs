using Jiuji.Matching.Households;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Tests.Households;

public class CategoryChangeTests
{
    [Fact]
    [Trait("rule", "B12")]
    public void A_category_that_ends_takes_along_what_was_meant_for_it_and_nothing_else()
    {
        var (restricted, open) = (new Story().Offered(), new Story().Offered());
        restricted.Lot.Categories.Add(new LotCategory { CountyCode = Story.County, LotId = restricted.Lot.Id, CategoryCode = "MARGINAL" });
        var changed = Change(restricted, open, null).Outcome!;
        Assert.Equal([restricted.Match.Id], changed.MatchesToEnd);
        changed.ApplyTo(restricted.Household);
        Assert.Equal((CategoryCode.None, "MARGINAL"), (restricted.Household.CategoryCode, changed.Move.FromState));
    }

    [Fact]
    [Trait("rule", "B12")]
    public void During_the_taper_period_what_is_under_way_goes_on()
    {
        var restricted = new Story().Offered();
        restricted.Lot.Categories.Add(new LotCategory { CountyCode = Story.County, LotId = restricted.Lot.Id, CategoryCode = "MARGINAL" });
        Assert.Empty(Change(restricted, restricted, new DateOnly(2026, 11, 20)).Outcome!.MatchesToEnd);
        Assert.NotEmpty(Change(restricted, restricted, new DateOnly(2026, 11, 19)).Outcome!.MatchesToEnd);
    }

    static Decision<CategoryChanged> Change(Story one, Story other, DateOnly? taper) => CategoryChange.Decide(
        one.Household, CategoryCode.None, new DateOnly(2026, 11, 20), taper, [(one.Match, one.Lot), (other.Match, other.Lot)],
        one.By(MatchingRole.TownshipHandler, "复核后收入已超标准"));
}
