using System.Net;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Idle money on its page, and the people without whom no fund opens.</summary>
public sealed class IdleAndPeopleTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact]
    [Trait("rule", "F5")]
    public Task The_county_sees_what_lies_still_and_accepts_or_declines_what_is_proposed() => FundSite.Alone(async site =>
    {
        var story = await site.Qidu().WithMoney(500_000, new DateOnly(2026, 2, 2));
        var county = await site.SignIn("county");
        var page = await county.Read("/funds/idle");
        Assert.Contains("七都镇：收回 5,000.00 元", page, StringComparison.Ordinal);
        Assert.Contains("5,000.00 元闲置超过 60 天", page, StringComparison.Ordinal);
        Assert.Contains("文件下达未拨付", page, StringComparison.Ordinal);

        using (var declined = await county.Post("/funds/idle", "/funds/idle?handler=Decline", ("year", "2026"), ("township", story.Township), ("amount", "5000"), ("reason", "汛期将到")))
        {
            Assert.Equal(HttpStatusCode.Redirect, declined.StatusCode);
        }

        Assert.DoesNotContain("七都镇：收回", await county.Read("/funds/idle"), StringComparison.Ordinal);

        // A month later it is proposed again, and accepted; the cashier finds it on the desk.
        site.Clock.Advance(TimeSpan.FromDays(31));
        county = await site.SignIn("county");
        Assert.Contains("七都镇：收回 5,000.00 元", await county.Read("/funds/idle"), StringComparison.Ordinal);
        using var accepted = await county.Post("/funds/idle", "/funds/idle?handler=Accept", ("year", "2026"), ("township", story.Township), ("amount", "4000"));
        var address = accepted.Headers.Location!.ToString();
        Assert.StartsWith("/funds/sweep-backs/", address, StringComparison.Ordinal);
        var cashier = await site.SignIn("cashier");
        Assert.Contains(address, await cashier.Read("/"), StringComparison.Ordinal);
        using (var sent = await cashier.Post(address, $"{address}?handler=Send"))
        {
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        }

        var finance = await site.SignIn("county.finance");
        using (var received = await finance.Post(address, $"{address}?handler=Receive"))
        {
            Assert.Equal(HttpStatusCode.Redirect, received.StatusCode);
        }

        Assert.Equal(400_000, (await story.Fund()).Position.HandedBack);
        Assert.Empty(await site.Broken(story.County));
    });

    [Fact]
    [Trait("rule", "F5")]
    public async Task The_ages_that_pages_read_are_those_of_every_transfer_of_the_fund()
    {
        var (first, second) = (new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 20));
        var story = await site.NewTownship().WithMoney(300_000, first);
        var advance = await story.Approved(200_000, second);
        await story.Did(new IssueAdvance(story.NewId, story.As(Role.CountyFinance), story.County, advance, second));
        await story.Did(new ReceiveAdvance(story.NewId, story.As(Role.Cashier), story.County, advance, second));
        await story.Did(new DrawCash(story.NewId, story.As(Role.Cashier), story.County, FundStory.Year, 50_000));
        await story.Paid(90_000);
        var comesBack = await story.Paid(80_000);
        await story.Paid(70_000);
        await story.Paid(90_000);
        await story.Did(new ReturnPayment(story.NewId, story.As(Role.Cashier), story.County, comesBack, "户名不符"));
        await story.Did(new RebankCash(story.NewId, story.As(Role.Cashier), story.County, FundStory.Year, 20_000));

        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var reading = Assert.Single(await FundReadings.Read(db, scope.ServiceProvider.GetRequiredService<RuleShelf>(), story.County, story.Township, FundStory.Year, site.Clock.Today(), default));
        var fund = reading.Fund!.Fund;
        Assert.Equal(IdleMoney.Layers(fund.FundId, await FundTransfers.Read(db, story.County, fund, default)), reading.Layers);
        Assert.Equal([new MoneyLayer(first, 80_000), new MoneyLayer(second, 170_000)], reading.Layers);
    }

    [Fact]
    public async Task A_township_whose_duties_are_not_filled_gets_no_fund_until_a_stand_in_is_appointed()
    {
        var story = site.NewTownship();
        await Without(story.As(Role.Cashier).Name);
        var open = new OpenFund(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundStory.Year);
        var refused = await story.Send(open);
        Assert.Equal((FundRefusal.DutiesNotFilled, "cashier"), ((FundRefusal)refused.Refused!.Reason, refused.Refused.Detail["roles"]));

        // The bookkeeper cannot be the cashier too; somebody else can stand in.
        var today = Ledger.CountyDay.Of(site.Clock.Now);
        var appoint = new AppointStandIn(
            story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundRole.Cashier, story.As(Role.Bookkeeper).Name, story.As(Role.Cashier).Name, "任〔2026〕3号",
            today, new DateOnly(2026, 12, 31));
        Assert.Equal(FundRefusal.CashierMayNotSign, (await story.Send(appoint)).Refused!.Reason);
        await story.Did(appoint with { CommandId = story.NewId, UserName = story.As(Role.TownshipHandler).Name });
        await story.Did(open);
    }

    [Fact]
    public async Task A_stand_in_needs_a_document_a_person_and_somebody_to_stand_in_for()
    {
        var story = site.NewTownship();
        var appoint = new AppointStandIn(
            story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundRole.OfficeHead, story.As(Role.TownshipHandler).Name, story.As(Role.OfficeHead).Name, " ",
            Ledger.CountyDay.Of(site.Clock.Now), new DateOnly(2026, 12, 31));
        Assert.Equal(FundRefusal.DocumentNumberMissing, (await story.Send(appoint)).Refused!.Reason);
        Assert.Equal(FundRefusal.SecondPersonNeeded, (await story.Send(appoint with { DocumentNumber = "任 1", UserName = appoint.StandsInFor })).Refused!.Reason);
        Assert.Equal(SiteRefusal.NotFound, (await story.Send(appoint with { DocumentNumber = "任 1", UserName = "nobody" })).Refused!.Reason);
        Assert.Equal(FundRefusal.StandInNotBeforehand, (await story.Send(appoint with { DocumentNumber = "任 1", Until = new DateOnly(2026, 10, 31) })).Refused!.Reason);
        Assert.Equal(SiteRefusal.NotFound, (await story.Send(appoint with { DocumentNumber = "任 1", UserName = "auditor" })).Refused!.Reason);
    }

    [Fact]
    public async Task The_page_of_a_townships_people_names_each_duty_and_its_holder()
    {
        var county = await site.SignIn("county");
        var page = await county.Read("/funds/341722101/people");
        Assert.Contains("岗位已配齐", page, StringComparison.Ordinal);
        Assert.Contains("吴芳", page, StringComparison.Ordinal);
        using (var refused = await county.Post("/funds/341722101/people", "/funds/341722101/people?handler=Appoint",
            ("role", nameof(FundRole.Cashier)), ("userName", "office"), ("standsInFor", "bookkeeper"), ("documentNumber", ""), ("from", "2026-11-01"), ("until", "2026-11-30")))
        {
            // All that is in the way is said at once.
            var said = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.All(["出纳不能", "代班要事先任命", "没有担任这个岗位", "文号"], words => Assert.Contains(words, said, StringComparison.Ordinal));
        }

        using (var appointed = await county.Post("/funds/341722101/people", "/funds/341722101/people?handler=Appoint",
            ("role", nameof(FundRole.Cashier)), ("userName", "handler"), ("standsInFor", "cashier"), ("documentNumber", "任〔2026〕9号"), ("from", "2026-11-21"), ("until", "2026-11-30")))
        {
            Assert.Equal(HttpStatusCode.Redirect, appointed.StatusCode);
        }

        Assert.Contains("任〔2026〕9号", await county.Read("/funds/341722101/people"), StringComparison.Ordinal);
        using var forbidden = await (await site.SignIn("cashier.renli")).Get("/funds/341722101/people");
        Assert.Contains("/problem/403", forbidden.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    /// <summary>The appointment of one person ends; what they did stays.</summary>
    private async Task Without(string userName)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var user = await db.Users.SingleAsync(known => known.UserName == userName);
        var ended = await db.Appointments.SingleAsync(appointment => appointment.UserId == user.Id);
        ended.To = new DateOnly(2026, 1, 31);
        await db.SaveChangesAsync();
    }
}
