using Jiuji.Ledger;
using Jiuji.Matching.Needs;
using Jiuji.Stories.Screens;
using Jiuji.Web.Looks;
using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>What goes wrong between a proposal and a household: a no, a part, a recall, and a household that changes its mind.</summary>
[Collection(nameof(OnSqlite))]
public class DeliveryStories(SqliteSite site)
{
    private const string SupplyHeadings = "资源编号,机构编号,资源类别,名称,单位,数量,每户限量,服务范围(编码;分号分隔),限定类别(编码;分号分隔),年龄下限,年龄上限,有效期至,是否易腐,说明";
    private const string NeedHeadings = "需求编号,家庭编号,需求类别,数量,紧急程度(1-4),最迟日期,发现来源,是否整份,说明";
    private const string Fed = "H0073";
    private const string Heard = "H0089";
    private const string BornOn = "1971-03-31";

    private static DateOnly NextMonth => CountyDay.Of(TimeProvider.System.GetUtcNow()).AddDays(30);

    [Fact]
    [Trait("trap", "T17")]
    [Trait("rule", "D5")]
    public async Task A_declined_proposal_a_part_delivery_a_recall_and_a_consent_withdrawn_on_the_way()
    {
        await using var story = new Story(site);
        var (charity, station, county) = (await story.SignsIn("charity"), await story.SignsIn("station", width: Person.Phone), await story.SignsIn("county"));
        await new ImportScreen(charity, "/supply/import").Load(
            "supply.csv", SupplyHeadings,
            $"E2E-G1,CH01,学习用品,书包文具,套,6,3,341722100,,,,{NextMonth:yyyy-MM-dd},否,", $"E2E-G2,CH01,评估帮扶,上门评估,次,6,2,341722100,,,,{NextMonth:yyyy-MM-dd},否,");
        await new SupplyScreen(county).Publish("E2E-G1");
        await new SupplyScreen(county).Publish("E2E-G2");
        await new ImportScreen(station, "/needs/import").Load(
            "needs.csv", NeedHeadings,
            $"E2E-GN1,{Fed},学习用品,3,3,{NextMonth:yyyy-MM-dd},村级协理员走访,否,", $"E2E-GN2,{Heard},评估帮扶,1,3,{NextMonth:yyyy-MM-dd},村级协理员走访,是,");
        await new MatchScreen(county).Run();

        await Declined(charity, station);
        await new MatchScreen(county).Run();
        await PartThenRecalled(charity, station, county);
        await WithdrawnOnTheWay(story, charity, station);
        await story.EndsWithSoundBooks();
    }

    private static async Task Declined(Person charity, Person station)
    {
        var match = await new MatchScreen(station).AcceptProposalFor("E2E-GN1");
        await new MatchScreen(station).Offer();
        await charity.Opens(match);
        await new MatchScreen(charity).Decline("书包还没有到货");
    }

    private static async Task PartThenRecalled(Person charity, Person station, Person county)
    {
        var match = await new MatchScreen(station).AcceptProposalFor("E2E-GN1");
        await new MatchScreen(station).Offer();
        await charity.Opens(match);
        await new MatchScreen(charity).AcceptAsProvider();
        await new MatchScreen(charity).DeliverPart(1);
        await new SupplyScreen(county).Recall("E2E-G1", "笔芯有异味");
        await Assertions.Expect(county.Page.Locator("#received")).ToContainTextAsync(Fed);
        await station.Opens("/needs/E2E-GN1");
        await station.Sees(station.T[EnumWords.Key(NeedState.PartMet)]);
    }

    /// <summary>The household lets this one delivery finish and nothing after it; then it says itself that it has come.</summary>
    private static async Task WithdrawnOnTheWay(Story story, Person charity, Person station)
    {
        var screen = new MatchScreen(station);
        var match = await screen.AcceptProposalFor("E2E-GN2");
        await screen.AskConsent();
        await screen.GiveConsent();
        await screen.Offer();
        await charity.Opens(match);
        await new MatchScreen(charity).AcceptAsProvider();

        var household = await story.Comes(width: Person.Phone);
        var slip = new SlipScreen(household);
        await slip.Open(await SlipScreen.Issue(station, Heard), BornOn);
        await household.Presses("slip.finish_this");
        await household.Sees(household.T["slip.withdrawn"]);

        await charity.Opens(match);
        await new MatchScreen(charity).Deliver();
        await household.Opens("/h");
        await household.Presses("slip.received");
        await household.Sees(household.T["slip.thanks"]);
    }
}
