using System.Net;
using System.Text.RegularExpressions;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Matches;
using Jiuji.Web.Features.Matches;
using Xunit;
using static Jiuji.Web.Tests.Matches.MatchingCounty;

namespace Jiuji.Web.Tests.Matches;

/// <summary>Lost updates on what a household has agreed to: a form drawn before somebody else's answer does nothing, and says what was seen and what is there now.</summary>
[Collection(nameof(OnMatchingSite))]
public sealed partial class ConsentSeenTests(MatchingSite county)
{
    [Fact]
    public async Task A_no_that_somebody_has_written_down_meanwhile_is_not_made_a_yes()
    {
        var match = await Asked("PV1", "LV1", "NV1");
        using var station = await county.SignedIn("station");
        var page = $"/matches/{match}";
        var seen = SeenIn(await Read(station, page), "Answer");
        await county.Sent(new AnswerConsent(Guid.CreateVersion7(), Station, County, match, Given: false));

        var changed = Changed(await Sent(station, page, $"{page}?handler=Answer", ("given", "true"), ("givenBy", "Self"), ("form", "Written"), ("seen", seen)));
        Assert.Contains("已征求", changed, StringComparison.Ordinal);
        Assert.NotEqual(ConsentState.Given, (await county.ConsentOf(match)).State);
    }

    [Fact]
    public async Task A_consent_that_somebody_has_taken_back_meanwhile_is_shown_as_it_was_and_as_it_is()
    {
        var match = await Asked("PV2", "LV2", "NV2");
        await county.Sent(new AnswerConsent(Guid.CreateVersion7(), Station, County, match, Given: true));
        var consent = await county.ConsentOf(match);
        using var station = await county.SignedIn("station");
        var seen = SeenIn(await Read(station, "/households/PV2"), "Withdraw");
        await county.Sent(new WithdrawConsent(Guid.CreateVersion7(), Station, County, consent.Id));

        var changed = Changed(await Sent(station, "/households/PV2", "/households/PV2?handler=Withdraw", ("consent", consent.Id.ToString()), ("scope", "StopNow"), ("seen", seen)));
        Assert.Contains("已同意", changed, StringComparison.Ordinal);
        Assert.Contains("已收回", changed, StringComparison.Ordinal);
        Assert.DoesNotContain("类别", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_seen_and_still_stands_is_answered()
    {
        var match = await Asked("PV3", "LV3", "NV3");
        using var station = await county.SignedIn("station");
        var page = $"/matches/{match}";
        var seen = SeenIn(await Read(station, page), "Answer");
        await Sent(station, page, $"{page}?handler=Answer", ("given", "true"), ("givenBy", "Self"), ("form", "Written"), ("seen", seen));
        Assert.Equal(ConsentState.Given, (await county.ConsentOf(match)).State);
    }

    /// <summary>A match whose household has been asked and has not answered.</summary>
    private async Task<Guid> Asked(string household, string lot, string need)
    {
        await county.Household(household);
        await county.Lot(lot, "CH02", "COUNSELLING", "VISIT", 4);
        await county.Need(need, household, "COUNSELLING", 2);
        var match = (await county.Proposals(need))[0].Id;
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match));
        await county.Sent(new AskConsent(Guid.CreateVersion7(), Station, County, match));
        Assert.Equal(MatchState.ConsentAsked, (await county.Match(match)).State);
        return match;
    }

    private static async Task<string> Read(HttpClient browser, string page) => WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri(page, UriKind.Relative)));

    private static async Task<string> Sent(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        using var answer = await MatchingSite.Post(browser, page, action, [.. fields, ("CommandId", Guid.CreateVersion7().ToString())]);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The facts that the first form of this handler carries.</summary>
    private static string SeenIn(string page, string handler)
    {
        var form = page[page.IndexOf($"?handler={handler}\"", StringComparison.Ordinal)..];
        return Field().Match(form[..form.IndexOf("</form>", StringComparison.Ordinal)]) is { Success: true } found ? found.Groups["seen"].Value : throw new InvalidOperationException("The form carries no facts.");
    }

    private static string Changed(string page) => Table().Match(page) is { Success: true } found ? found.Value : throw new InvalidOperationException($"Nothing is shown as changed: {page}");

    [GeneratedRegex("""name="seen" [^>]*value="(?<seen>[^"]+)""")]
    private static partial Regex Field();

    [GeneratedRegex("<caption>您看过之后有人改了</caption>.*?</table>", RegexOptions.Singleline)]
    private static partial Regex Table();
}
