using System.Net;
using Jiuji.Ledger;
using Jiuji.Matching;
using Jiuji.Matching.Organisations;
using Jiuji.Web.Database;
using Jiuji.Web.Seeding;
using Jiuji.Web.Tests.ReserveFunds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Matches;

/// <summary>What the county sees and sends on the pages of its charities and societies.</summary>
public sealed class OrganisationPagesTests(FundSite site) : IClassFixture<FundSite>
{
    private const string County = "341722";
    private static readonly byte[] Scan = "%PDF-1.4 the county decides"u8.ToArray();
    private static readonly byte[] Resolution = "%PDF-1.4 the council resolves"u8.ToArray();

    [Fact, Trait("rule", "G1")]
    public async Task A_charity_with_donated_money_left_does_not_end_until_the_money_is_passed_on()
    {
        var charity = ReferenceSeed.OrganisationId("CH03");
        var inHands = await Donated(charity, 88_050);
        var browser = await site.SignIn("county");
        await Sent(browser, "CH03", "Liquidate", ("reason", "理事会决议"), ("document", "石民〔2026〕7 号"));

        Assert.Contains("880.50", await browser.Read("/organisations/CH03"), StringComparison.Ordinal);
        using (var early = await browser.Post("/organisations/CH03", "/organisations/CH03?handler=End", ("reason", "注销"), ("document", "石民〔2026〕8 号")))
        {
            Assert.Equal(HttpStatusCode.OK, early.StatusCode);
            Assert.Contains("这个组织账上还有捐款", WebUtility.HtmlDecode(await early.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        Assert.Equal(OrganisationState.Liquidating, (await Standing(charity)).State);
        Assert.Equal(MatchingRefusal.MoneyLeftWithOrganisation, await Read(db => db.Set<Move>().Where(move => move.SubjectId == charity && move.Refusal != null).Select(move => move.Refusal!.Value).SingleAsync()));

        await Post(inHands with { Id = Guid.CreateVersion7(), From = inHands.To, To = inHands.To with { Kind = AccountKind.Spent }, Reason = "PassedOn" });
        await Sent(browser, "CH03", "End", ("reason", "注销"), ("document", "石民〔2026〕8 号"));
        Assert.Equal(OrganisationState.Ended, (await Standing(charity)).State);
        Assert.Empty(await site.Broken(County));
    }

    [Fact]
    public async Task The_scan_of_the_countys_decision_is_kept_under_its_hash_with_the_step()
    {
        var browser = await site.SignIn("county");
        using (var done = await browser.PostFile("/organisations/CH04", "/organisations/CH04?handler=Liquidate", ("paper", "decision.pdf", Scan), ("reason", "理事会决议"), ("document", " 石民〔2026〕9 号 ")))
        {
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        }

        var standing = await Standing(ReferenceSeed.OrganisationId("CH04"));
        Assert.Equal((OrganisationState.Liquidating, "石民〔2026〕9 号", HashOf(Scan)), (standing.State, standing.Document, standing.DocumentHash));
        var paper = await Read(db => db.Documents.AsNoTracking().SingleAsync(document => document.CountyCode == County && document.Hash == standing.DocumentHash));
        Assert.Equal(("decision.pdf", "application/pdf", "county"), (paper.FileName, paper.MediaType, paper.UploadedBy));
        Assert.Equal(Scan, paper.Content);
    }

    [Fact]
    public async Task What_is_no_scan_is_refused_and_the_charity_stands_as_it_stood()
    {
        var browser = await site.SignIn("county");
        using var refused = await browser.PostFile(
            "/organisations/CH05", "/organisations/CH05?handler=Liquidate", ("paper", "decision.pdf", "MZ a program"u8.ToArray()), ("reason", "理事会决议"), ("document", "石民〔2026〕10 号"));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("石民〔2026〕10 号", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.False(await Read(db => db.Set<OrganisationStanding>().AnyAsync(each => each.OrganisationId == ReferenceSeed.OrganisationId("CH05"))));
    }

    [Fact]
    public async Task A_society_is_closed_step_by_step_on_its_page_and_the_auditor_enters_what_is_left()
    {
        var county = await site.SignIn("county");
        Assert.Contains("/societies/MS04", await county.Read("/organisations"), StringComparison.Ordinal);
        using (var begun = await county.PostFile("/societies/MS04", "/societies/MS04?handler=BeginClosing", ("Typed.Paper", "resolution.pdf", Resolution), ("Typed.Reason", "并村"), ("Typed.Document", "高互决〔2026〕1 号")))
        {
            Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        }

        Assert.Equal(HashOf(Resolution), (await Standing(ReferenceSeed.OrganisationId("MS04"))).DocumentHash);
        var auditor = await site.SignIn("auditor");
        Assert.Contains("/societies/MS04", await auditor.Read("/organisations"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Status(auditor, "Audit", ("Typed.Reason", "清算审计"), ("Typed.Document", "石审〔2026〕9 号"), ("Typed.Fiscal", "一万")));
        Assert.Equal(HttpStatusCode.Redirect, await Status(auditor, "Audit", ("Typed.Reason", "清算审计"), ("Typed.Document", "石审〔2026〕9 号"), ("Typed.Fiscal", "10,000.00"), ("Typed.Donation", "2500.5")));

        var page = await county.Read("/societies/MS04");
        Assert.Contains("10,000.00", page, StringComparison.Ordinal);
        Assert.Contains("2,500.50", page, StringComparison.Ordinal);
        Assert.DoesNotContain("collective-to", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await Status(county, "MoveResidue", ("Typed.Reason", "移交"), ("Typed.Document", "石民〔2026〕3 号"), ("Typed.FiscalTo", "石台县财政局"), ("Typed.DonationTo", "石台县慈善协会")));
        Assert.Equal(HttpStatusCode.Redirect, await Status(county, "Close", ("Typed.Document", "石民〔2026〕4 号")));
        Assert.Contains("石台县财政局", await county.Read("/societies/MS04"), StringComparison.Ordinal);
        Assert.Equal((SocietyState.Closed, OrganisationState.Ended), ((await Standing(ReferenceSeed.OrganisationId("MS04"))).Society!.Value, (await Standing(ReferenceSeed.OrganisationId("MS04"))).State));
    }

    [Fact]
    public async Task A_charity_says_on_its_page_how_much_it_can_take_on()
    {
        var charity = await site.SignIn("charity");
        using (var set = await charity.Post("/supply/limits", "/supply/limits", ("Organisation", "CH01"), ("Kind", "GRANT_STUDY"), ("Units", "3000")))
        {
            Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        }

        Assert.Equal(300_000, await Read(db => db.Set<ProviderLimit>().Where(limit => limit.KindCode == "GRANT_STUDY").Select(limit => limit.Units).SingleAsync()));
        Assert.Contains("3,000.00", await charity.Read("/supply/limits"), StringComparison.Ordinal);
        using var others = await charity.Post("/supply/limits", "/supply/limits", ("Organisation", "CH02"), ("Kind", "GRANT_STUDY"), ("Units", "1"));
        Assert.Equal(HttpStatusCode.OK, others.StatusCode);
        Assert.Equal(1, await Read(db => db.Set<ProviderLimit>().CountAsync(limit => limit.KindCode == "GRANT_STUDY")));
    }

    private static async Task Sent(Browser browser, string code, string step, params (string, string)[] fields)
    {
        using var answer = await browser.Post($"/organisations/{code}", $"/organisations/{code}?handler={step}", fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> Status(Browser browser, string step, params (string, string)[] fields)
    {
        using var answer = await browser.Post("/societies/MS04", $"/societies/MS04?handler={step}", fields);
        return answer.StatusCode;
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));

    private Task<OrganisationStanding> Standing(Guid organisation) =>
        Read(db => db.Set<OrganisationStanding>().AsNoTracking().SingleAsync(each => each.CountyCode == County && each.OrganisationId == organisation));

    private async Task<T> Read<T>(Func<JiujiDb, Task<T>> read)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<JiujiDb>());
    }

    /// <summary>A donation in the charity's own book of the county.</summary>
    private async Task<Transfer> Donated(Guid charity, long fen)
    {
        var fund = new Fund
        {
            CountyCode = County, Id = Guid.CreateVersion7(), Owner = charity, Kind = FundKind.RestrictedDonation, Name = "助学捐款", Source = "某公司", Unit = AccountKey.Yuan,
            ValidFrom = new DateOnly(2026, 1, 1),
        };
        fund.Purposes.Add(new FundPurpose { CountyCode = County, FundId = fund.Id, Purpose = "GRANT_STUDY" });
        var received = new Transfer
        {
            Id = Guid.CreateVersion7(), From = new AccountKey(charity, fund.Id, AccountKind.Received, "", AccountKey.Yuan), To = new AccountKey(charity, fund.Id, AccountKind.InHands, "bank", AccountKey.Yuan),
            Amount = fen, Reason = "Donated", Purpose = "GRANT_STUDY", Actor = "county", OccurredOn = CountyDay.Of(site.Clock.Now),
        };
        await InBook(async book =>
        {
            await book.AddFund(fund, "county", default);
            Assert.Null((await book.Post([received], default)).Refused);
        });
        return received;
    }

    private Task Post(Transfer transfer) => InBook(async book => Assert.Null((await book.Post([transfer], default)).Refused));

    private async Task InBook(Func<Book, Task> write)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await write(new Book(db.Database.GetDbConnection(), transaction.GetDbTransaction(), County, site.Clock));
        await transaction.CommitAsync();
    }
}
