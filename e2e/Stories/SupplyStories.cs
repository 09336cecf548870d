using Jiuji.Ledger;
using Jiuji.Stories.Screens;
using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>What a charity offers comes to a household that has agreed to be known, and to nobody before.</summary>
public abstract class SupplyStories(RunningSite site)
{
    private const string SupplyHeadings = "资源编号,机构编号,资源类别,名称,单位,数量,每户限量,服务范围(编码;分号分隔),限定类别(编码;分号分隔),年龄下限,年龄上限,有效期至,是否易腐,说明";
    private const string NeedHeadings = "需求编号,家庭编号,需求类别,数量,紧急程度(1-4),最迟日期,发现来源,是否整份,说明";
    private const string Household = "H0257";

    private static DateOnly NextMonth => CountyDay.Of(TimeProvider.System.GetUtcNow()).AddDays(30);

    [Fact]
    [Trait("rule", "D5")]
    public async Task A_counsellor_finds_the_household_that_has_agreed()
    {
        await using var story = new Story(site);
        var (charity, station) = (await story.SignsIn("charity"), await story.SignsIn("station", width: Person.Phone));
        await new ImportScreen(charity, "/supply/import").Load(
            "supply.csv", SupplyHeadings, $"E2E-1,CH01,心理咨询,上门心理咨询,次,6,2,341722100,,,,{NextMonth:yyyy-MM-dd},否,周末可约");
        await new SupplyScreen(await story.SignsIn("county")).Publish("E2E-1");
        await new ImportScreen(station, "/needs/import").Load(
            "needs.csv", NeedHeadings, $"E2E-N1,{Household},心理咨询,2,3,{NextMonth:yyyy-MM-dd},村级协理员走访,是,近来常失眠");

        await new MatchScreen(await story.SignsIn("county")).Run();
        var match = await AgreeToBeKnown(story, station);
        await new MatchScreen(charity).Open(match);
        await new MatchScreen(charity).AcceptAsProvider();
        await new MatchScreen(charity).LookAtConsented();
        await Assertions.Expect(charity.Page.Locator("#shown")).ToContainTextAsync("000-");
        await new MatchScreen(charity).Deliver();

        await station.Opens(match);
        await new MatchScreen(station).Confirm("本人电话确认，已来过两次。");
        await HouseholdSeesWhoLooked(station);
        await story.EndsWithSoundBooks();
    }

    [Fact]
    public async Task A_sheet_with_a_fault_loads_nothing_and_names_the_cell()
    {
        await using var story = new Story(site);
        var charity = await story.SignsIn("charity");
        await new ImportScreen(charity, "/supply/import").LoadsNothing(
            "supply.csv", SupplyHeadings,
            [$"E2E-2,CH01,大米,大米,袋,5,1,341722,,,,{NextMonth:yyyy-MM-dd},否,", $"E2E-3,CH01,大米,大米,袋,-5,1,341722,,,,{NextMonth:yyyy-MM-dd},否,"], "3", "数量");
        await charity.OpensInVain("/supply/E2E-2", charity.T["error.not_found"]);
        story.Ends();
    }

    /// <summary>The lot is held, the household is asked, and only then does the charity hear of it.</summary>
    private static async Task<string> AgreeToBeKnown(Story story, Person station)
    {
        var screen = new MatchScreen(station);
        var match = await screen.AcceptProposalFor("E2E-N1");
        var charity = await story.SignsIn("charity");
        await charity.OpensInVain(match, charity.T["error.not_found"]);
        await screen.AskConsent();
        await screen.GiveConsent();
        await screen.Offer();
        return match;
    }

    private static async Task HouseholdSeesWhoLooked(Person station)
    {
        await station.Opens($"/households/{Household}");
        await station.Sees("惠民慈善会");
    }
}

[Collection(nameof(OnSqlite))]
public class SupplyStoriesOnSqlite(SqliteSite site) : SupplyStories(site);

[Collection(nameof(OnPostgres))]
public class SupplyStoriesOnPostgres(PostgresSite site) : SupplyStories(site);
