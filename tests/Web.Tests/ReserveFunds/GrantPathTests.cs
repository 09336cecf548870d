using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>One approval in instalments, more aid for the same hardship, and the month that bridges to a new subsidy.</summary>
[Collection(nameof(OnSharedTownships))]
public sealed class GrantPathTests(FundSite site)
{
    [Fact]
    [Trait("rule", "F16")]
    public async Task Each_instalment_is_checked_anew_and_the_last_one_completes_the_grant()
    {
        var story = await site.NewTownship().WithMoney(300_000, new DateOnly(2026, 9, 1));
        var number = await Agreed(story, 2, 40_000, new DateOnly(2026, 10, 12));
        Assert.Equal(FundRefusal.StatusNotChecked, (await story.Refusal(Release(story, number, new DateOnly(2026, 10, 12)))).Reason);
        await Instalment(story, number, new DateOnly(2026, 10, 12));
        Assert.Equal(FundRefusal.InstalmentNotDue, (await story.Refusal(Release(story, number, new DateOnly(2026, 10, 20)))).Reason);
        Assert.Equal(FundRefusal.StatusNotChecked, (await story.Refusal(Release(story, number, new DateOnly(2026, 11, 12)))).Reason);
        await Instalment(story, number, new DateOnly(2026, 11, 12));
        var aidCase = await site.Row<AidCase>(c => c.Number == number && c.CountyCode == story.County);
        Assert.Equal(StagedGrantState.Completed, (await site.Row<StagedGrant>(g => g.AidCaseId == aidCase.Id)).State);
        Assert.Equal("3000 = 0 + 2200 + 800 + 0", await story.Stand());
    }

    [Fact]
    [Trait("rule", "F16")]
    public async Task A_suspended_grant_pays_nothing_until_the_remaining_members_were_reviewed()
    {
        var story = await site.NewTownship().WithMoney(300_000, new DateOnly(2026, 9, 1));
        var number = await Agreed(story, 3, 40_000, new DateOnly(2026, 10, 12));
        await Instalment(story, number, new DateOnly(2026, 10, 12));
        await story.Did(new SuspendGrant(story.NewId, story.As(Role.TownshipHandler), story.County, number, "已搬走", new DateOnly(2026, 10, 20)));
        Assert.Equal(FundRefusal.StatusNotChecked, (await story.Refusal(Release(story, number, new DateOnly(2026, 11, 12)))).Reason);
        await story.Did(new ReReviewGrant(story.NewId, story.As(Role.TownshipHandler), story.County, number, "只剩一人", new DateOnly(2026, 11, 12)));
        await story.Did(new ResumeGrant(story.NewId, story.As(Role.OfficeHead), story.County, number, 30_000, new DateOnly(2026, 11, 12)));
        await story.Did(Release(story, number, new DateOnly(2026, 11, 12)));
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number, new DateOnly(2026, 11, 12)));
        Assert.Equal("3000 = 0 + 2300 + 700 + 0", await story.Stand());
    }

    [Fact]
    [Trait("rule", "F16")]
    public async Task More_aid_for_the_same_hardship_is_linked_to_the_first_and_signed_like_it()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var first = await story.Paid(50_000);
        var follow = await story.Did(new AcceptFollowUp(story.NewId, story.As(Role.TownshipHandler), story.County, first, 30_000));
        await story.Did(new InvestigateCase(story.NewId, story.As(Role.TownshipHandler), story.County, follow, "仍在住院"));
        Assert.Equal(FundRefusal.SignaturesMissing, (await story.Refusal(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, follow))).Reason);
        await story.Sign(follow);
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, follow));
        var (before, after) = (await site.Row<AidCase>(c => c.Number == first && c.CountyCode == story.County), await site.Row<AidCase>(c => c.Number == follow && c.CountyCode == story.County));
        Assert.Equal(before.Id, after.FollowsCaseId);
    }

    [Fact]
    [Trait("rule", "F17")]
    [Trait("rule", "F18")]
    public async Task A_new_confirmation_brings_one_month_within_three_working_days_without_an_application()
    {
        var story = await site.NewTownship().WithMoney(300_000, new DateOnly(2026, 9, 1));
        var friday = new DateOnly(2026, 11, 13);
        var number = await story.Did(new ConfirmBridging(story.NewId, story.As(Role.CountyCivilAffairs), story.County, await story.Household(), BridgingCategory.Dibao, 55_000, friday));
        var aidCase = await site.Row<AidCase>(c => c.Number == number && c.CountyCode == story.County);
        Assert.Equal((new DateOnly(2026, 11, 18), 55_000L, story.Township), (aidCase.DueOn, aidCase.AmountFen, aidCase.TownshipCode));
        await story.Did(new PrepareBridging(story.NewId, story.As(Role.TownshipHandler), story.County, number, friday));
        Assert.Equal(FundRefusal.SignaturesMissing, (await story.Refusal(Release(story, number, friday))).Reason);
        await story.Did(new SignBridging(story.NewId, story.As(Role.OfficeHead), story.County, number, friday));
        await story.Did(Release(story, number, friday));
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number, friday));
        Assert.Equal(BridgingAidState.Paid, (await site.Row<BridgingAid>(b => b.AidCaseId == aidCase.Id)).State);
        await site.Proves(story.County);
    }

    private static async Task<string> Agreed(FundStory story, int instalments, long fen, DateOnly first)
    {
        var on = first.AddDays(-4);
        var number = await story.Did(new AgreeStagedGrant(
            story.NewId, story.As(Role.TownshipHandler), story.County, await story.Household(), AidType.Emergency, "ILLNESS", instalments, fen, first, HappenedOn: on));
        await story.Did(new InvestigateCase(story.NewId, story.As(Role.TownshipHandler), story.County, number, "长期治疗", on));
        var start = new StartGrant(story.NewId, story.As(Role.TownshipHandler), story.County, number, on);
        Assert.Equal(FundRefusal.SignaturesMissing, (await story.Refusal(start)).Reason);
        await story.Sign(number, on);
        await story.Did(start with { CommandId = story.NewId });
        return number;
    }

    private static async Task Instalment(FundStory story, string number, DateOnly on)
    {
        await story.Did(new CheckStatus(story.NewId, story.As(Role.TownshipHandler), story.County, number, "在世，仍住本村", on));
        await story.Did(Release(story, number, on));
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number, on));
    }

    private static ReleasePayment Release(FundStory story, string number, DateOnly on) => new(story.NewId, story.As(Role.Cashier), story.County, number, on);
}
