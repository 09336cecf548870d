using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Jiuji.Web;
using Jiuji.Web.Database;
using Jiuji.Web.Seeding;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Jiuji.Bench.Site;

/// <summary>
/// <c>bench -- web</c>: the site with its seeded prefecture in this process, thirty-two connections that read the work queue, a township's fund and other
/// pages, and how many queries each of them costs. <c>--seconds N</c> for how long each page is asked, <c>--data FOLDER</c> to keep the seeded database,
/// <c>--page PATH</c> for one of them, <c>--list</c> for long lists instead (<see cref="ListBench"/>).
/// </summary>
public static partial class SiteBench
{
    private const int Connections = 32;

    /// <summary>Of asking before a page is measured: what counts is the program as a server runs it that has been up for more than its first seconds.</summary>
    private const int WarmUpSeconds = 4;

    private static readonly (string User, string Page)[] Pages =
    [
        ("handler", "/"), ("county", "/"), ("handler", "/funds/341722101/2026"), ("county", "/funds"), ("handler", "/cases"), ("county", "/cases?show=All"), ("auditor", "/funds/341722101/2026/statement"),
    ];

    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        var seconds = Option(args, "--seconds") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 10;
        var given = Option(args, "--data");
        var folder = given ?? Directory.CreateTempSubdirectory("jiuji-bench-").FullName;
        var counter = new QueryCounter();
        await using (var site = Web.Site.Build(["--applicationName=Jiuji.Web", "--Webhooks:EverySeconds=0", $"--ConnectionStrings:Jiuji=Data Source={Path.Combine(folder, "jiuji.db")}"], builder => Arrange(builder, counter)))
        {
            await using (var scope = site.Services.CreateAsyncScope())
            {
                await Jiuji.Web.Database.Schema.BringUpToDate(scope.ServiceProvider.GetRequiredService<JiujiDb>(), scope.ServiceProvider.GetRequiredService<DatabaseChoice>());
            }

            await Jiuji.Web.Seeding.Demo.Load(site.Services, Console.Out, CancellationToken.None);
            var isOfLists = args.Contains("--list");
            if (isOfLists)
            {
                ListBench.Fill(Path.Combine(folder, "jiuji.db"), args);
            }

            site.Urls.Clear();
            site.Urls.Add("http://127.0.0.1:0");
            await site.StartAsync();
            if (isOfLists)
            {
                await ListBench.Run(new Uri(site.Urls.Single()), args, counter);
            }
            else
            {
                await MeasurePages(new Uri(site.Urls.Single()), args, seconds, counter);
            }
        }

        if (given is null)
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task MeasurePages(Uri site, string[] args, int seconds, QueryCounter counter)
    {
        Console.WriteLine("| page | user | queries | requests/s | p50 ms | p99 ms |\n|---|---|--:|--:|--:|--:|");
        foreach (var (user, page) in Pages.Where(each => Option(args, "--page") is not { } only || each.Page == only))
        {
            await Measure(site, user, page, seconds, counter);
        }
    }

    private static void Arrange(WebApplicationBuilder builder, QueryCounter counter) =>
        builder.Services.AddDbContext<JiujiDb>(options => options.AddInterceptors(counter));

    private static async Task Measure(Uri site, string user, string page, int seconds, QueryCounter counter)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, MaxConnectionsPerServer = Connections, AllowAutoRedirect = false }) { BaseAddress = site };
        await SignIn(client, user);
        await Ask(client, page, WarmUpSeconds);
        var before = counter.Count;
        await Read(client, page);
        var queries = counter.Count - before;
        var sorted = (await Ask(client, page, seconds)).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {page} | {user} | {queries} | {(double)sorted.Count / seconds:N0} | {sorted[sorted.Count / 2]:N0} | {sorted[sorted.Count * 99 / 100]:N0} |"));
    }

    /// <returns>What each answer was waited for, in milliseconds.</returns>
    private static async Task<IReadOnlyCollection<double>> Ask(HttpClient client, string page, int seconds)
    {
        var (waits, until) = (new ConcurrentBag<double>(), Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency));
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            while (Stopwatch.GetTimestamp() < until)
            {
                var begun = Stopwatch.GetTimestamp();
                await Read(client, page);
                waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }));
        return waits;
    }

    private static async Task Read(HttpClient client, string page)
    {
        using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{page} answered {answer.StatusCode}.");
        }

        await answer.Content.CopyToAsync(Stream.Null);
    }

    internal static async Task SignIn(HttpClient client, string user)
    {
        var token = Token().Match(await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative))).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["UserName"] = user, ["Password"] = DemoUsers.Password, ["__RequestVerificationToken"] = token });
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"{user} could not sign in.");
        }
    }

    internal static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)["]""")]
    private static partial Regex Token();
}
