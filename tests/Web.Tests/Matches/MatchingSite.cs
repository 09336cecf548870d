using System.Net;
using System.Text.RegularExpressions;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Matches;

/// <summary>The matching county with the site before it, over a real connection, and the demo's users. The classes that only look at pages share one.</summary>
public sealed partial class MatchingSite : MatchingCounty
{
    WebApplication site = default!;

    public IEnumerable<RouteEndpoint> Endpoints => ((IEndpointRouteBuilder)site).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await With(async services =>
        {
            await DemoUsers.Appoint(services.GetRequiredService<IMediator>(), new Actor(Guid.CreateVersion7(), "seed", Role.Administrator, "", "", null), default);
            return true;
        });
        site = Site.Build(["--applicationName=Jiuji.Web", "--Webhooks:EverySeconds=0", "--Database:Provider=sqlite", $"--ConnectionStrings:Jiuji={Database.ConnectionString}"]);
        site.Urls.Clear();
        site.Urls.Add("http://127.0.0.1:0");
        await site.StartAsync();
    }

    public override async Task DisposeAsync()
    {
        await site.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>A browser that follows where it is led.</summary>
    public async Task<HttpClient> SignedIn(string user)
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(site.Urls.Single()) };
        using var answer = await Post(browser, "/sign-in", "/sign-in", ("UserName", user), ("Password", DemoUsers.Password));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return browser;
    }

    /// <summary>Sends a form of the page with its token.</summary>
    public static async Task<HttpResponseMessage> Post(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await browser.GetStringAsync(new Uri(page, UriKind.Relative))).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await browser.PostAsync(new Uri(action, UriKind.Relative), form);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)["]""")]
    private static partial Regex Token();
}

[CollectionDefinition(nameof(OnMatchingSite))]
public sealed class OnMatchingSite : ICollectionFixture<MatchingSite>;
