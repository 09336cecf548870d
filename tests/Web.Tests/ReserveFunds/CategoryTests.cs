using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Tests.Matches;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>What follows a change of category comes up by itself, and nothing of it is paid by itself (B12, F17, F18).</summary>
public sealed class CategoryTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact]
    [Trait("rule", "F17")]
    [Trait("rule", "F18")]
    public Task A_new_confirmation_puts_bridging_aid_on_the_handlers_queue_and_pays_nothing() => FundSite.Alone(async alone =>
    {
        var story = await alone.Qidu().WithMoney(500_000);
        var household = await story.Household();
        await story.Did(Change(story, household, CategoryCode.None));
        var confirmed = Change(story, household, "DIBAO");
        Assert.Equal(FundRefusal.AmountNotPositive, (await story.Refusal(confirmed)).Reason);
        Assert.Equal(CategoryCode.None, (await alone.Row<Household>(h => h.Number == household)).CategoryCode);

        var number = (await story.Did(confirmed with { CommandId = story.NewId, MonthlyPerPersonFen = 55_000 })).BridgingCase;
        Assert.Equal("5000 = 0 + 5000 + 0 + 0", await story.Stand());
        var aidCase = await alone.CaseOf(story, number);
        Assert.Equal((AidMode.Bridging, 55_000L), (aidCase.Mode, aidCase.AmountFen));
        Assert.False(await alone.Has<Payment>(p => p.AidCaseId == aidCase.Id));
        Assert.Contains($"/cases/{number}", await (await alone.SignIn("handler")).Read("/?only=queue.bridging_to_prepare"), StringComparison.Ordinal);

        await story.Did(new PrepareBridging(story.NewId, story.As(Role.TownshipHandler), story.County, number));
        Assert.Contains($"/cases/{number}", await (await alone.SignIn("office")).Read("/?only=queue.bridging_to_sign"), StringComparison.Ordinal);
        await story.Did(new SignBridging(story.NewId, story.As(Role.OfficeHead), story.County, number));
        Assert.Contains($"/cases/{number}", await (await alone.SignIn("cashier")).Read("/?only=queue.to_pay"), StringComparison.Ordinal);
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        Assert.DoesNotContain("queue.to_pay", await (await alone.SignIn("cashier")).Read("/"), StringComparison.Ordinal);
    });

    [Fact]
    [Trait("rule", "B12")]
    public async Task An_undone_confirmation_ends_what_has_not_been_paid()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        var household = await story.Household();
        await story.Did(Change(story, household, CategoryCode.None));
        var number = (await story.Did(Change(story, household, "TEKUN") with { MonthlyPerPersonFen = 80_000 })).BridgingCase;
        Assert.Equal("", (await story.Did(Change(story, household, "DIBAO"))).BridgingCase);
        await story.Did(Change(story, household, CategoryCode.None));
        var aidCase = await site.CaseOf(story, number);
        Assert.Equal(BridgingAidState.Ended, (await site.Row<BridgingAid>(b => b.AidCaseId == aidCase.Id)).State);
    }

    [Fact]
    [Trait("rule", "F17")]
    public async Task A_second_confirmation_of_the_year_brings_no_second_month()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        var household = await story.Household();
        await story.Did(Change(story, household, CategoryCode.None));
        var number = (await story.Did(Change(story, household, "DIBAO") with { MonthlyPerPersonFen = 55_000 })).BridgingCase;
        await story.Did(new PrepareBridging(story.NewId, story.As(Role.TownshipHandler), story.County, number));
        await story.Did(new SignBridging(story.NewId, story.As(Role.OfficeHead), story.County, number));
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number));
        await story.Did(Change(story, household, CategoryCode.None));
        Assert.Equal("", (await story.Did(Change(story, household, "DIBAO") with { MonthlyPerPersonFen = 55_000 })).BridgingCase);
    }

    [Fact]
    public async Task A_category_that_the_pack_does_not_know_or_that_stands_already_is_refused()
    {
        var story = site.NewTownship();
        var household = await story.Household();
        Assert.Equal(MatchingRefusal.CategoryUnknown, (await story.Refusal(Change(story, household, "RICH"))).Reason);
        Assert.Equal(MatchingRefusal.MoveNotAllowed, (await story.Refusal(Change(story, household, "DIBAO"))).Reason);
    }

    internal static ChangeCategory Change(FundStory story, string household, string category) =>
        new(story.NewId, story.As(Role.CountyCivilAffairs), story.County, household, category, "复核认定");
}

/// <summary>The side of a change of category that the charities see.</summary>
public sealed class CategoryAndMatchesTests(MatchingCounty county) : IClassFixture<MatchingCounty>
{
    [Fact]
    [Trait("rule", "B12")]
    public async Task Help_that_a_donor_meant_for_the_old_category_ends_with_it_and_is_in_stock_again()
    {
        await county.Household("K1");
        var id = Guid.CreateVersion7();
        await county.Sent(new ImportSupply(Guid.CreateVersion7(), MatchingCounty.Officer, MatchingCounty.County,
            [new LotRow(id, "LK1", "CH01", "WALKER", "LK1", "PIECE", 1, null, [MatchingCounty.County], ["DIBAO"], null, null, new DateOnly(2027, 6, 30), false, "")]));
        await county.Sent(new PublishLot(Guid.CreateVersion7(), MatchingCounty.Officer, MatchingCounty.County, "LK1"));
        await county.Need("NK1", "K1", "WALKER", 1);
        var match = Assert.Single(await county.Proposals("NK1"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), MatchingCounty.Station, MatchingCounty.County, match.Id));

        var follows = await county.Sent(new ChangeCategory(Guid.CreateVersion7(), MatchingCounty.Officer, MatchingCounty.County, "K1", "MARGIN", "收入回升"));
        Assert.Equal(1, follows.MatchesEnded);
        Assert.Equal(MatchState.Cancelled, (await county.Match(match.Id)).State);
        Assert.Equal(new LotStock(1, 0, 0), await county.Stock(id));
    }
}
