using Jiuji.Matching.Matches;
using Jiuji.Web.Looks;
using Microsoft.Playwright;

namespace Jiuji.Stories.Screens;

/// <summary>Proposals, and one match on its way from a proposal to a household that says it has come.</summary>
public sealed class MatchScreen(Person person)
{
    public async Task Run()
    {
        await person.Opens("/matches");
        await person.Presses("run.start");
        if (new Uri(person.Page.Url).AbsolutePath.StartsWith("/jobs/", StringComparison.Ordinal))
        {
            // A run that takes longer than somebody waits for a page goes on by itself, and its own page leads to what came of it.
            var onwards = person.Page.GetByRole(AriaRole.Link, new() { Name = person.T["common.continue"] });
            await Assertions.Expect(onwards).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await person.Follow(onwards);
        }

        await person.Sees(person.T["run.proven"]);
    }

    /// <summary>The path of the match, for the next person to open.</summary>
    public async Task<string> AcceptProposalFor(string need)
    {
        await person.Opens($"/needs/{need}");
        var proposed = person.Page.Locator("main .match", new() { HasText = person.T[EnumWords.Key(MatchState.Proposed)] });
        await person.Follow(proposed.GetByRole(AriaRole.Link).First);
        await person.Presses("match.accept");
        await Shows(MatchState.Accepted);
        return new Uri(person.Page.Url).AbsolutePath;
    }

    public Task Open(string match) => person.Opens(match);

    public Task AskConsent() => Step("consent.ask", MatchState.ConsentAsked);

    public Task GiveConsent() => person.Presses("consent.give");

    public Task Offer() => Step("match.offer", MatchState.Offered);

    public Task AcceptAsProvider() => Step("match.provider_accept", MatchState.InDelivery);

    public Task LookAtConsented() => person.Presses("match.show_consented");

    public Task Deliver() => Step("match.deliver", MatchState.Delivered);

    public async Task DeliverPart(int quantity)
    {
        await person.Page.Locator("#quantity").FillAsync($"{quantity}");
        await Deliver();
    }

    /// <summary>A no leads back to the list.</summary>
    public async Task Decline(string reason)
    {
        await person.Page.Locator("summary", new() { HasText = person.T["match.provider_decline"] }).ClickAsync();
        await person.Page.Locator("#reason-No").FillAsync(reason);
        await person.Presses("match.provider_decline");
        await person.Sees(person.T["match.declined"]);
    }

    public async Task Confirm(string how)
    {
        await person.Fills("match.how_confirmed", how);
        await Step("match.confirm", MatchState.Confirmed);
    }

    private async Task Step(string word, MatchState then)
    {
        await person.Presses(word);
        await Shows(then);
    }

    private Task Shows(MatchState state) => Assertions.Expect(person.Page.Locator("main .head")).ToContainTextAsync(person.T[EnumWords.Key(state)]);
}
