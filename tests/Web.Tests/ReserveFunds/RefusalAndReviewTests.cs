using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>A no in writing, what the household can do about it, and the ways of a case above the township's limit.</summary>
[Collection(nameof(OnSharedTownships))]
public sealed class RefusalAndReviewTests(FundSite site)
{
    [Fact]
    [Trait("rule", "R10")]
    public async Task A_refusal_is_in_writing_is_served_and_can_be_reviewed_only_then()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Investigated(60_000);
        Assert.Equal(FundRefusal.ReasonMissing, (await story.Refusal(new RefuseCase(story.NewId, story.As(Role.OfficeHead), story.County, number, " "))).Reason);
        await story.Did(new RefuseCase(story.NewId, story.As(Role.OfficeHead), story.County, number, "收入高于标准"));
        var review = new RequestReview(story.NewId, story.As(Role.TownshipHandler), story.County, number, "收入已中断");
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(review)).Reason);
        await story.Did(new ServeRefusal(story.NewId, story.As(Role.TownshipHandler), story.County, number, "当面交本人"));
        Assert.Equal(AidCaseState.UnderReview, await story.Did(review with { CommandId = story.NewId }));
    }

    [Fact]
    public async Task A_case_opened_again_starts_with_the_visit_and_counts_no_earlier_signature()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Investigated(60_000);
        await story.Did(new SignCase(story.NewId, story.As(Role.OfficeHead), story.County, number));
        await UnderReview(story, number);
        var reopen = new DecideReview(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, ReviewOutcome.Reopen, "");
        Assert.Equal(FundRefusal.ReasonMissing, (await story.Refusal(reopen)).Reason);
        Assert.Equal(AidCaseState.Investigated, await story.Did(reopen with { CommandId = story.NewId, Reason = "情况属实" }));
        await story.Sign(number);
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
    }

    [Fact]
    public async Task An_upheld_refusal_ends_the_case()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Investigated(60_000);
        await UnderReview(story, number);
        await story.Did(new DecideReview(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, ReviewOutcome.Uphold, "核查无误"));
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new SignCase(story.NewId, story.As(Role.OfficeHead), story.County, number))).Reason);
    }

    [Fact]
    public async Task Nobody_withdraws_a_case_whose_money_is_on_its_way()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Signed(60_000);
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new WithdrawCase(story.NewId, story.As(Role.TownshipHandler), story.County, number, "不需要了"))).Reason);
        var other = await story.Signed(60_000);
        Assert.Equal(AidCaseState.Withdrawn, await story.Did(new WithdrawCase(story.NewId, story.As(Role.TownshipHandler), story.County, other, "不需要了")));
        Assert.Equal(FundRefusal.SignaturesMissing, (await story.Refusal(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, other))).Reason);
    }

    [Fact]
    [Trait("rule", "F6")]
    [Trait("rule", "F20")]
    public async Task Above_the_limits_the_county_decides_and_above_its_own_the_minute_of_a_meeting()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Investigated(1_500_000);
        Assert.Equal(FundRefusal.AboveSmallAidLimit, (await story.Refusal(new SignCase(story.NewId, story.As(Role.OfficeHead), story.County, number))).Reason);
        await story.Did(new PassToCounty(story.NewId, story.As(Role.TownshipHandler), story.County, number));
        var decide = new DecideByCounty(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, 1_500_000, "大病");
        Assert.Equal(FundRefusal.AboveCountyLimit, (await story.Refusal(decide)).Reason);
        await story.Did(new PassToMeeting(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number));
        var minute = new EnterMinute(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, "", "民政、财政、医保", 1_200_000, "一次性救助");
        Assert.Equal(FundRefusal.DocumentNumberMissing, (await story.Refusal(minute)).Reason);
        await story.Did(minute with { CommandId = story.NewId, MinuteNumber = "〔2026〕7号" });
        Assert.Equal(1_200_000, (await site.Row<AidCase>(c => c.Number == number && c.CountyCode == story.County)).AmountFen);

        // The township's fund cannot pay it; the county does, and the household's chain knows.
        Assert.Equal(FundRefusal.AboveSmallAidLimit, (await story.Refusal(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number))).Reason);
        Assert.Equal(AidCaseState.Closed, await story.Did(new PayByCounty(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, "县付 0099")));
        var given = await site.Row<Jiuji.Matching.Matches.AidChainItem>(i => i.Reference == $"county:{number}" && i.CountyCode == story.County);
        Assert.Equal((1_200_000L, Jiuji.Matching.Matches.AidSource.TemporaryAid), (given.AmountFen!.Value, given.Source));
        Assert.Equal("3000 = 0 + 3000 + 0 + 0", await story.Stand());
    }

    private static async Task UnderReview(FundStory story, string number)
    {
        await story.Did(new RefuseCase(story.NewId, story.As(Role.LeaderAffairs), story.County, number, "收入高于标准"));
        await story.Did(new ServeRefusal(story.NewId, story.As(Role.TownshipHandler), story.County, number, "当面交本人"));
        await story.Did(new RequestReview(story.NewId, story.As(Role.TownshipHandler), story.County, number, "收入已中断"));
    }
}
