using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>What is found wrong after the year has ended.</summary>
public sealed class PriorYearTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact]
    public async Task What_was_approved_last_year_is_owed_to_the_old_fund_on_its_own_line()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Cleared(50_000);
        var correct = new RecordMistake(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, Mistake.PriorYear, DebtorKind.AccountHolder, "审计发现");
        Assert.Equal(FundRefusal.FundOutsideDates, (await story.Refusal(correct)).Reason);
        site.Clock.GoTo(new DateOnly(2027, 2, 3));
        var debt = await story.Did(correct with { CommandId = story.NewId });
        var row = await site.Row<RecoveryCase>(r => r.Number == debt && r.CountyCode == story.County);
        Assert.Equal((50_000L, true), (row.AmountFen, row.PriorYear));
        Assert.True(await site.Has<TransferRow>(t => t.CountyCode == story.County && t.Mark == FundMarks.PriorYear && t.Amount == 50_000));
        await site.Proves(story.County);
    }
}
