using Jiuji.Ledger;
using Jiuji.Matching.Supply;
using Jiuji.Stories.Screens;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;
using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>The day of those who are not on the way of a yuan or of a lot: a village's society, a household, whoever appoints people.</summary>
public abstract class RoleStories(RunningSite site)
{
    private const string Renli = "341722100";
    private const string Household = "H0089";
    private const string BornOn = "1971-03-31";

    private static DateOnly NextMonth => CountyDay.Of(TimeProvider.System.GetUtcNow()).AddDays(30);

    [Fact]
    [Trait("rule", "D2")]
    public async Task A_society_posts_what_its_village_has_and_the_county_publishes_it()
    {
        await using var story = new Story(site);
        var treasurer = await story.SignsIn("treasurer", width: Person.Phone);
        await treasurer.FollowsLink(treasurer.T["nav.supply"]);
        await treasurer.FollowsLink(treasurer.T["supply.new"]);
        await treasurer.Field("supply.aid_kind").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await treasurer.Page.Locator("#Typed_Name").FillAsync("村集体菜籽油");
        await treasurer.Page.Locator("#Typed_Quantity").FillAsync("12");
        await treasurer.Page.Locator("#Typed_ValidUntil").FillAsync($"{NextMonth:yyyy-MM-dd}");
        await treasurer.Presses("supply.send_to_review");
        var lot = new Uri(treasurer.Page.Url).AbsolutePath;

        await new SupplyScreen(await story.SignsIn("county")).Publish(lot.Split('/')[^1]);
        await treasurer.Opens(lot);
        await treasurer.Sees(treasurer.T[EnumWords.Key(LotState.Published)]);
        await treasurer.OpensInVain("/households", treasurer.T["signin.forbidden"]);
        await story.EndsWithSoundBooks();
    }

    [Fact]
    public async Task A_household_opens_its_own_page_with_the_slip_and_nobody_elses()
    {
        await using var story = new Story(site);
        var slip = await SlipScreen.Issue(await story.SignsIn("station", width: Person.Phone), Household);
        var household = await story.Comes(width: Person.Phone);
        var screen = new SlipScreen(household);
        await screen.Open(slip, BornOn);
        await household.Sees(household.T["slip.helped_with"]);
        await household.Sees(household.T["slip.who_looked"]);
        await household.Presses("slip.leave");
        await household.Opens("/h");
        Assert.True(await household.Field("slip.code").IsVisibleAsync());

        await household.Page.Locator("#n").FillAsync(slip.Number.Trim());
        await household.Page.Locator("#code").FillAsync(slip.Code.Trim());
        await household.Page.Locator("#birth").FillAsync("1971-03-30");
        await household.TriesInVain("slip.open", household.T["slip.wrong"]);
        await story.EndsWithSoundBooks();
    }

    [Fact]
    public async Task An_administrator_appoints_somebody_who_works_and_hands_over()
    {
        await using var story = new Story(site);
        var administrator = await story.SignsIn("admin");
        await administrator.FollowsLink(administrator.T["nav.users"]);
        await administrator.FollowsLink(administrator.T["users.appoint"]);
        await administrator.Page.Locator("#UserName").FillAsync("handler.new");
        await administrator.Page.Locator("#DisplayName").FillAsync("新来的");
        await administrator.Page.Locator("#Role").SelectOptionAsync(nameof(Role.TownshipHandler));
        await administrator.Page.Locator("#Area").SelectOptionAsync(Renli);
        await administrator.Page.Locator("#Document").FillAsync("仁政人〔2026〕9号");
        await administrator.Presses("users.appoint");
        var password = await administrator.Page.Locator("main code").InnerTextAsync();

        var newcomer = await story.Comes();
        var screen = new SignInScreen(newcomer);
        await newcomer.Opens("/sign-in");
        await screen.Fill("handler.new", password);
        await newcomer.Presses("signin.submit");
        await newcomer.Sees(newcomer.T["queue.title"]);

        await administrator.Opens("/users?search=handler.new");
        await administrator.FollowsLink(administrator.T["users.end"]);
        await administrator.Page.Locator("#document").FillAsync("仁政人〔2026〕10号");
        await administrator.Page.Locator("#successor").FillAsync("handler.renli");
        await administrator.Presses("users.end");
        await administrator.Sees("handler.renli");
        await story.EndsWithSoundBooks();
    }
}

[Collection(nameof(OnSqlite))]
public class RoleStoriesOnSqlite(SqliteSite site) : RoleStories(site);

[Collection(nameof(OnPostgres))]
public class RoleStoriesOnPostgres(PostgresSite site) : RoleStories(site);
