using Jiuji.Ledger.ReserveFunds;
using Jiuji.Stories.Screens;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;
using Microsoft.Playwright;
using static Jiuji.Stories.ClockedSite;

namespace Jiuji.Stories;

/// <summary>What must not wait for the morning.</summary>
public class NightStories
{
    private const int Year = 2025;
    private static readonly DateOnly NationalDay = new(Year, 10, 1);
    private static readonly DateOnly NextWorkingDay = new(Year, 10, 9);

    [Fact]
    [Trait("rule", "F13")]
    [Trait("rule", "F14")]
    [Trait("trap", "T10")]
    public Task A_strangers_house_burns_on_a_holiday_night_where_the_gate_is_shut_and_he_is_helped() => ClockedSite.Tell(new DateOnly(Year, 1, 6), async site =>
    {
        await ShutGate(site);
        site.Clock.Now = new DateTimeOffset(NationalDay.ToDateTime(new TimeOnly(23, 0)), TimeSpan.FromHours(8));
        string number;
        await using (var night = new Story(site, "The_night_of_the_fire"))
        {
            await SeesTheGateShut(night);
            number = await TakesInTheStranger(night);
            await IsPaidTheSameNight(night, number);
            night.Ends();
        }

        site.Clock.GoTo(NextWorkingDay);
        await using var morning = new Story(site, "After_the_fire");
        await CompletesWhoHeIs(morning, number);
        await SignsAndFiles(morning, number);
        await Clears(morning, number);
        await SeesTheCount(morning);
        await morning.EndsWithSoundBooks();
    });

    /// <summary>Papers of July are overdue, so no ordinary advance comes; a thousand yuan lie ready with the cashier on duty.</summary>
    private static async Task ShutGate(ClockedSite site)
    {
        await site.Did(new RegisterJointDocument(NewId, As(Role.CountyCivilAffairs, ""), County, "石民财〔2025〕1号", "关于预拨备用金的通知", new DateOnly(Year, 1, 6), 500_000));
        await site.OpenWithMoney(Qidu, Year, "石民财〔2025〕1号", 500_000);
        site.Clock.GoTo(new DateOnly(Year, 7, 14));
        var number = await site.Did(new AcceptCase(NewId, As(Role.TownshipHandler, Qidu), County, await site.Household("YH0001", Qidu), AidType.Emergency, "ILLNESS", 80_000));
        await site.Did(new InvestigateCase(NewId, As(Role.TownshipHandler, Qidu), County, number, "入户属实"));
        foreach (var signer in (Role[])[Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance])
        {
            await site.Did(new SignCase(NewId, As(signer, Qidu), County, number));
        }

        await site.Did(new ReleasePayment(NewId, As(Role.Cashier, Qidu), County, number));
        await site.Did(new ConfirmPaid(NewId, As(Role.Cashier, Qidu), County, number));
        site.Clock.GoTo(new DateOnly(Year, 9, 30));
        await site.Did(new DrawCash(NewId, As(Role.Cashier, Qidu), County, Year, 100_000));
    }

    private static async Task SeesTheGateShut(Story night)
    {
        var county = await night.SignsIn("county");
        await new FundScreen(county, Qidu, Year).Open();
        await Assertions.Expect(county.Button("advance.new")).ToBeDisabledAsync();
        await county.Sees(county.T["gate.still_works"]);
    }

    /// <summary>No papers, no file: a name he gives and what happened is enough.</summary>
    private static async Task<string> TakesInTheStranger(Story night)
    {
        var handler = await night.SignsIn("handler", width: Person.Phone);
        await handler.Opens("/cases/new");
        await handler.FollowsLink(handler.T["casenew.stranger"]);
        await handler.Fills("stranger.called", "自称老吴");
        await handler.Fills("stranger.people", "2");
        await handler.Fills("stranger.happened", "外省过路人，租住的房屋失火，证件烧毁");
        await handler.Presses(EnumWords.Key(DeskWork.TakeInStranger));
        await handler.Page.GetByRole(AriaRole.Radio, new() { Name = handler.T[EnumWords.Key(AidType.Emergency)] }).CheckAsync();
        await handler.Page.GetByRole(AriaRole.Radio, new() { Name = handler.T["casenew.aid_first"] }).CheckAsync();
        await handler.Field("case.cause").SelectOptionAsync("DISASTER");
        await handler.Fills("common.amount_yuan", "600");
        await handler.Presses("case.accept");
        return new Uri(handler.Page.Url).Segments[^1];
    }

    private static async Task IsPaidTheSameNight(Story night, string number)
    {
        var handler = await night.SignsIn("handler", width: Person.Phone);
        await new CaseScreen(handler).OpenStep(number, CaseWork.RecordCall);
        await handler.Field("aidfirst.signer").SelectOptionAsync(nameof(FundRole.LeaderForAffairs));
        await handler.Fills("aidfirst.said", "23:05 来电，同意先付 600 元");
        await handler.Presses(EnumWords.Key(CaseWork.RecordCall));

        // The telephone is not enough while the gate is shut: the county's officer on duty signs too.
        var payer = await night.SignsIn("cashier", width: Person.Phone);
        await HandsOver(payer, number);
        await payer.TriesInVain(EnumWords.Key(AidFirstTrigger.Pay), payer.T["refusal.CountyCountersignatureNeeded"]);
        var duty = await night.SignsIn("county");
        await new CaseScreen(duty).TakeStep(number, AidFirstTrigger.Countersign);

        await HandsOver(payer, number);
        await payer.Presses(EnumWords.Key(AidFirstTrigger.Pay));
        await new CaseScreen(payer).Shows(PaymentState.Paid);
    }

    /// <summary>Cash for a thumbprint before two witnesses, for he has no account.</summary>
    private static async Task HandsOver(Person payer, string number)
    {
        await new CaseScreen(payer).OpenStep(number, AidFirstTrigger.Pay);
        await payer.Page.Locator("#reason").SelectOptionAsync(nameof(CashReason.DisasterBridging));
        await payer.Page.Locator("#receipt").SelectOptionAsync(nameof(ReceiptForm.Thumbprint));
        await payer.Page.Locator("#witnessOne").FillAsync("村民李某");
        await payer.Page.Locator("#witnessTwo").FillAsync("村民王某");
    }

    private static async Task CompletesWhoHeIs(Story morning, string number)
    {
        await new CaseScreen(await morning.SignsIn("affairs")).TakeStep(number, AidFirstTrigger.SignCall);
        var handler = await morning.SignsIn("handler", width: Person.Phone);
        await new CaseScreen(handler).OpenStep(number, CaseWork.CompleteIdentity);
        await handler.Fills("common.name", "吴大山");
        await handler.Fills("household.id_number", "999999197001010017");
        await handler.Presses(EnumWords.Key(CaseWork.CompleteIdentity));
        await new CaseScreen(await morning.SignsIn("bookkeeper")).TakeStep(number, CaseWork.CallBack);
    }

    private static async Task SignsAndFiles(Story morning, string number)
    {
        var handler = await morning.SignsIn("handler", width: Person.Phone);
        await new CaseScreen(handler).Open(number);
        await new CaseScreen(handler).Investigate("现场查看，房屋烧毁，情况属实");
        foreach (var signer in (string[])["office", "affairs", "finance"])
        {
            await new CheckScreen(await morning.SignsIn(signer)).Sign(number);
        }

        await new CaseScreen(handler).File(number);
    }

    /// <summary>The money counts as spent only now, a week after he had it.</summary>
    private static async Task Clears(Story morning, string number)
    {
        var fund = new FundScreen(await morning.SignsIn("county"), Qidu, Year);
        await fund.Open();
        Assert.Equal(0, await fund.Approved());
        await new CaseScreen(await morning.SignsIn("handler", width: Person.Phone)).SubmitPapers(number);
        await new CaseScreen(await morning.SignsIn("bookkeeper")).AcceptPapers(number);
        var handler = new ClaimScreen(await morning.SignsIn("handler"));
        var claim = await handler.DraftAndSubmit();
        await handler.Lists(number);
        await new ClaimScreen(await morning.SignsIn("county")).Approve(claim);
        await new ClaimScreen(await morning.SignsIn("county.finance")).Clear(claim);
        await fund.Open();
        Assert.Equal(600, await fund.Approved());
    }

    /// <summary>Anybody may read that aid went first once, and nobody's name.</summary>
    private static async Task SeesTheCount(Story morning)
    {
        var anybody = await morning.Comes();
        await anybody.Opens($"/disclosure/counts?county={County}&year={Year}");
        var row = anybody.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "七都镇" });
        await Assertions.Expect(row.GetByRole(AriaRole.Cell).Nth(4)).ToHaveTextAsync("1");
        await Assertions.Expect(anybody.Page.Locator("main")).Not.ToContainTextAsync("吴");
    }
}
