using Jiuji.Web.Database;
using Jiuji.Web.Features.Users;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Who leaves a post hands over what is open, by a document and to somebody who holds the post (X5).</summary>
public sealed class HandOverTests(FundSite site) : IClassFixture<FundSite>
{
    private static readonly Actor Administrator = new(Guid.CreateVersion7(), "admin", Role.Administrator, "", "", null);
    private static readonly DateOnly LastDay = new(2026, 11, 21);

    [Fact]
    public async Task An_appointment_ends_by_a_document_with_its_open_work_listed_and_handed_over()
    {
        var story = await site.Qidu().WithMoney(500_000);
        var number = await story.Investigated(30_000);
        var (leaver, post) = await Post("office");

        Assert.Equal(SiteRefusal.SuccessorMissing, await Refusal(End(post, "")));
        Assert.Equal(SiteRefusal.SuccessorNotAppointed, await Refusal(End(post, "affairs")));
        await story.Did(new AppointUser(story.NewId, Administrator, "office.next", "新主任", "x", false, Role.OfficeHead, story.County, story.Township, null, "任命", new DateOnly(2026, 11, 1)));
        var id = await story.Did(End(post, "office.next"));

        await using var scope = site.Services.CreateAsyncScope();
        var kept = await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<HandOver>().Include(h => h.Items).SingleAsync(h => h.Id == id);
        Assert.Equal(("office", "office.next"), (kept.From, kept.To));
        Assert.Contains(kept.Items, item => item.Number == number && item.Word == "queue.to_sign");
        Assert.Contains(number, await (await site.SignIn("admin")).Read($"/users/hand-overs/{id}"), StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromDays(1));
        using var late = await leaver.Get("/");
        Assert.NotEqual(System.Net.HttpStatusCode.OK, late.StatusCode);
        site.Clock.Advance(TimeSpan.FromDays(-1));
        Assert.Equal(SiteRefusal.ChangedMeanwhile, await Refusal(End(post, "office.next")));

        EndAppointment End(Guid appointment, string successor) => new(story.NewId, Administrator, story.County, appointment, LastDay, "石民〔2026〕9号", successor);
    }

    [Theory]
    [InlineData("/users")]
    [InlineData("/users/new")]
    public async Task The_administrator_opens_the_pages_of_people(string address) =>
        Assert.Contains("<h1>", await (await site.SignIn("admin")).Read(address), StringComparison.Ordinal);

    private async Task<Enum?> Refusal(EndAppointment command) => (await site.Qidu().Send(command)).Refused?.Reason;

    private async Task<(Browser Browser, Guid Post)> Post(string userName)
    {
        var browser = await site.SignIn(userName);
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        return (browser, await db.Appointments.Where(a => db.Users.Any(u => u.Id == a.UserId && u.UserName == userName)).Select(a => a.Id).SingleAsync());
    }
}
