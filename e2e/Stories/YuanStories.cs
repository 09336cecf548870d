using Jiuji.Ledger;
using Jiuji.Stories.Screens;
using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>The path of the reserve fund, walked by the nine people whose work it is, each at a browser of their own.</summary>
public abstract class YuanStories(RunningSite site)
{
    protected RunningSite Site => site;

    // The gate of 仁里镇 is open in the demo; that of 七都镇 is shut, because papers are overdue.
    private const string Renli = "341722100";
    protected const string Qidu = "341722101";
    private const string HouseholdInRenli = "H0329";
    protected const string HouseholdInQidu = "H0266";

    protected static int Year => CountyDay.Of(TimeProvider.System.GetUtcNow()).Year;

    [Fact]
    [Trait("rule", "F3")]
    [Trait("rule", "F9")]
    [Trait("trap", "T21")]
    public async Task A_yuan_walks_from_advance_to_clearing()
    {
        await using var story = new Story(Site);
        var before = await Approved(story);
        await Advance(story);
        Assert.Equal(before, await Approved(story));

        var number = await Accept(story, "handler.renli", HouseholdInRenli, 800);
        foreach (var signer in (string[])["office.renli", "affairs.renli", "finance.renli"])
        {
            await new CheckScreen(await story.SignsIn(signer)).Sign(number);
        }

        await Pay(story, number);
        Assert.Equal(before, await Approved(story));

        await HandInPapers(story, number);
        var claimed = await Claim(story, number);
        Assert.Equal(before + claimed, await Approved(story));
        await story.EndsWithSoundBooks();
    }

    private static async Task<decimal> Approved(Story story)
    {
        var fund = new FundScreen(await story.SignsIn("county"), Renli, Year);
        await fund.Open();
        return await fund.Approved();
    }

    private static async Task Advance(Story story)
    {
        const string Document = "石民财〔2026〕99号";
        var county = new AdvanceScreen(await story.SignsIn("county"));
        await county.EnterJointDocument(Document, 5000);
        var advance = await county.Draft(Renli, Year, Document, 2000);
        await county.Approve(advance, "advance.approve_affairs");
        var finance = new AdvanceScreen(await story.SignsIn("county.finance"));
        await finance.Approve(advance, "advance.approve_finance");
        await finance.Issue();
        await new AdvanceScreen(await story.SignsIn("cashier.renli")).Receive(advance);
    }

    protected static async Task<string> Accept(Story story, string userName, string household, decimal yuan)
    {
        var handler = new CaseScreen(await story.SignsIn(userName, width: Person.Phone));
        var number = await handler.Accept(household, "INJURY", yuan);
        await handler.Investigate("入户了解，情况属实。");
        return number;
    }

    private static async Task Pay(Story story, string number)
    {
        await new CaseScreen(await story.SignsIn("handler.renli")).File(number);
        var cashier = await story.SignsIn("cashier.renli");
        await new CheckScreen(cashier).Release(number);
        await new CaseScreen(cashier).ConfirmPaid();
    }

    private static async Task HandInPapers(Story story, string number)
    {
        await new CaseScreen(await story.SignsIn("handler.renli", width: Person.Phone)).SubmitPapers(number);
        await new CaseScreen(await story.SignsIn("bookkeeper.renli")).AcceptPapers(number);
    }

    /// <summary>The sum of the claim, in which the case is one line.</summary>
    private static async Task<decimal> Claim(Story story, string number)
    {
        var handler = new ClaimScreen(await story.SignsIn("handler.renli"));
        var claim = await handler.DraftAndSubmit();
        await handler.Lists(number);
        var claimed = await handler.Total();
        await new ClaimScreen(await story.SignsIn("county")).Approve(claim);
        await new ClaimScreen(await story.SignsIn("county.finance")).Clear(claim);
        return claimed;
    }
}

[Collection(nameof(OnSqlite))]
public class YuanStoriesOnSqlite(SqliteSite site) : YuanStories(site)
{
    [Fact]
    [Trait("rule", "F9")]
    public async Task Nobody_signs_twice_and_a_cashier_does_not_sign()
    {
        await using var story = new Story(Site);
        var number = await Accept(story, "handler", HouseholdInQidu, 600);

        // Two windows of one person: what the first has signed, the second may not.
        var (first, second) = (await story.SignsIn("office"), await story.SignsInElsewhere("office"));
        await new CheckScreen(second).OpenToSign(number);
        await new CheckScreen(first).Sign(number);
        await second.TriesInVain("sign.agree", second.T["refusal.SamePersonTwice"]);

        var cashier = await story.SignsIn("cashier");
        await cashier.OpensInVain($"/cases/{number}/sign", cashier.T["signin.forbidden"]);
        await story.EndsWithSoundBooks();
    }

    [Fact]
    public async Task A_shut_gate_says_why_and_stops_only_the_advance()
    {
        await using var story = new Story(Site);
        var county = await story.SignsIn("county");
        await new FundScreen(county, Qidu, Year).Open();
        await county.Sees(county.T["gate.shut_one"]);
        await county.Sees(county.T["gate.still_works"]);
        await Assertions.Expect(county.Button("advance.new")).ToBeDisabledAsync();
        story.Ends();
    }
}

[Collection(nameof(OnPostgres))]
public class YuanStoriesOnPostgres(PostgresSite site) : YuanStories(site);
