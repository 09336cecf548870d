using System.Net;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Steps that rest on a paper take its scan: money that arrives, money that goes back, and the year's end.</summary>
public sealed class ScanStepsTests
{
    private static int drawn;

    [Fact]
    public Task The_slips_of_money_that_arrives_and_goes_back_and_the_years_closing_sheet_are_kept() => FundSite.Alone(async site =>
    {
        var story = site.Qidu();
        await story.Did(new OpenFund(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundStory.Year));
        var advance = await story.Approved(300_000);
        await story.Did(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, advance));
        var (cashier, finance) = (await site.SignIn("cashier"), await site.SignIn("county.finance"));
        await Brings(cashier, $"/advances/{advance}", "Receive", "到账回单.png");

        var sweep = await story.Did(new AcceptSweepBack(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundStory.Year, 100_000));
        await Brings(cashier, $"/funds/sweep-backs/{sweep}", "Send", "汇出回单.png");
        await Brings(finance, $"/funds/sweep-backs/{sweep}", "Receive", "县级收据.png");
        await Brings(finance, $"/funds/{story.Township}/{FundStory.Year}/year-end", "End", "年度结算表.png", ("how", nameof(YearEnd.HandBack)));
        Assert.Equal((300_000, FundYearState.HandedBack), ((await story.Fund()).Position.HandedBack, (await story.Fund()).Fund.State));
        Assert.Empty(await site.Broken(story.County));

        async Task Brings(Browser browser, string page, string handler, string file, params (string, string)[] fields)
        {
            Assert.Contains("type=\"file\"", await browser.Read(page), StringComparison.Ordinal);
            using var taken = await browser.PostFile(page, $"{page}?handler={handler}", ("scan", file, Picture()), fields);
            Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
            Assert.True(await site.Has<Document>(d => d.CountyCode == story.County && d.FileName == file && d.MediaType == "image/png"));
        }
    });

    [Fact]
    public Task A_file_that_is_too_large_is_said_and_nothing_is_done_without_it() => FundSite.Alone(async site =>
    {
        var story = site.Qidu();
        await story.Did(new OpenFund(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundStory.Year));
        var advance = await story.Approved(300_000);
        await story.Did(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, advance));
        var page = $"/advances/{advance}";
        using var refused = await (await site.SignIn("cashier")).PostFile(page, $"{page}?handler=Receive", ("scan", "大.png", new byte[Scan.MostBytes + 1]));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(AdvanceState.Issued, (await site.Row<Advance>(a => a.Id == advance)).State);
    });

    /// <summary>A picture's first bytes, and something of its own, so that no two are one document.</summary>
    private static byte[] Picture() => [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, (byte)Interlocked.Increment(ref drawn)];
}
