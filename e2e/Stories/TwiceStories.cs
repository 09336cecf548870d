using System.Globalization;
using System.Text.RegularExpressions;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Stories.Screens;
using Jiuji.Web.Looks;
using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>Impatient hands and slow lines: what is pressed twice is done once, with scripts and without, and going back does nothing again.</summary>
[Collection(nameof(OnSqlite))]
public partial class TwiceStories(SqliteSite site)
{
    [Theory]
    [InlineData(true, "H0601")]
    [InlineData(false, "H0609")]
    [Trait("rule", "F10")]
    public async Task A_case_accepted_by_two_presses_is_one_case_and_going_back_accepts_nothing(bool scripts, string household)
    {
        await using var story = new Story(site, $"twice-{(scripts ? "with" : "without")}-scripts");
        var handler = await story.Comes(scripts: scripts);
        await new SignInScreen(handler).SignIn("handler.renli");
        var before = await Waiting(handler);
        await Fill(handler, household);
        await handler.Button("case.accept").DblClickAsync();
        await handler.Page.WaitForURLAsync(AnyCase());
        var accepted = handler.Page.Url;

        // Back shows the form anew and sends nothing; forward and once more is only the case.
        await handler.Page.GoBackAsync();
        await handler.Page.GoForwardAsync();
        await handler.Page.ReloadAsync();
        Assert.Equal(accepted, handler.Page.Url);
        Assert.Equal(before + 1, await Waiting(handler));
        await story.EndsWithSoundBooks();
    }

    private static async Task Fill(Person handler, string household)
    {
        await handler.Opens("/cases/new");
        await handler.Fills("household.number", household);
        await handler.Presses("common.search");
        await handler.Page.GetByRole(AriaRole.Radio, new() { Name = handler.T[EnumWords.Key(AidType.Emergency)] }).CheckAsync();
        await handler.Field("case.cause").SelectOptionAsync("INJURY");
        await handler.Fills("common.amount_yuan", "300");
    }

    /// <summary>How many accepted cases wait for a visit.</summary>
    private static async Task<int> Waiting(Person handler)
    {
        await handler.Page.GotoAsync("/");
        var tile = handler.Page.Locator("ul.counts a", new() { HasText = handler.T["queue.to_investigate"] }).Locator("b");
        return await tile.CountAsync() == 0 ? 0 : int.Parse(await tile.InnerTextAsync(), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("/cases/[0-9]+-")]
    private static partial Regex AnyCase();
}
