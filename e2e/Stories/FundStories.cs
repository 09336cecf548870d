using Jiuji.Ledger.ReserveFunds;
using Jiuji.Stories.Screens;
using Jiuji.Web.Looks;
using Jiuji.Web.Seeding;
using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>The fund beside its cases: lists to the bank, cash, and money that lies still.</summary>
[Collection(nameof(OnSqlite))]
public class FundStories(SqliteSite site)
{
    [Fact]
    [Trait("trap", "T18")]
    public async Task What_is_ready_goes_to_the_bank_in_one_list_and_is_answered_by_it()
    {
        await using var story = new Story(site);
        var cashier = await story.SignsIn("cashier");
        await cashier.Opens("/");
        var address = await cashier.Page.Locator("main a[href$='/release']").First.GetAttributeAsync("href");
        await new CheckScreen(cashier).Release(address!.Split('/')[^2]);
        await cashier.Opens("/pay-lists");
        await cashier.Presses("paylist.build");
        await cashier.Presses("paylist.send");
        await Assertions.Expect(cashier.Button("paylist.send")).ToHaveCountAsync(0);
        await cashier.Presses("paylist.confirm");
        await cashier.Sees(cashier.T[EnumWords.Key(PaymentState.Paid)]);
        await story.EndsWithSoundBooks();
    }

    [Fact]
    [Trait("rule", "F5")]
    public async Task The_county_looks_at_what_lies_still_and_says_why_it_leaves_it()
    {
        await using var story = new Story(site);
        var county = await story.SignsIn("county");
        await county.Opens("/funds/idle");
        var proposals = county.Page.Locator(".part");
        var before = await proposals.CountAsync();
        Assert.True(before > 0, "The demo has a township that sits on its money.");
        var first = proposals.First;
        await first.Locator("summary").ClickAsync();
        await first.GetByLabel(county.T["common.reason"]).FillAsync("汛期将到，先留着");
        await county.Follow(first.Locator("details button"));
        await Assertions.Expect(proposals).ToHaveCountAsync(before - 1);
        await story.EndsWithSoundBooks();
    }

    [Fact]
    public async Task Cash_is_drawn_by_one_and_counted_by_another_before_a_witness()
    {
        await using var story = new Story(site);
        var year = Ledger.CountyDay.Of(TimeProvider.System.GetUtcNow()).Year;
        var cash = $"/funds/341722100/{year}/cash";
        var cashier = await story.SignsIn("cashier.renli");
        await cashier.Opens(cash);
        await cashier.Page.Locator("#move").FillAsync("200");
        await cashier.Presses("cash.draw");

        var bookkeeper = await story.SignsIn("bookkeeper.renli");
        await bookkeeper.Opens(cash);
        await bookkeeper.Page.Locator("#counted").FillAsync("200");
        await bookkeeper.Page.Locator("#witness").FillAsync("handler.renli");
        await bookkeeper.Presses("cash.record_count");
        await bookkeeper.Sees(DemoUsers.All.Single(user => user.UserName == "handler.renli").DisplayName);

        await cashier.Opens(cash);
        await cashier.Page.Locator("#move").FillAsync("200");
        await cashier.Presses("cash.rebank");
        await story.EndsWithSoundBooks();
    }
}
