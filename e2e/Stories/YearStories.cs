using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Stories.Screens;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Jiuji.Stories.ClockedSite;

namespace Jiuji.Stories;

/// <summary>Two townships from January to the year's end: one spends and runs short, one sits on its money, and the county moves what lies still.</summary>
public class YearStories(ITestOutputHelper output)
{
    private const int Year = 2025;
    private const string Document = "石民财〔2025〕1号";
    private const string Papers = "application;survey;approval-form;payment-list;bank-receipt-or-cash-receipt;id-copy;filing-record";

    [Fact]
    [Trait("rule", "F3")]
    [Trait("rule", "F4")]
    [Trait("rule", "F5")]
    [Trait("trap", "T21")]
    public Task A_township_that_sits_on_its_money_gives_it_up_to_the_one_that_spends() => ClockedSite.Tell(new DateOnly(Year, 1, 6), async site =>
    {
        await site.Did(new RegisterJointDocument(NewId, As(Role.CountyCivilAffairs, ""), County, Document, "关于预拨备用金的通知", new DateOnly(Year, 1, 6), 3_000_000));
        await January(site);
        foreach (var month in Enumerable.Range(2, 7))
        {
            await Reconciles(site, month - 1);
            await Spends(site, month);
        }

        site.Clock.GoTo(new DateOnly(Year, 9, 1));
        var advance = await September(site);
        site.Clock.GoTo(new DateOnly(Year, 9, 5));
        await Arrives(site, advance);
        foreach (var month in Enumerable.Range(9, 4))
        {
            await Spends(site, month);
        }

        site.Clock.GoTo(new DateOnly(Year, 12, 31));
        await Ends(site);
    });

    /// <summary>Renli's money comes through the hands of all who have to do with it; Qidu's by the same commands.</summary>
    private static async Task January(ClockedSite site)
    {
        await site.Did(new OpenFund(NewId, As(Role.CountyCivilAffairs, ""), County, Renli, Year));
        await using (var story = new Story(site, "January"))
        {
            var county = new AdvanceScreen(await story.SignsIn("county"));
            var advance = await county.Draft(Renli, Year, Document, 9000);
            await county.Approve(advance, "advance.approve_affairs");
            var finance = new AdvanceScreen(await story.SignsIn("county.finance"));
            await finance.Approve(advance, "advance.approve_finance");
            await finance.Issue();
            await new AdvanceScreen(await story.SignsIn("cashier.renli")).Receive(advance);
            story.Ends();
        }

        await site.OpenWithMoney(Qidu, Year, Document, 750_000);
    }

    /// <summary>Qidu's bookkeeper reads the bank's statement on the fifth, as every month: January brought the money, each later month paid one household.</summary>
    private static async Task Reconciles(ClockedSite site, int month)
    {
        site.Clock.GoTo(new DateOnly(Year, month + 1, 5));
        var line = string.Create(CultureInfo.InvariantCulture, $"{Year}-{month:00}-15,-1000.00,{8500 - (month * 1000)}.00,王*芳");
        await site.Reconciled(Qidu, new DateOnly(Year, month, 1), month == 1 ? $"{Year}-01-06,+7500.00,7500.00,财政局" : line);
    }

    /// <summary>One household of Qidu, from acceptance to the cleared claim.</summary>
    private static async Task Spends(ClockedSite site, int month)
    {
        site.Clock.GoTo(new DateOnly(Year, month, 15));
        var (handler, county) = (As(Role.TownshipHandler, Qidu), As(Role.CountyCivilAffairs, ""));
        var household = await site.Household(string.Create(CultureInfo.InvariantCulture, $"NN{month:0000}"), Qidu);
        var number = await site.Did(new AcceptCase(NewId, handler, County, household, AidType.Emergency, "ILLNESS", 100_000));
        await site.Did(new InvestigateCase(NewId, handler, County, number, "入户属实"));
        foreach (var signer in (Role[])[Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance])
        {
            await site.Did(new SignCase(NewId, As(signer, Qidu), County, number));
        }

        await site.Did(new ReleasePayment(NewId, As(Role.Cashier, Qidu), County, number));
        await site.Did(new ConfirmPaid(NewId, As(Role.Cashier, Qidu), County, number));
        await site.Did(new SubmitPapers(NewId, handler, County, number, Papers));
        await site.Did(new AcceptPapers(NewId, As(Role.Bookkeeper, Qidu), County, number));
        var claim = await site.Did(new DraftClaim(NewId, handler, County, Year, month));
        await site.Did(new SubmitClaim(NewId, handler, County, claim));
        await site.Did(new ReviewClaim(NewId, county, County, claim));
        await site.Did(new ClearClaim(NewId, As(Role.CountyFinance, ""), County, claim));
    }

    /// <summary>The county sees who sits and who runs short, cannot give more to the one, and accepts that its money goes to the other.</summary>
    private static async Task<string> September(ClockedSite site)
    {
        await using var story = new Story(site, "September");
        var county = await story.SignsIn("county");
        await county.Opens($"/funds?year={Year}");
        await Assertions.Expect(county.Page.GetByRole(AriaRole.Table, new() { Name = county.T["fund.by_idleness"] }).Locator("tbody tr").Filter(new() { HasText = "镇" }).First).ToContainTextAsync("仁里镇");
        await new FundScreen(county, Renli, Year).Open();
        await Assertions.Expect(county.Button("advance.new")).ToBeDisabledAsync();

        await county.Opens($"/funds/idle?year={Year}");
        var proposal = county.Page.Locator(".part").Filter(new() { HasText = "七都镇" });
        await proposal.Locator("input.money").FillAsync("4000.00");
        await county.Follow(proposal.GetByRole(AriaRole.Button).First);
        var sweepBack = new Uri(county.Page.Url).AbsolutePath;
        var advance = await county.Page.Locator("main a[href^='/advances/']").First.GetAttributeAsync("href");

        var cashier = await story.SignsIn("cashier.renli");
        await cashier.Opens(sweepBack);
        await cashier.Presses("step.SweepBack.Send");
        var finance = await story.SignsIn("county.finance");
        await finance.Opens(sweepBack);
        await finance.Presses("step.SweepBack.Receive");
        story.Ends();
        return advance!;
    }

    /// <summary>What came back goes out again, through the county and on the document.</summary>
    private static async Task Arrives(ClockedSite site, string advance)
    {
        await using var story = new Story(site, "The_money_arrives");
        await new AdvanceScreen(await story.SignsIn("county")).Approve(advance, "advance.approve_affairs");
        var finance = new AdvanceScreen(await story.SignsIn("county.finance"));
        await finance.Approve(advance, "advance.approve_finance");
        await finance.Issue();
        await new AdvanceScreen(await story.SignsIn("cashier")).Receive(advance);
        story.Ends();
    }

    /// <summary>The treasury ends both years; the table shows month by month where the money was, and the books are sound.</summary>
    private async Task Ends(ClockedSite site)
    {
        await using var story = new Story(site, "The_year_ends");
        var finance = await story.SignsIn("county.finance");
        foreach (var township in (string[])[Renli, Qidu])
        {
            await finance.Opens($"/funds/{township}/{Year}/year-end");
            await finance.Field("yearend.how").SelectOptionAsync(nameof(YearEnd.HandBack));
            await finance.Presses("yearend.end");
        }

        await finance.Opens($"/funds/months?year={Year}");
        Assert.Equal("9000.00", await Cell(finance, Renli, "2025-01", finance.T["kind.AccountKind.InHands"]));
        Assert.Equal("6500.00", await Cell(finance, Qidu, "2025-02", finance.T["kind.AccountKind.InHands"]));
        var table = await site.Says("funds", "--county", County, "--year", "2025");
        output.WriteLine(table);
        foreach (var township in (string[])[Renli, Qidu])
        {
            Assert.Equal("0.00", await Cell(finance, township, "2025-12", finance.T["kind.AccountKind.InHands"]));
        }

        Assert.Equal("11000.00", await Cell(finance, Qidu, "2025-12", finance.T["kind.AccountKind.Approved"]));
        await story.EndsWithSoundBooks();
    }

    private static async Task<string> Cell(Person person, string township, string month, string column)
    {
        var cell = person.Page.Locator($"#months-{township} tbody tr").Filter(new() { HasText = month }).Locator($"td[data-h='{column}']");
        return Yuan.Write(Yuan.Read(await cell.InnerTextAsync()));
    }
}
