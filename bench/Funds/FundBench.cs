using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Jiuji.Bench.Book;
using Jiuji.Bench.Site;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Reference;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Verify;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jiuji.Bench.Funds;

/// <summary>
/// <c>bench -- fund [--counties N] [--townships N] [--payments N] [--claims N] [--anhui] [--data FOLDER]</c>: years of reserve funds through the real commands on a
/// SQLite file, each county with so many townships, payments and claims; <c>--anhui</c> is all of the province (1,525 townships, 110,000 payments). After the replay
/// the books are verified and the idle ranking of them all is asked for, as <c>idle</c> asks for it. A folder given is kept; where it has the years already they are only looked at.
/// </summary>
static class FundBench
{
    const int Year = 2025, Compiled = 1;
    static readonly Actor Administrator = new(SeedFiles.Id("user admin"), "seed", Role.Administrator, "", "", null);

    sealed record Size(int Counties, int Townships, int Payments, int Claims);

    public static int Run(string[] args) => RunAll(args).GetAwaiter().GetResult();

    static async Task<int> RunAll(string[] args)
    {
        // 104 counties with 14 or 15 townships each; figures of one county where nothing else is said.
        var anhui = args.Contains("--anhui");
        var size = anhui ? new Size(104, 15, 1_058, 180)
            : new Size(Option(args, "--counties", 1), Option(args, "--townships", 14), Option(args, "--payments", 2_700), Option(args, "--claims", 170));
        var given = Array.IndexOf(args, "--data") is >= 0 and var at ? args[at + 1] : null;
        var folder = given is null ? Directory.CreateTempSubdirectory("jiuji-fund-").FullName : Directory.CreateDirectory(given).FullName;
        var replayed = File.Exists(DatabaseIn(folder));
        var figures = new Figures();
        try
        {
            figures.Add("flush probe: append 4 kB and flush", FlushProbe.PerSecond(folder, 2), "/s");
            var counter = new QueryCounter();
            await using var services = await Open(folder, counter);
            var counties = Enumerable.Range(1, size.Counties).Select(n => string.Create(CultureInfo.InvariantCulture, $"BENCH{n:000}")).ToList();
            if (!replayed)
            {
                await Load(services, counties, size.Townships);
                var seconds = await Replay(services, counties, size, counter, figures);
                figures.AtMost($"{size.Counties} county-year(s): {size.Townships * size.Counties:N0} townships, {size.Payments * size.Counties:N0} payments, {size.Claims * size.Counties:N0} claims",
                    seconds, "s", anhui ? 40 * 60 : 60 * size.Counties);
            }

            await Look(services, counties, figures);
        }
        finally
        {
            if (given is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Console.WriteLine(figures.Markdown());
        return 0;
    }

    static string DatabaseIn(string folder) => Path.Combine(folder, "fund.db");

    static async Task<ServiceProvider> Open(string folder, QueryCounter counter)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Database:Provider", "sqlite"), new("ConnectionStrings:Jiuji", $"Data Source={DatabaseIn(folder)}"), new("Vault:Key", Convert.ToBase64String(new byte[32]))]).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddJiuji(configuration)
            .AddDbContext<JiujiDb>(options => options.AddInterceptors(counter)).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await Jiuji.Web.Database.Schema.BringUpToDate(scope.ServiceProvider.GetRequiredService<JiujiDb>(), scope.ServiceProvider.GetRequiredService<DatabaseChoice>());
        return services;
    }

    /// <summary>Invented counties under the rules of CZ24, each township with its six people.</summary>
    static async Task Load(ServiceProvider services, List<string> counties, int townships)
    {
        await using var scope = services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        await new ReferenceSeed(mediator, Administrator).Load(default);
        foreach (var county in counties)
        {
            var codes = Townships(county, townships);
            await mediator.Sent(new LoadRegions(Guid.CreateVersion7(), Administrator, [Region(county, "", RegionKind.County, county), .. codes.Select(code => Region(code, county, RegionKind.Township, county))]), default);
            await mediator.Sent(new LoadOrganisations(Guid.CreateVersion7(), Administrator, [.. codes.Select(code => new OrganisationRow(
                SeedFiles.Id($"bench {code}"), $"XZ-{code}", OrganisationKind.Township, code, code, county, [code], "", "", false))]), default);
            foreach (var code in codes)
            {
                await DemoUsers.FillTownship(mediator, Administrator, county, code, default);
            }
        }

        var pack = JsonNode.Parse(SeedFiles.Text("packs", "CZ24.json"))!.AsObject();
        (pack["key"], pack["jurisdictions"]) = ("BENCH", new JsonArray([.. counties.Select(county => (JsonNode)county)]));
        await mediator.Sent(new LoadPack(Guid.CreateVersion7(), Administrator, pack.ToJsonString()), default);
        services.GetRequiredService<RuleShelf>().Forget();
    }

    static List<string> Townships(string county, int count) => [.. Enumerable.Range(1, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"{county}{n:000}"))];

    static RegionRow Region(string code, string parent, RegionKind kind, string county) => new(code, parent, kind, code, code, "", new DateOnly(2000, 1, 1), null, county);

    static async Task<double> Replay(ServiceProvider services, List<string> counties, Size size, QueryCounter counter, Figures figures)
    {
        var (seconds, processor) = (new List<double>(), new List<double>());
        foreach (var county in counties)
        {
            var year = new CountyYear(services, county, Townships(county, size.Townships), size.Payments, size.Claims);
            await year.Prepare();
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            await year.Replay();
            seconds.Add(watch.Elapsed.TotalSeconds);
            await Console.Error.WriteLineAsync($"{county}: {seconds[^1]:0.0} s");
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds / size.Payments);
            if (county == counties[^1])
            {
                await CommandCosts.Measure(services, year, counter, figures);
            }
        }

        figures.Add("cost of one payment, first county", seconds[0] * 1000 / size.Payments, "ms");
        figures.Add("cost of one payment, last county", seconds[^1] * 1000 / size.Payments, "ms");
        figures.Add("processor time of one payment", processor.Average(), "ms");
        if (processor.Count > Compiled)
        {
            // The first county's payments also compile the program.
            figures.AtMost($"processor time of one payment, last county against county {Compiled + 1}", processor[^1] / processor[Compiled], "×", 1.2);
        }

        return seconds.Sum();
    }

    static async Task Look(ServiceProvider services, List<string> counties, Figures figures)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var watch = Stopwatch.StartNew();
        var broken = 0L;
        foreach (var county in counties)
        {
            broken += (await new CountyVerification(db).Run(county, null, default)).Sum(result => result.Broken);
        }

        figures.Add("facts broken, verified", broken, "");
        figures.Add("verify", watch.Elapsed.TotalSeconds, "s");
        var day = new DateOnly(Year, 12, 31);
        List<double> rounds = [], processor = [];
        for (var round = 0; round < 5; round++)
        {
            watch.Restart();
            var before = Environment.CpuUsage.TotalTime;
            await IdleAcross.Read(services.GetRequiredService<IServiceScopeFactory>(), counties, Year, day, default);
            rounds.Add(watch.Elapsed.TotalMilliseconds);
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        figures.AtMost($"idle ranking of {counties.Count} county(s)", Figures.Median(rounds), "ms", 300);
        figures.Add("idle ranking, processor time", Figures.Median(processor), "ms");
    }

    static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
