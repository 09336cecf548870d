using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Money on its way back to the county: when it lies still, when another township runs short, when the year ends.</summary>
public sealed class YearTests(FundSite site) : IClassFixture<FundSite>
{
    private static readonly DateOnly January = new(2026, 1, 6);

    [Fact]
    [Trait("rule", "F5")]
    public async Task Idle_money_goes_back_by_acceptance_sending_and_receipt()
    {
        var story = await site.NewTownship().WithMoney(500_000, January);
        var (county, finance, cashier) = (story.As(Role.CountyCivilAffairs), story.As(Role.CountyFinance), story.As(Role.Cashier));
        var sweep = await story.Did(new AcceptSweepBack(story.NewId, county, story.County, story.Township, FundStory.Year, 400_000));
        Assert.Equal("5000 = 0 + 5000 + 0 + 0", await story.Stand());
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new ReceiveSweepBack(story.NewId, finance, story.County, sweep))).Reason);
        await story.Did(new SendSweepBack(story.NewId, cashier, story.County, sweep));
        Assert.Equal("5000 = 4000 + 1000 + 0 + 0", await story.Stand());
        await story.Did(new ReceiveSweepBack(story.NewId, finance, story.County, sweep));
        Assert.Equal(400_000, (await story.Fund()).Position.HandedBack);
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public async Task Money_that_is_held_for_a_payment_is_not_sent_back()
    {
        var story = await site.NewTownship().WithMoney(500_000, January);
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, await story.Signed(80_000)));
        var sweep = await story.Did(new AcceptSweepBack(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundStory.Year, 450_000));
        var refused = await story.Refusal(new SendSweepBack(story.NewId, story.As(Role.Cashier), story.County, sweep));
        Assert.Equal((FundRefusal.ExceedsMoneyInHands, "420000"), ((FundRefusal)refused.Reason, refused.Detail["availableFen"]));
        Assert.Equal(SweepBackState.CalledOff, await story.Did(new CallOffSweepBack(story.NewId, story.As(Role.CountyCivilAffairs), story.County, sweep, "本月要用")));
    }

    [Fact]
    public async Task Who_declines_a_proposal_says_why()
    {
        var story = await site.NewTownship().WithMoney(500_000, January);
        var decline = new DeclineSweepBack(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundStory.Year, 400_000, "");
        Assert.Equal(FundRefusal.ReasonMissing, (await story.Refusal(decline)).Reason);
        Assert.Equal(SweepBackState.Declined, await story.Did(decline with { Reason = "汛期将到" }));
    }

    [Fact]
    public async Task A_re_allocation_goes_through_the_county_on_a_document_of_its_own()
    {
        var giver = await site.NewTownship().WithMoney(500_000, January);
        var taker = await site.NewTownship(giver.County).WithMoney(100_000);
        var (county, finance) = (giver.As(Role.CountyCivilAffairs), giver.As(Role.CountyFinance));
        var accept = new AcceptSweepBack(giver.NewId, county, giver.County, giver.Township, FundStory.Year, 200_000, ToTownship: taker.Township, DocumentNumber: "民财 调剂 1");
        Assert.Equal(FundRefusal.JointDocumentUnknown, (await giver.Refusal(accept)).Reason);
        await giver.Did(new RegisterJointDocument(giver.NewId, county, giver.County, "民财 调剂 1", "关于调剂备用金的通知", January, 200_000));
        var sweep = await giver.Did(accept);
        await giver.Did(new SendSweepBack(giver.NewId, giver.As(Role.Cashier), giver.County, sweep));
        await giver.Did(new ReceiveSweepBack(giver.NewId, finance, giver.County, sweep));

        var advance = await taker.AdvanceOf(sweep);
        await taker.Did(new ApproveAdvance(taker.NewId, county, taker.County, advance));
        await taker.Did(new ApproveAdvance(taker.NewId, finance, taker.County, advance));
        await taker.WithoutIdleMoney();
        await taker.Did(new IssueAdvance(taker.NewId, finance, taker.County, advance));
        await taker.Did(new ReceiveAdvance(taker.NewId, taker.As(Role.Cashier), taker.County, advance));
        Assert.Equal(200_000, (await giver.Fund()).Position.HandedBack);
        Assert.Equal(300_000, (await taker.Fund()).Position.Advanced);
        Assert.Empty(await site.Broken(giver.County));
    }

    [Fact]
    public Task Only_money_in_hands_is_carried_forward_and_the_old_year_waits_for_its_papers() => FundSite.Alone(async site =>
    {
        var story = await site.NewTownship().WithMoney(500_000, new DateOnly(2026, 3, 2));
        await story.Paid(80_000);
        var finance = story.As(Role.CountyFinance);
        var close = new CloseFundYear(story.NewId, finance, story.County, story.Township, FundStory.Year, YearEnd.CarryForward, new DateOnly(2027, 1, 1));
        Assert.Equal(SiteRefusal.NotFound, (await story.Refusal(close)).Reason);
        await story.Did(new OpenFund(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundStory.Year + 1));
        site.Clock.GoTo(new DateOnly(2027, 1, 4));
        Assert.Equal(FundYearState.CarriedForward, await story.Did(close));
        Assert.Equal((420_000L, 80_000L), ((await story.Fund()).Position.CarriedForward, (await story.Fund()).Position.AwaitingPapers));
        Assert.Equal(FundRefusal.FundNotClear, (await story.Refusal(new CloseFundForGood(story.NewId, finance, story.County, story.Township, FundStory.Year))).Reason);
        Assert.Empty(await site.Broken(story.County));
    });

    [Fact]
    public Task What_lay_unused_for_two_years_is_surplus_and_goes_back() => FundSite.Alone(async site =>
    {
        var story = await site.NewTownship().WithMoney(500_000, new DateOnly(2026, 3, 2));
        var finance = story.As(Role.CountyFinance);
        foreach (var year in new[] { FundStory.Year + 1, FundStory.Year + 2 })
        {
            await story.Did(new OpenFund(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, year));
        }

        site.Clock.GoTo(new DateOnly(2028, 1, 4));
        await story.Did(new CloseFundYear(story.NewId, finance, story.County, story.Township, FundStory.Year, YearEnd.CarryForward, new DateOnly(2027, 1, 1)));
        Assert.Equal(FundYearState.HandedBack, await story.Did(new CloseFundYear(story.NewId, finance, story.County, story.Township, FundStory.Year + 1, YearEnd.CarryForward, new DateOnly(2028, 1, 1))));
        var next = await story.Fund(FundStory.Year + 1);
        Assert.Equal((500_000L, 500_000L, 0L), (next.Position.BroughtForward, next.Position.HandedBack, next.Position.InHands));
        Assert.Equal(FundYearState.Closed, await story.Did(new CloseFundForGood(story.NewId, finance, story.County, story.Township, FundStory.Year + 1)));
        Assert.Empty(await site.Broken(story.County));
    });

    [Fact]
    public Task The_treasury_ends_the_year_on_its_page() => FundSite.Alone(async site =>
    {
        var story = await site.Qidu().WithMoney(500_000, new DateOnly(2026, 3, 2));
        var address = $"/funds/{story.Township}/2026/year-end";
        var finance = await site.SignIn("county.finance");
        using (var ended = await finance.Post(address, $"{address}?handler=End", ("how", nameof(YearEnd.HandBack)), ("day", "2026-11-20")))
        {
            Assert.Equal(System.Net.HttpStatusCode.Redirect, ended.StatusCode);
        }

        Assert.Equal(FundYearState.HandedBack, (await story.Fund()).Fund.State);
        using (var closed = await finance.Post(address, $"{address}?handler=Close"))
        {
            Assert.Equal(System.Net.HttpStatusCode.Redirect, closed.StatusCode);
        }

        Assert.Equal(FundYearState.Closed, (await story.Fund()).Fund.State);
    });

    [Fact]
    public async Task A_merged_township_closes_by_its_document_once_its_money_has_gone_back()
    {
        var story = await site.NewTownship().WithMoney(500_000, January);
        var (county, finance) = (story.As(Role.CountyCivilAffairs), story.As(Role.CountyFinance));
        var start = new StartClosingFund(story.NewId, county, story.County, story.Township, FundStory.Year, " ");
        Assert.Equal(FundRefusal.DocumentNumberMissing, (await story.Refusal(start)).Reason);
        Assert.Equal(FundYearState.Closing, await story.Did(start with { DocumentNumber = "皖民函〔2026〕8号" }));
        var close = new CloseFundForGood(story.NewId, finance, story.County, story.Township, FundStory.Year);
        Assert.Equal(FundRefusal.FundNotClear, (await story.Refusal(close)).Reason);
        var sweep = await story.Did(new AcceptSweepBack(story.NewId, county, story.County, story.Township, FundStory.Year, 500_000, SweepBackCause.Merger));
        await story.Did(new SendSweepBack(story.NewId, story.As(Role.Cashier), story.County, sweep));
        await story.Did(new ReceiveSweepBack(story.NewId, finance, story.County, sweep));
        Assert.Equal(FundYearState.Closed, await story.Did(close));
        Assert.Empty(await site.Broken(story.County));
    }
}
