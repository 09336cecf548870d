using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Looks;
using Microsoft.Playwright;

namespace Jiuji.Stories.Screens;

/// <summary>A month's papers on their way to the county and back as expenditure.</summary>
public sealed class ClaimScreen(Person person)
{
    /// <summary>The claim's number, for the next person to open. Drafted for the latest month, so that what was paid today is in it.</summary>
    public async Task<string> DraftAndSubmit()
    {
        await person.Opens("/claims/new");
        await person.Page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await person.Presses("claim.draft");
        var number = new Uri(person.Page.Url).Segments[^1];
        await person.Presses("claim.submit");
        return Uri.UnescapeDataString(number);
    }

    public Task Open(string number) => person.Opens($"/claims/{number}");

    public async Task Approve(string number)
    {
        await Open(number);
        await person.Presses("claim.approve");
    }

    public async Task Clear(string number)
    {
        await Open(number);
        await person.Presses("claim.clear");
        await Assertions.Expect(person.Page.Locator("main .head")).ToContainTextAsync(person.T[EnumWords.Key(ReimbursementClaimState.Cleared)]);
    }

    public async Task<decimal> Total() => Yuan.Read(await person.Page.Locator("tfoot td.num").First.InnerTextAsync());

    public Task Lists(string caseNumber) =>
        Assertions.Expect(person.Page.GetByRole(AriaRole.Link, new() { Name = caseNumber, Exact = true })).ToBeVisibleAsync();
}
