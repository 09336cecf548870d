using System.Net;
using System.Text.RegularExpressions;
using Jiuji.Testing;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Users;
using Jiuji.Web.Lanes;
using Jiuji.Web.Tests.Access;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Jiuji.Web.Tests.SignIn;

/// <summary>The site with users and nothing else, asking its signers for a second step as it does in Production.</summary>
public sealed class SignInSite : IAsyncLifetime
{
    public const string Password = "a long sentence to sign in with";
    public const string Township = "341722101";
    private const string County = "341722";
    private static readonly Actor Administrator = new(Guid.CreateVersion7(), "seed", Role.Administrator, "", "", null);

    private readonly TestDatabase database = TestDatabase.Create(DatabaseProvider.Sqlite);
    private readonly Lazy<Task> reference;
    private WebApplication site = default!;

    public SignInSite() => reference = new Lazy<Task>(LoadReferenceData);

    public FakeClock Clock { get; } = new();
    public IServiceProvider Services => site.Services;
    public IReadOnlyList<SiteRoute> Routes => Access.Routes.Of(site);

    public async Task InitializeAsync()
    {
        site = Site.Build(["--applicationName=Jiuji.Web", "--SignIn:SecondStep=true", .. database.Settings.Select(setting => $"--{setting.Key}={setting.Value}")], builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(Clock);
        });
        await using var scope = Services.CreateAsyncScope();
        await Schema.BringUpToDate(scope.ServiceProvider.GetRequiredService<JiujiDb>(), scope.ServiceProvider.GetRequiredService<DatabaseChoice>());
        await site.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await site.DisposeAsync();
        await database.DisposeAsync();
    }

    public async Task<string> Appoint(Role role, string? userName = null, DateOnly? from = null)
    {
        userName ??= $"user{Guid.NewGuid():N}";
        var hash = new PasswordHasher<User>().HashPassword(null!, Password);
        await Send(new AppointUser(
            Guid.CreateVersion7(), Administrator, userName, "某某", hash, IsDemo: false, role, role == Role.Administrator ? "" : County, IsOfTownship(role) ? Township : "", OrganisationOf(role), "任命文件",
            from ?? new DateOnly(2026, 1, 1)));
        return userName;
    }

    public async Task<Result<T>> Send<T>(ICommand<T> command)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
    }

    /// <summary>Regions, calendar, rule packs and organisations, loaded when the first test asks for them.</summary>
    public Task WithReferenceData() => reference.Value;

    private async Task LoadReferenceData()
    {
        await using var scope = Services.CreateAsyncScope();
        await new ReferenceSeed(scope.ServiceProvider.GetRequiredService<IMediator>(), Administrator).Load(CancellationToken.None);
    }

    private static Guid? OrganisationOf(Role role) => role switch
    {
        Role.CharityStaff => ReferenceSeed.OrganisationId("CH01"),
        Role.SocietyTreasurer or Role.SocietyCouncil or Role.SocietySupervisor => ReferenceSeed.OrganisationId("MS01"),
        _ => null,
    };

    private static bool IsOfTownship(Role role) =>
        role is Role.TownshipHandler or Role.OfficeHead or Role.LeaderAffairs or Role.LeaderFinance or Role.Cashier or Role.Bookkeeper or Role.StationWorker or Role.SocietyTreasurer;

    /// <summary>Somebody of the role, through the second step where the role asks for it.</summary>
    public async Task<Visitor> SignedIn(Role role)
    {
        var visitor = Comes();
        using var answer = await visitor.GivesPassword(await Appoint(role));
        if (answer.Headers.Location!.OriginalString.StartsWith("/sign-in/set-up", StringComparison.Ordinal))
        {
            await visitor.SetsUp(Clock.Now);
        }

        Assert.True(await visitor.IsIn());
        return visitor;
    }

    /// <summary>Nobody yet: a browser with an empty jar of cookies.</summary>
    public Visitor Comes() => new(new HttpClient(new CookieContainerHandler { InnerHandler = site.GetTestServer().CreateHandler() }) { BaseAddress = new Uri("http://localhost") });
}

/// <summary>For tests that only look: they share one, and with it what is made when a page is opened for the first time.</summary>
[CollectionDefinition(nameof(OnSignInSite))]
public sealed class OnSignInSite : ICollectionFixture<SignInSite>;

/// <summary>A browser without scripts; redirects are not followed, so that a test sees them.</summary>
public sealed partial class Visitor(HttpClient client)
{
    public Task<HttpResponseMessage> Get(string address) => client.GetAsync(new Uri(address, UriKind.Relative));

    public async Task<string> Read(string address)
    {
        using var answer = await Get(address);
        return await Text(answer);
    }

    public static async Task<string> Text(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    /// <summary>Sends a form of the page with everything that its hidden fields hold.</summary>
    public async Task<HttpResponseMessage> Post(string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await Read(page);
        var token = Token().Match(html).Groups["value"].Value;
        var form = fields.Append(("__RequestVerificationToken", token));
        return await client.PostAsync(new Uri(action, UriKind.Relative), new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    /// <summary>A form as another site would send it.</summary>
    public Task<HttpResponseMessage> PostBare(string action) => client.PostAsync(new Uri(action, UriKind.Relative), new FormUrlEncodedContent([]));

    public Task<HttpResponseMessage> GivesPassword(string user, string password = SignInSite.Password) =>
        Post("/sign-in", "/sign-in", ("UserName", user), ("Password", password));

    /// <summary>Takes the secret from the page as an app would, and answers it with the recovery codes.</summary>
    public async Task<(string Secret, IReadOnlyList<string> RecoveryCodes)> SetsUp(DateTimeOffset now)
    {
        var page = await Read("/sign-in/set-up");
        var secret = Shown().Match(page).Groups["secret"].Value.Replace(" ", "", StringComparison.Ordinal);
        using var answer = await Post(
            "/sign-in/set-up", "/sign-in/set-up", ("secret", Sealed().Match(page).Groups["secret"].Value), ("code", Totp.CodeAt(secret, Totp.StepAt(now))));
        return (secret, [.. Recovery().Matches(await Text(answer)).Select(found => found.Groups["code"].Value)]);
    }

    public async Task<bool> IsIn() => (await Get("/")).StatusCode == HttpStatusCode.OK;

    [GeneratedRegex("<code>(?<secret>[A-Z2-7]{4}( [A-Z2-7]{4})+)</code>")]
    private static partial Regex Shown();

    [GeneratedRegex("""name="secret" value="(?<secret>[^"]+)["]""")]
    private static partial Regex Sealed();

    [GeneratedRegex("<li><code>(?<code>[0-9A-Z]{5}-[0-9A-Z]{5})</code></li>")]
    private static partial Regex Recovery();

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<value>[^"]+)["]""")]
    private static partial Regex Token();
}
