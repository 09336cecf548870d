using System.Net;
using System.Text.RegularExpressions;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Jiuji.Web.Tests.Matches.MatchingCounty;

namespace Jiuji.Web.Tests.Matches;

/// <summary>What a charity's browser is really sent, page by page (D5).</summary>
public sealed partial class ProviderPagesTests(MatchingCounty county) : IClassFixture<MatchingCounty>, IAsyncLifetime
{
    readonly HttpClient charity = new(new HttpClientHandler { CookieContainer = new CookieContainer() });
    WebApplication site = default!;

    public async Task InitializeAsync()
    {
        await county.With(async services =>
        {
            await DemoUsers.Appoint(services.GetRequiredService<IMediator>(), new Actor(Guid.CreateVersion7(), "seed", Role.Administrator, "", "", null), default);
            return true;
        });
        site = Site.Build(["--applicationName=Jiuji.Web", "--Database:Provider=sqlite", $"--ConnectionStrings:Jiuji={county.Database.ConnectionString}"]);
        site.Urls.Clear();
        site.Urls.Add("http://127.0.0.1:0");
        await site.StartAsync();
        charity.BaseAddress = new Uri(site.Urls.Single());
        var form = await charity.GetStringAsync("/sign-in");
        var answer = await charity.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["UserName"] = "charity", ["Password"] = DemoUsers.Password, ["__RequestVerificationToken"] = Token().Match(form).Groups["token"].Value,
        }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public async Task DisposeAsync()
    {
        charity.Dispose();
        await site.DisposeAsync();
    }

    [Fact, Trait("rule", "D5")]
    public async Task No_page_sends_a_charity_anything_personal_before_consent()
    {
        await county.Household("PQ7781", "欧阳真真");
        await county.Lot("LQ1", "CH01", "RICE", "BAG", 4);
        await county.Need("NQ9913", "PQ7781", "RICE", 2);
        var match = Assert.Single(await county.Proposals("NQ9913"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id));

        foreach (var page in new[] { "/matches", $"/matches/{match.Id}", "/supply", "/supply/LQ1", "/supply?handler=Csv" })
        {
            var html = await charity.GetStringAsync(page);
            Assert.Contains("LQ1", html, StringComparison.Ordinal);
            Assert.All(new[] { "欧阳", "PQ7781", "NQ9913", "12345678", "仁里镇</" }, personal => Assert.DoesNotContain(personal, html, StringComparison.Ordinal));
        }

        Assert.All(new[] { "/needs/NQ9913", "/households/PQ7781", "/needs", "/households" }, page => Assert.DoesNotContain("欧阳", charity.GetAsync(page).Result.Content.ReadAsStringAsync().Result, StringComparison.Ordinal));
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)["]""")]
    private static partial Regex Token();
}
