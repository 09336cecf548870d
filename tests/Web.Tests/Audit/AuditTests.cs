using System.Net;
using Jiuji.Ledger.Exports;
using Jiuji.Web.Tests.ReserveFunds;
using Xunit;

namespace Jiuji.Web.Tests.Audit;

/// <summary>The auditor's pages: what is drawn can be drawn again, what is taken away proves itself, and nobody else comes in.</summary>
public sealed class AuditTests(FundSite site) : IClassFixture<FundSite>, IAsyncLifetime
{
    private static readonly SemaphoreSlim Once = new(1, 1);
    private static FundSite? told;

    public async Task InitializeAsync()
    {
        await Once.WaitAsync();
        if (told != site)
        {
            var story = await site.Qidu().WithMoney(900_000);
            foreach (var fen in (long[])[80_000, 120_000, 149_000])
            {
                await story.Paid(fen);
            }

            told = site;
        }

        Once.Release();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("auditor", "/audit")]
    [InlineData("auditor", "/audit/sample")]
    [InlineData("county.finance", "/audit/digits?year=2026")]
    [InlineData("auditor", "/audit/check")]
    [InlineData("county", "/audit/sample?population=Transfers&method=Random&size=3&seed=x")]
    [InlineData("county", "/reports")]
    [InlineData("handler", "/reports?kind=VillageMonthly")]
    [InlineData("station", "/reports")]
    [InlineData("county", "/reports?kind=CountyHalfYearly")]
    [InlineData("auditor", "/reports/standing")]
    [InlineData("cashier", "/reports/standing?year=2026")]
    [InlineData("auditor", "/reports/ranking")]
    [InlineData("handler", "/disclosure")]
    [InlineData("auditor", "/disclosure")]
    [InlineData("auditor", "/disclosure/counts?county=341722&year=2026")]
    [InlineData("charity", "/disclosure/charity")]
    [InlineData("county", "/disclosure/charity")]
    public async Task A_page_opens_for_whom_it_is(string user, string address) => Assert.Contains("<h1>", await (await site.SignIn(user)).Read(address), StringComparison.Ordinal);

    [Theory]
    [InlineData("handler", "/audit")]
    [InlineData("charity", "/audit/sample")]
    [InlineData("handler", "/reports/ranking")]
    [InlineData("charity", "/reports")]
    [InlineData("handler", "/disclosure/charity")]
    [InlineData("handler.renli", "/reports/balance/341722101/2026")]
    public async Task A_page_stays_shut_to_everybody_else(string user, string address)
    {
        using var answer = await (await site.SignIn(user)).Get(address);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    [Trait("rule", "G8")]
    public async Task A_sample_without_a_seed_gets_one_and_the_same_address_draws_the_same()
    {
        var auditor = await site.SignIn("auditor");
        using var made = await auditor.Get("/audit/sample?population=Payments&method=MonetaryUnit&size=2");
        var address = made.Headers.Location!.OriginalString;
        Assert.Contains("seed=", address, StringComparison.Ordinal);
        var csv = address.Replace("/audit/sample?", "/audit/sample?handler=Csv&", StringComparison.Ordinal);
        Assert.Equal(await auditor.Read(csv), await auditor.Read(csv));
    }

    [Fact]
    [Trait("rule", "G9")]
    public async Task The_pack_that_is_downloaded_proves_itself_without_the_site()
    {
        using var answer = await (await site.SignIn("auditor")).Get("/audit?handler=Pack");
        await using var pack = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        var report = await AuditPack.Check(pack);
        Assert.True(report.IsSound, report.FirstBroken?.FirstFact);
        Assert.True(report.Results.Sum(result => result.Checked) > 0);
    }

    [Fact]
    public async Task The_journal_and_the_trial_balance_come_as_files()
    {
        var auditor = await site.SignIn("auditor");
        Assert.Contains("PaymentMade", await auditor.Read("/audit?handler=Journal"), StringComparison.Ordinal);
        Assert.Contains("account,unit,balance", await auditor.Read("/audit?handler=Balance"), StringComparison.Ordinal);
        Assert.Contains("BEGIN PUBLIC KEY", await auditor.Read("/audit?handler=Key"), StringComparison.Ordinal);
    }
}
