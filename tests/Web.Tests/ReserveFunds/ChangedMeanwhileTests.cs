using System.Net;
using System.Text.RegularExpressions;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Lost updates: a form drawn before somebody else's step does nothing, and says what was seen and what is there now. The same form sent twice does one thing.</summary>
public sealed partial class ChangedMeanwhileTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact]
    public async Task A_step_of_a_case_that_moved_on_meanwhile_is_refused_with_both_versions()
    {
        var story = await Money();
        var number = await story.Investigated(50_000);
        var page = $"/cases/{number}/do/AidCase.Refuse";
        var office = await site.SignIn("office");
        var seen = SeenOn(await office.Read(page));
        await story.Did(new SignCase(story.NewId, story.As(Role.LeaderAffairs), story.County, number));

        var (status, said) = await Sent(office, page, page, ("reason", "收入高于标准"), ("seen", seen));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("别人刚改过", said, StringComparison.Ordinal);
        var changed = ChangedTable().Match(said).Value;
        Assert.Contains("已调查", changed, StringComparison.Ordinal);
        Assert.Contains("签字中", changed, StringComparison.Ordinal);
        Assert.Equal(AidCaseState.Signing, (await site.Row<AidCase>(c => c.Number == number && c.CountyCode == story.County)).State);

        // The page that is shown again carries what is there now: looked at and sent once more, it is done.
        Assert.Equal(HttpStatusCode.Redirect, (await Sent(office, page, page, ("reason", "收入高于标准"), ("seen", SeenOn(said)))).Status);
    }

    [Fact]
    public async Task An_advance_that_somebody_else_has_approved_meanwhile_is_shown_anew()
    {
        var story = await Money();
        var document = $"民财 {story.NewId:N}";
        await story.Did(new RegisterJointDocument(story.NewId, story.As(Role.CountyCivilAffairs), story.County, document, "追加预拨", new DateOnly(2026, 11, 2), 200_000));
        var advance = await story.Did(new DraftAdvance(story.NewId, story.As(Role.CountyCivilAffairs), story.County, "341722101", 2026, document, 200_000, AdvanceKind.Ordinary, null, ""));
        var page = $"/advances/{advance}";
        var county = await site.SignIn("county");
        var seen = SeenOn(await county.Read(page));
        await story.Did(new ApproveAdvance(story.NewId, story.As(Role.CountyCivilAffairs), story.County, advance));
        var (status, said) = await Sent(county, page, $"{page}?handler=Cancel", ("seen", seen));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.NotEmpty(ChangedTable().Match(said).Value);
        Assert.Equal(AdvanceState.CivilAffairsApproved, (await site.Row<Advance>(a => a.Id == advance)).State);
    }

    [Fact]
    public async Task The_same_form_sent_twice_does_one_thing_though_it_changed_what_it_had_seen()
    {
        var story = await Money();
        var number = await story.Investigated(50_000);
        var page = $"/cases/{number}/do/AidCase.Withdraw";
        var handler = await site.SignIn("handler");
        var drawn = await handler.Read(page);
        var (id, seen) = (Guid.CreateVersion7().ToString(), SeenOn(drawn));
        Assert.Equal(HttpStatusCode.Redirect, (await Sent(handler, page, page, ("commandId", id), ("reason", "不需要了"), ("seen", seen))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Sent(handler, page, page, ("commandId", id), ("reason", "不需要了"), ("seen", seen))).Status);
        var aidCase = await site.CaseOf(story, number);
        Assert.Equal(AidCaseState.Withdrawn, aidCase.State);
        Assert.False(await site.Has<LifecycleMove>(move => move.CountyCode == story.County && move.SubjectId == aidCase.Id && move.Refusal != null));
    }

    /// <summary>The one township whose people sign in has one fund of the year, whichever story comes first.</summary>
    private async Task<FundStory> Money()
    {
        var story = site.Qidu();
        return await site.Has<ReserveFund>(fund => fund.CountyCode == story.County) ? story : await story.WithMoney(900_000);
    }

    private static async Task<(HttpStatusCode Status, string Said)> Sent(Browser browser, string page, string action, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.Post(page, action, fields);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static string SeenOn(string page) => SeenField().Match(page) is { Success: true } found ? found.Groups["seen"].Value : throw new InvalidOperationException("The page carries no facts.");

    [GeneratedRegex("""name="seen" value="(?<seen>[^"]+)"|value="(?<seen>[^"]+)" name="seen"|name="seen"[^>]*value="(?<seen>[^"]+)""")]
    private static partial Regex SeenField();

    [GeneratedRegex("<caption>您看过之后有人改了</caption>.*?</table>", RegexOptions.Singleline)]
    private static partial Regex ChangedTable();
}
