using System.Globalization;
using System.Net;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Consents;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>The pages of funds, cases and claims, as the people of one township and its county see them.</summary>
public sealed class FundPageTests(FundSite site) : IClassFixture<FundSite>, IAsyncLifetime
{
    private const string Fund = "/funds/341722101/2026";
    private static readonly SemaphoreSlim Once = new(1, 1);
    private static (FundSite Site, string Case, string Claim)? told;

    /// <summary>One story serves all the pages of this class: a fund with money, an accepted claim, and a case that waits for its signatures.</summary>
    public async Task InitializeAsync()
    {
        await Once.WaitAsync();
        if (told?.Site != site)
        {
            var story = await site.Qidu().WithMoney(500_000);
            await story.PapersAccepted(50_000);
            var claim = await story.Submitted();
            told = (site, await story.Investigated(80_000), claim);
        }

        Once.Release();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static string Filled(string address) => address.Replace("{case}", told!.Value.Case, StringComparison.Ordinal).Replace("{claim}", told!.Value.Claim, StringComparison.Ordinal);

    [Theory]
    [InlineData("county", "/funds")]
    [InlineData("auditor", "/funds")]
    [InlineData("county", Fund)]
    [InlineData("handler", Fund)]
    [InlineData("auditor", Fund + "/statement")]
    [InlineData("cashier", Fund + "/cash")]
    [InlineData("auditor", Fund + "/cash")]
    [InlineData("auditor", "/funds/idle")]
    [InlineData("county", Fund + "/year-end")]
    [InlineData("county.finance", "/funds/idle")]
    [InlineData("handler", "/funds/341722101/people")]
    [InlineData("bookkeeper", "/pay-lists")]
    [InlineData("county", "/pay-lists")]
    [InlineData("cashier", Fund + "/statement?month=11")]
    [InlineData("county", "/advances/new?township=341722101&year=2026")]
    [InlineData("county.finance", "/advances/documents/new")]
    [InlineData("handler", "/cases")]
    [InlineData("county", "/cases?show=All")]
    [InlineData("auditor", "/cases?show=Papers")]
    [InlineData("handler", "/cases/new")]
    [InlineData("handler", "/cases/{case}")]
    [InlineData("auditor", "/cases/{case}")]
    [InlineData("office", "/cases/{case}/sign")]
    [InlineData("cashier", "/cases/{case}/release")]
    [InlineData("handler", "/cases/{case}/print")]
    [InlineData("handler", "/claims")]
    [InlineData("bookkeeper", "/claims/new")]
    [InlineData("county", "/claims/{claim}")]
    [InlineData("auditor", "/claims/{claim}/print")]
    public async Task A_page_opens_for_whom_it_is(string user, string address)
    {
        var browser = await site.SignIn(user);
        Assert.Contains("<h1>", await browser.Read(Filled(address)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("handler.renli", Fund)]
    [InlineData("handler.renli", "/cases/{case}")]
    [InlineData("handler.renli", "/claims/{claim}")]
    [InlineData("cashier.renli", Fund + "/statement")]
    [InlineData("charity", "/funds")]
    [InlineData("charity", "/cases")]
    [InlineData("auditor", "/cases/new")]
    [InlineData("cashier", "/cases/{case}/sign")]
    [InlineData("office", "/cases/{case}/release")]
    [InlineData("handler", "/advances/new?township=341722101&year=2026")]
    [InlineData("county", "/claims/new")]
    public async Task A_page_stays_shut_to_everybody_else(string user, string address)
    {
        using var answer = await (await site.SignIn(user)).Get(Filled(address));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/problem/403", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("county.qy", "/cases/{case}")]
    [InlineData("county.qy", "/claims/{claim}")]
    [InlineData("county.qy", Fund)]
    [InlineData("county", "/funds/341722101/1999/statement")]
    public async Task What_is_not_in_the_county_is_not_there(string user, string address)
    {
        using var answer = await (await site.SignIn(user)).Get(Filled(address));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Somebody_of_a_township_is_taken_to_their_own_fund()
    {
        using var answer = await (await site.SignIn("handler")).Get("/funds");
        Assert.Equal(Fund, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_payee_is_masked_until_the_check_is_opened_and_opening_is_noted()
    {
        var (number, browser) = (told!.Value.Case, await site.SignIn("office"));
        var closed = await browser.Read($"/cases/{number}/sign");
        Assert.Contains("王*芳", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("王小芳", closed, StringComparison.Ordinal);

        using var opened = await browser.Post($"/cases/{number}/sign", $"/cases/{number}/sign?handler=Open");
        var page = WebUtility.HtmlDecode(await opened.Content.ReadAsStringAsync());
        Assert.Contains("王小芳", page, StringComparison.Ordinal);
        Assert.Contains("捌佰元整", page, StringComparison.Ordinal);
        await using var scope = site.Services.CreateAsyncScope();
        var noted = await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<Disclosure>().Where(d => d.Actor == "office").ToListAsync();
        Assert.Contains(noted, disclosure => disclosure.Purpose == $"Sign {number}");
    }

    [Fact]
    public async Task A_refused_form_says_why_and_keeps_what_was_typed()
    {
        var browser = await site.SignIn("county.finance");
        using var answer = await browser.Post("/advances/documents/new", "/advances/documents/new", ("number", ""), ("title", "预拨二季度"), ("amount", "1000"), ("issuedOn", "2026-11-20"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("预拨二季度", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_statement_runs_to_what_is_in_hands()
    {
        var csv = await (await site.SignIn("auditor")).Read(Fund + "/statement?handler=Csv");
        Assert.Contains("500.00,4500.00", csv.Trim().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,200", 120_000L)]
    [InlineData("1200.5", 120_050L)]
    [InlineData("0.01", 1L)]
    [InlineData("1.005", null)]
    [InlineData("-3", null)]
    [InlineData("", null)]
    public void An_amount_is_read_to_the_fen_or_not_at_all(string typed, long? fen) => Assert.Equal(fen, YuanText.Fen(typed));

    [Fact]
    [Trait("trap", "T21")]
    public async Task The_table_by_month_shows_where_the_money_was_and_a_township_sees_its_own()
    {
        var county = await site.SignIn("county");
        Assert.Contains("2026-11", await county.Read("/funds/months?year=2026"), StringComparison.Ordinal);
        using var csv = await county.Get("/funds/months?handler=Csv&year=2026&township=341722101");
        var november = (await csv.Content.ReadAsStringAsync()).Split('\n').Single(line => line.Contains("2026-11", StringComparison.Ordinal));
        var parts = november.Trim().Split(',')[2..].Select(part => decimal.Parse(part, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(5000, parts[1]);
        Assert.Equal(parts[..3].Sum(), parts[3..].Sum());
        using var other = await (await site.SignIn("handler.renli")).Get("/funds/months?handler=Csv&year=2026&township=341722101");
        Assert.DoesNotContain("七都镇", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
