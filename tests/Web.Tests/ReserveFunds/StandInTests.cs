using System.Net;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Stand-ins (A/B 角): one act appoints them, and every step that they take says for whom.</summary>
public sealed class StandInTests(FundSite site) : IClassFixture<FundSite>
{
    private static readonly string Picture = Convert.ToBase64String([0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13]);
    private static readonly string OtherPicture = Convert.ToBase64String([0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 14]);

    private DateOnly Today => CountyDay.Of(site.Clock.Now);

    [Fact]
    [Trait("rule", "F9")]
    public async Task One_act_appoints_a_stand_in_who_then_signs_in_the_absent_ones_place()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var (head, deputy) = (story.As(Role.OfficeHead), story.As(Role.TownshipHandler));
        var number = await story.Investigated(50_000);
        var standIn = await story.Did(Appoint(story, deputy, head));
        var post = await site.Row<Appointment>(a => a.Id == standIn);
        Assert.Equal((Role.OfficeHead, story.Township, head.Name, Today, Today.AddDays(6)), (post.Role, post.TownshipCode, post.StandsInFor, post.From, post.To!.Value));

        var inPlace = InPlaceOf(deputy, head);
        Assert.Equal(FundRefusal.StandInNotAppointed, (await story.Refusal(new SignCase(story.NewId, inPlace, story.County, number, Today.AddDays(-1)))).Reason);
        await story.Did(new SignCase(story.NewId, inPlace, story.County, number));
        var leader = InPlaceOf(deputy, story.As(Role.LeaderAffairs));
        Assert.Equal(FundRefusal.StandInNotAppointed, (await story.Refusal(new SignCase(story.NewId, leader, story.County, number))).Reason);
        await story.Did(new SignCase(story.NewId, story.As(Role.LeaderAffairs), story.County, number));

        var aidCase = await site.CaseOf(story, number);
        var signed = await site.Row<LifecycleMove>(m => m.CountyCode == story.County && m.SubjectId == aidCase.Id && m.Role == FundRole.OfficeHead && m.Refusal == null);
        Assert.Equal((deputy.Name, head.Name), (signed.Actor, signed.StandsInFor));
        Assert.True(await site.Has<LifecycleMove>(m => m.SubjectId == aidCase.Id && m.StandsInFor == head.Name && m.Refusal == FundRefusal.StandInNotAppointed));
        var own = await site.Row<LifecycleMove>(m => m.CountyCode == story.County && m.SubjectId == aidCase.Id && m.Role == FundRole.LeaderForAffairs && m.Refusal == null);
        Assert.Equal("", own.StandsInFor);
    }

    [Fact]
    [Trait("rule", "F9")]
    public async Task A_stand_in_that_ends_early_signs_no_more()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var (head, deputy) = (story.As(Role.OfficeHead), story.As(Role.TownshipHandler));
        var standIn = await story.Did(Appoint(story, deputy, head));
        await story.Did(new EndStandIn(story.NewId, story.As(Role.CountyCivilAffairs), story.County, standIn, Today.AddDays(-1)));
        Assert.Equal(Today.AddDays(-1), (await site.Row<Appointment>(a => a.Id == standIn)).To);
        var number = await story.Investigated(50_000);
        Assert.Equal(FundRefusal.StandInNotAppointed, (await story.Refusal(new SignCase(story.NewId, InPlaceOf(deputy, head), story.County, number))).Reason);
    }

    [Fact]
    [Trait("rule", "F9")]
    [Trait("rule", "F14")]
    public async Task On_paper_and_on_the_telephone_the_stand_in_signs_while_the_holder_is_away()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var (head, deputy) = (story.As(Role.OfficeHead), site.NewTownship(story.County).As(Role.OfficeHead));
        await story.Did(Appoint(story, deputy, head));
        var number = await story.Investigated(50_000);
        await story.Did(new SignOnPaper(story.NewId, story.As(Role.TownshipHandler), story.County, number, FundRole.OfficeHead, "审批表.png", Picture));
        var aidCase = await site.CaseOf(story, number);
        var signed = await site.Row<LifecycleMove>(m => m.CountyCode == story.County && m.SubjectId == aidCase.Id && m.Role == FundRole.OfficeHead);
        Assert.Equal((deputy.Name, head.Name), (signed.Actor, signed.StandsInFor));

        var night = await story.Did(new RequestAidFirst(
            story.NewId, story.As(Role.TownshipHandler), story.County, await story.Household(), "ILLNESS", 30_000, story.Township));
        await story.Did(new RecordAidFirstCall(
            story.NewId, story.As(Role.TownshipHandler), story.County, night, FundRole.OfficeHead, "23:10 来电，同意", ScanName: "值班记录.png", Scan: OtherPicture));
        var called = await site.Row<LifecycleMove>(m => m.CountyCode == story.County && m.Trigger == nameof(AidFirstTrigger.AuthoriseByCall) && m.Actor == deputy.Name);
        Assert.Equal(head.Name, called.StandsInFor);
        Assert.True(await site.Has<Document>(d => d.CountyCode == story.County && d.FileName == "值班记录.png"));
    }

    [Fact]
    [Trait("rule", "F9")]
    public Task A_stand_in_chooses_the_post_and_every_page_says_for_whom_they_work() => FundSite.Alone(async site =>
    {
        var story = await site.Qidu().WithMoney(300_000);
        var number = await story.Investigated(50_000);
        var county = await site.SignIn("county");
        using (var appointed = await county.Post("/funds/341722101/people", "/funds/341722101/people?handler=Appoint",
            ("role", nameof(FundRole.OfficeHead)), ("userName", "handler"), ("standsInFor", "office"), ("documentNumber", "任〔2026〕7号"), ("from", "2026-11-21"), ("until", "2026-11-30")))
        {
            Assert.Equal(HttpStatusCode.Redirect, appointed.StatusCode);
        }

        // Whoever has a post of their own comes in by it.
        var deputy = await site.SignIn("handler");
        Assert.DoesNotContain("代 李国强", await deputy.Read("/"), StringComparison.Ordinal);
        Assert.Contains("代 李国强", await deputy.Read("/me"), StringComparison.Ordinal);
        var post = await site.Row<Appointment>(a => a.StandsInFor == "office");
        using (await deputy.Post("/me", "/me?handler=Appointment", ("appointment", post.Id.ToString())))
        {
            Assert.Contains("代 李国强", await deputy.Read("/"), StringComparison.Ordinal);
        }

        using (var refused = await deputy.Post($"/cases/{number}/sign", $"/cases/{number}/sign?handler=Refuse", ("reason", "已由保险赔付")))
        {
            Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        }

        Assert.Contains("陈立（代 李国强）", await county.Read($"/cases/{number}"), StringComparison.Ordinal);

        // The post ends by itself after its last day.
        site.Clock.GoTo(new DateOnly(2026, 12, 1));
        using var over = await deputy.Get("/");
        Assert.Contains("/sign-in", over.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("代 李国强", await (await site.SignIn("handler")).Read("/me"), StringComparison.Ordinal);
        Assert.Empty(await site.Broken(story.County));
    });

    private AppointStandIn Appoint(FundStory story, Actor who, Actor standsInFor) => new(
        story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundCapacity.Of(standsInFor.Role), who.Name, standsInFor.Name, "任〔2026〕1号", Today, Today.AddDays(6));

    /// <summary>The same person as the sign-in of the stand-in's post knows them.</summary>
    private static Actor InPlaceOf(Actor who, Actor absent) => who with { Role = absent.Role, TownshipCode = absent.TownshipCode, StandsInFor = absent.Name };
}
