using System.Net;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Consents;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Documents;
using Jiuji.Web.Files;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Photos and scans of a case's papers: kept by what they are, opened by a step that is noted, and sent so that nothing in them runs.</summary>
public sealed class CasePapersTests(FundSite site) : IClassFixture<FundSite>
{
    private static readonly byte[] Photo = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4];

    [Fact]
    public async Task A_photo_of_a_paper_is_opened_by_a_noted_step_and_nothing_in_it_runs()
    {
        var story = site.Qidu();
        var number = await Paid(story);
        await story.Did(new SubmitScans(story.NewId, story.As(Role.TownshipHandler), story.County, number, [new PaperScan(DocumentKinds.IdCopy, Taken("证件.jpg", Photo))]));
        var paper = await PaperOf(number);

        using var answer = await (await site.SignIn("bookkeeper")).Get($"/cases/{number}/papers?handler=File&paper={paper}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Photo, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        await using var scope = site.Services.CreateAsyncScope();
        Assert.True(await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<Disclosure>().AnyAsync(d => d.Actor == "bookkeeper" && d.Purpose == $"id-copy {number}"));

        foreach (var (user, status) in new[] { ("bookkeeper.renli", HttpStatusCode.Redirect), ("county.qy", HttpStatusCode.NotFound) })
        {
            using var refused = await (await site.SignIn(user)).Get($"/cases/{number}/papers?handler=File&paper={paper}");
            Assert.Equal(status, refused.StatusCode);
        }
    }

    [Fact, Trait("trap", "T27")]
    public async Task One_receipt_does_not_prove_two_payments()
    {
        var story = site.Qidu();
        byte[] receipt = [0xff, 0xd8, 0xff, 0xe1, 9, 9];
        var papers = new PaperScan[] { new(DocumentKinds.Receipt, Taken("回单.jpg", receipt)) };
        await story.Did(new SubmitScans(story.NewId, story.As(Role.TownshipHandler), story.County, await Paid(story), papers));
        var second = await Paid(story);
        var refused = await story.Refusal(new SubmitScans(story.NewId, story.As(Role.TownshipHandler), story.County, second, papers));
        Assert.Equal(SiteRefusal.FileUsedElsewhere, refused.Reason);
    }

    private static bool hasMoney;

    private static async Task<string> Paid(FundStory story)
    {
        if (!hasMoney)
        {
            hasMoney = true;
            await story.WithMoney(900_000);
        }

        return await story.Paid(30_000);
    }

    private static Scan Taken(string name, byte[] content) => Scan.Of(name, content).Scan!;

    private async Task<Guid> PaperOf(string number)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        return await db.Set<Paper>().Where(paper => db.Set<Payment>().Any(p => p.Id == paper.PaymentId && db.Set<AidCase>().Any(c => c.Id == p.AidCaseId && c.Number == number)))
            .Select(paper => paper.Id).SingleAsync();
    }
}
