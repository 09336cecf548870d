using System.Net;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>The last day on which anything new is spent from a township's fund, as county finance says it.</summary>
public sealed class FundEndTests(FundSite site) : IClassFixture<FundSite>
{
    private static readonly DateOnly Spring = new(2026, 3, 2);
    private static readonly DateOnly Today = Ledger.CountyDay.Of(Testing.FakeClock.Start);

    private static EndFund End(FundStory story, DateOnly lastDay) => new(story.NewId, story.As(Role.CountyFinance), story.County, story.Township, FundStory.Year, lastDay);

    [Fact]
    [Trait("rule", "G1")]
    public Task After_its_last_day_nothing_new_is_spent_and_what_was_paid_is_still_cleared_and_handed_back() => FundSite.Alone(async site =>
    {
        var story = await site.NewTownship().WithMoney(500_000, Spring);
        await story.PapersAccepted(80_000);
        var waiting = await story.Signed(60_000);
        Assert.Equal(Today, await story.Did(End(story, Today)));

        site.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(FundRefusal.FundOutsideDates, (await story.Refusal(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, waiting))).Reason);
        var claim = await story.Submitted();
        await story.Did(new ReviewClaim(story.NewId, story.As(Role.CountyCivilAffairs), story.County, claim));
        await story.Did(new ClearClaim(story.NewId, story.As(Role.CountyFinance), story.County, claim));
        var close = new CloseFundYear(story.NewId, story.As(Role.CountyFinance), story.County, story.Township, FundStory.Year, YearEnd.HandBack);
        Assert.Equal(FundYearState.HandedBack, await story.Did(close));
        Assert.Equal((420_000L, 80_000L), ((await story.Fund()).Position.HandedBack, (await story.Fund()).Position.Approved));
        Assert.Empty(await site.Broken(story.County));
    });

    [Fact]
    public async Task Only_county_finance_ends_a_fund_and_only_one_that_there_is()
    {
        var story = await site.NewTownship().WithMoney(500_000, Spring);
        Assert.Equal(SiteRefusal.NotYourRole, (await story.Refusal(End(story, Today) with { By = story.As(Role.CountyCivilAffairs) })).Reason);
        Assert.Equal(SiteRefusal.NotFound, (await story.Refusal(End(story, Today) with { Year = FundStory.Year + 1 })).Reason);
    }

    [Fact]
    public async Task The_last_day_lies_in_the_fund_not_ahead_and_not_before_what_was_spent()
    {
        var story = await site.NewTownship().WithMoney(500_000, Spring);
        Assert.Equal(FundRefusal.FundOutsideDates, (await story.Refusal(End(story, Today.AddDays(1)))).Reason);
        Assert.Equal(FundRefusal.FundOutsideDates, (await story.Refusal(End(story, new DateOnly(2025, 12, 31)))).Reason);
        await story.Paid(80_000);
        var refused = await story.Refusal(End(story, Today.AddDays(-1)));
        Assert.Equal((FundRefusal.FundOutsideDates, "2026-11-21"), ((FundRefusal)refused.Reason, refused.Detail["lastSpentOn"]));
    }

    [Fact]
    public async Task A_fund_is_not_ended_while_money_is_held_for_the_bank_and_not_twice()
    {
        var story = await site.NewTownship().WithMoney(500_000, Spring);
        var released = await story.Signed(80_000);
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, released));
        Assert.Equal(FundRefusal.FundNotClear, (await story.Refusal(End(story, Today))).Reason);
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, released));
        await story.Did(End(story, Today));
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(End(story, Today))).Reason);
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public Task The_treasury_ends_a_fund_on_the_page_of_its_year() => FundSite.Alone(async site =>
    {
        var story = await site.Qidu().WithMoney(500_000, Spring);
        var address = $"/funds/{story.Township}/2026/year-end";
        var finance = await site.SignIn("county.finance");
        using (var early = await finance.Post(address, $"{address}?handler=EndFund", ("day", "2026-11-30")))
        {
            Assert.NotEqual(HttpStatusCode.Redirect, early.StatusCode);
        }

        using (var ended = await finance.Post(address, $"{address}?handler=EndFund", ("day", "2026-11-20")))
        {
            Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        }

        Assert.Equal(new DateOnly(2026, 11, 20), (await story.Fund()).InBook.ValidTo);
        Assert.DoesNotContain("handler=EndFund", await finance.Read(address), StringComparison.Ordinal);
        Assert.DoesNotContain("handler=EndFund", await (await site.SignIn("county")).Read(address), StringComparison.Ordinal);
    });
}
