using System.Net;
using System.Text.RegularExpressions;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Testing;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Verify;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>The whole site on a database of its own, SQLite unless told otherwise, with the reference data and the demo's users, and a clock that the tests move.</summary>
public class FundSite : IAsyncLifetime
{
    private const string County = "341722";
    private static readonly Actor Administrator = new(SeedFiles.Id("user admin"), "seed", Role.Administrator, "", "", null);

    private static readonly IReadOnlyList<(string County, string Code)> Townships =
        [.. SeedFiles.Rows("regions.csv").Where(row => row["kind"] == "township" && row["county_code"] is "341721" or "341723").Select(row => (row["county_code"], row["code"]))];

    private readonly TestDatabase database;
    private readonly Queue<(string County, string Township)> townships = new(Townships);
    private WebApplication site = default!;

    public FundSite() => database = TestDatabase.Create(DatabaseProvider.Sqlite);

    protected FundSite(DatabaseProvider provider) => database = TestDatabase.Create(provider);

    public static FundSite On(DatabaseProvider provider) => new(provider);

    /// <summary>For a story whose clock runs on: a county's book never goes back in time, so nobody else may share it.</summary>
    public static async Task Alone(Func<FundSite, Task> tell, DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var site = On(provider);
        await site.InitializeAsync();
        try
        {
            await tell(site);
        }
        finally
        {
            await site.DisposeAsync();
        }
    }

    public FakeClock Clock { get; } = new();

    /// <summary>Settings of the operator, as on a command line.</summary>
    protected virtual IEnumerable<string> Settings => ["--Webhooks:EverySeconds=0"];
    public IServiceProvider Services => site.Services;
    public TestDatabase Database => database;

    /// <summary>What a test adds to the site before it is built.</summary>
    protected virtual void Arrange(WebApplicationBuilder builder)
    {
    }

    public async Task InitializeAsync()
    {
        await database.BeginWith(nameof(FundSite), Load);
        site = Site.Build(["--applicationName=Jiuji.Web", .. Settings, .. database.Settings.Select(setting => $"--{setting.Key}={setting.Value}")], builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(Clock);
            Arrange(builder);
        });
        await site.StartAsync();
    }

    private static async Task Load(TestDatabase empty)
    {
        await using var services = await empty.Open();
        await using var scope = services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        await new ReferenceSeed(mediator, Administrator).Load(CancellationToken.None);
        await DemoUsers.Appoint(mediator, Administrator, CancellationToken.None);
        foreach (var (county, township) in Townships)
        {
            await DemoUsers.FillTownship(mediator, Administrator, county, township, CancellationToken.None);
        }
    }

    public async Task DisposeAsync()
    {
        try
        {
            await EveryCaseFollowsItsLastPayment();
        }
        finally
        {
            await site.DisposeAsync();
            await database.DisposeAsync();
        }
    }

    /// <summary>Whatever the stories did: the day by which cases are listed is stored as the case and its last payment have it.</summary>
    private async Task EveryCaseFollowsItsLastPayment() => Offenders.None((await Cases())
        .Select(each => (each.Case.Number, each.Stored, Due: each.Last?.DueOncePaid ?? (each.Case.IsOver ? AidCase.NothingDue : each.Case.DueOn)))
        .Where(each => each.Stored != each.Due).Select(each => $"{each.Number} is listed under {each.Stored:O} and is due on {each.Due:O}"));

    /// <summary>Every case with the day by which it is listed, as the database has it, and its last payment.</summary>
    public async Task<IReadOnlyList<(AidCase Case, DateOnly Stored, Payment? Last)>> Cases()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var cases = await db.Set<AidCase>().AsNoTracking().Select(c => new { Case = c, Stored = c.NextDueOn }).ToListAsync();
        var payments = (await db.Set<Payment>().AsNoTracking().ToListAsync()).ToLookup(p => (p.CountyCode, p.AidCaseId));
        return [.. cases.Select(each => (each.Case, each.Stored, payments[(each.Case.CountyCode, each.Case.Id)].MaxBy(p => p.InstalmentNo)))];
    }

    /// <summary>A township that no other test has touched, on the day the clock starts.</summary>
    public FundStory NewTownship()
    {
        Clock.Now = FakeClock.Start;
        var (county, township) = townships.Dequeue();
        return new FundStory(this, county, township);
    }

    /// <summary>Another township of the same county.</summary>
    public FundStory NewTownship(string county)
    {
        while (townships.Peek().County != county)
        {
            townships.Enqueue(townships.Dequeue());
        }

        return NewTownship();
    }

    /// <summary>What does not hold in a county's books, in words; empty when they are sound.</summary>
    public async Task<IReadOnlyList<string>> Broken(string county)
    {
        await using var scope = Services.CreateAsyncScope();
        var results = await new CountyVerification(scope.ServiceProvider.GetRequiredService<JiujiDb>()).Run(county, null, CancellationToken.None);
        Assert.NotEmpty(results);
        return [.. results.Where(result => result.Broken > 0).Select(result => $"{result.Invariant}: {result.FirstFact}")];
    }

    /// <summary>The township whose people can sign in.</summary>
    public FundStory Qidu() => new(this, County, "341722101");

    /// <summary>A program that talks to the site: no cookies, no redirects.</summary>
    public HttpClient Program() => site.GetTestServer().CreateClient();

    /// <summary>Somebody who has not signed in.</summary>
    public Browser Visitor() => new(new HttpClient(new CookieContainerHandler { InnerHandler = site.GetTestServer().CreateHandler() }) { BaseAddress = new Uri("http://localhost") });

    public async Task<Browser> SignIn(string user)
    {
        var browser = Visitor();
        using var answer = await browser.Post("/sign-in", "/sign-in", ("UserName", user), ("Password", DemoUsers.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }
}

/// <summary>The same site on the other database.</summary>
public sealed class PostgresFundSite() : FundSite(DatabaseProvider.Postgres);

/// <summary>For stories of which each stays in a township of its own and leaves the clock alone: to start a site costs more than to tell one.</summary>
[CollectionDefinition(nameof(OnSharedTownships))]
public sealed class OnSharedTownships : ICollectionFixture<FundSite>;

/// <summary>The same once more: one site has 27 townships.</summary>
[CollectionDefinition(nameof(OnMoreSharedTownships))]
public sealed class OnMoreSharedTownships : ICollectionFixture<FundSite>;

/// <summary>Somebody signed in, looking at pages and sending their forms. Redirects are not followed, so that a test sees them.</summary>
public sealed partial class Browser(HttpClient client)
{
    public Task<HttpResponseMessage> Get(string address) => client.GetAsync(new Uri(address, UriKind.Relative));

    public async Task<string> Read(string address)
    {
        using var answer = await Get(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a form of the page: its hidden token and a command id of its own come along.</summary>
    public async Task<HttpResponseMessage> Post(string page, string action, params (string Name, string Value)[] fields)
    {
        var token = await TokenOf(page);
        var form = fields.Append(("commandId", Guid.CreateVersion7().ToString())).Append(("__RequestVerificationToken", token));
        return await client.PostAsync(new Uri(action, UriKind.Relative), new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    /// <summary>The same with a file, as a form with a scan sends it.</summary>
    public async Task<HttpResponseMessage> PostFile(string page, string action, (string Field, string Name, byte[] Content) file, params (string Name, string Value)[] fields)
    {
        var token = await TokenOf(page);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("commandId", Guid.CreateVersion7().ToString())).Append(("__RequestVerificationToken", token)))
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(file.Content), file.Field, file.Name);
        return await client.PostAsync(new Uri(action, UriKind.Relative), form);
    }

    private async Task<string> TokenOf(string page) => Token().Match(await (await Get(page)).Content.ReadAsStringAsync()).Groups["token"].Value;

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)""")]
    private static partial Regex Token();
}
