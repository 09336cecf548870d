using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Jiuji.Matching.Households;
using Jiuji.Testing;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.CommandLine;

/// <summary>Tests that speak to the program as a terminal does share its standard output and its environment, so they run alone.</summary>
[CollectionDefinition(nameof(AtTheTerminal), DisableParallelization = true)]
public sealed class AtTheTerminal;

/// <summary>A year of two townships at the command line: one that spends well, one that sits on its money, from January to the year's end.</summary>
[Collection(nameof(AtTheTerminal))]
public sealed class FundYearAtTheTerminalTests : IAsyncLifetime
{
    private const string County = "341722";
    private const string Qidu = "341722101";
    private const string Renli = "341722100";
    private static readonly int[] Quarters = [1, 4, 7, 10];

    private readonly TestDatabase database = TestDatabase.Create(DatabaseProvider.Sqlite);

    public async Task InitializeAsync()
    {
        await using var services = await database.Open();
        await using var scope = services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var administrator = new Actor(SeedFiles.Id("user admin"), "seed", Role.Administrator, "", "", null);
        await new ReferenceSeed(mediator, administrator).Load(default);
        await DemoUsers.Appoint(mediator, administrator, default);
        await mediator.Sent(new ImportHouseholds(Guid.CreateVersion7(), DemoUsers.As(Role.CountyCivilAffairs, County), County, [.. Quarters.Select(Household)]), default);
        foreach (var (name, value) in database.Settings)
        {
            Environment.SetEnvironmentVariable(name.Replace(":", "__", StringComparison.Ordinal), value);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var name in database.Settings.Keys)
        {
            Environment.SetEnvironmentVariable(name.Replace(":", "__", StringComparison.Ordinal), null);
        }

        await database.DisposeAsync();
    }

    [Fact]
    [Trait("rule", "F3")]
    [Trait("rule", "F4")]
    [Trait("rule", "F5")]
    public async Task One_township_spends_and_one_sits_and_the_table_shows_which()
    {
        await Money(Qidu, "cashier", 400_000);
        await Money(Renli, "cashier.renli", 500_000);
        foreach (var quarter in Quarters)
        {
            await SpendWell(quarter);
        }

        var idle = await Says(0, "idle", "--area", "3417", "--year", "2025", "--top", "1");
        Assert.EndsWith("石台县仁里镇", Lines(idle)[1], StringComparison.Ordinal);
        Assert.Contains("5000.00", Lines(idle)[1], StringComparison.Ordinal);
        Assert.Contains("No county", await Says(1, "idle", "--area", "99", "--year", "2025"), StringComparison.Ordinal);

        // Renli has spent nothing since January: the next advance stops, and its money goes back through the county.
        var next = await Approved(Renli, 100_000, "2025-09-01", 2);
        var refused = await Says(1, "do", "issue-advance", "--as", "county.finance", "--county-code", County, "--advance-id", next, "--happened-on", "2025-09-02");
        Assert.Contains("refused GateShut", refused, StringComparison.Ordinal);
        var sweep = await Do("accept-sweep-back", "county", "--township", Renli, "--year", "2025", "--amount-fen", "300000", "--happened-on", "2025-09-03");
        await Do("send-sweep-back", "cashier.renli", "--sweep-back-id", sweep, "--happened-on", "2025-09-04");
        await Do("receive-sweep-back", "county.finance", "--sweep-back-id", sweep, "--happened-on", "2025-09-07");

        await Do("close-fund-year", "county.finance", "--township", Qidu, "--year", "2025", "--how", "HandBack", "--happened-on", "2025-12-31");
        await Do("close-fund-year", "county.finance", "--township", Renli, "--year", "2025", "--how", "HandBack", "--happened-on", "2025-12-31");

        var table = await Says(0, "funds", "--county", County, "--year", "2025");
        Assert.Equal("341722100 仁里镇", Lines(table)[0]);
        Assert.Equal("2025-01 0.00 5000.00 0.00 0.00 5000.00 0.00 0.00 0.00 0.00 0.00 0.00", Row(table, 2));
        Assert.Equal("2025-09 0.00 5000.00 0.00 0.00 2000.00 0.00 0.00 3000.00 0.00 0.00 0.00", Row(table, 10));
        Assert.Equal("2025-12 0.00 5000.00 0.00 0.00 0.00 0.00 0.00 5000.00 0.00 0.00 0.00", Row(table, 13));
        Assert.Equal("2025-01 0.00 4000.00 0.00 0.00 3100.00 0.00 900.00 0.00 0.00 0.00 0.00", Row(table, 16));
        Assert.Equal("2025-12 0.00 4000.00 0.00 0.00 0.00 0.00 3600.00 400.00 0.00 0.00 0.00", Row(table, 27));
        Assert.Contains("are sound", await Says(0, "verify", "--county", County), StringComparison.Ordinal);
    }

    /// <summary>The year's fund and its January advance, by both bureaus, into the township's bank.</summary>
    private static async Task Money(string township, string cashier, long fen)
    {
        await Do("open-fund", "county", "--township", township, "--year", "2025");
        var advance = await Approved(township, fen, "2025-01-05", 1);
        await Do("issue-advance", "county.finance", "--advance-id", advance, "--happened-on", "2025-01-05");
        await Do("receive-advance", cashier, "--advance-id", advance, "--happened-on", "2025-01-06");
    }

    private static async Task<string> Approved(string township, long fen, string day, int number)
    {
        var (amount, document) = (fen.ToString(CultureInfo.InvariantCulture), $"石民财〔2025〕{township[^3..]}-{number}号");
        await Do("register-joint-document", "county", "--number", document, "--title", "关于预拨备用金的通知", "--issued-on", day, "--amount-fen", amount);
        var advance = await Do("draft-advance", "county", "--township", township, "--year", "2025", "--document-number", document, "--amount-fen", amount, "--happened-on", day);
        await Do("approve-advance", "county", "--advance-id", advance, "--happened-on", day);
        await Do("approve-advance", "county.finance", "--advance-id", advance, "--happened-on", day);
        return advance;
    }

    /// <summary>One household from acceptance to the cleared claim, all on its day.</summary>
    private static async Task SpendWell(int month)
    {
        var day = string.Create(CultureInfo.InvariantCulture, $"2025-{month:00}-15");
        Task<string> Step(string command, string user, params string[] more) => Do(command, user, [.. more, "--happened-on", day]);
        var number = await Step("accept-case", "handler", "--household-number", $"CLI{month:00}", "--type", "Emergency", "--cause-code", "ILLNESS", "--amount-fen", "90000");
        await Step("investigate-case", "handler", "--case-number", number, "--finding", "入户属实");
        foreach (var signer in new[] { "office", "affairs", "finance" })
        {
            await Step("sign-case", signer, "--case-number", number);
        }

        await Step("release-payment", "cashier", "--case-number", number);
        await Step("confirm-paid", "cashier", "--case-number", number);
        await Step("submit-papers", "handler", "--case-number", number, "--kinds", ReserveFunds.FundStory.AllPapers);
        await Step("accept-papers", "bookkeeper", "--case-number", number);
        var claim = await Step("draft-claim", "handler", "--year", "2025", "--month", month.ToString(CultureInfo.InvariantCulture));
        await Step("submit-claim", "handler", "--claim-number", claim);
        await Step("review-claim", "county", "--claim-number", claim);
        await Step("clear-claim", "county.finance", "--claim-number", claim);
    }

    private static async Task<string> Do(string command, string user, params string[] more) =>
        JsonSerializer.Deserialize<JsonElement>(await Says(0, ["do", command, "--as", user, "--county-code", County, .. more])).ToString();

    /// <summary>Runs the program as a terminal would, and reads what it printed; what it printed as an error, when it was to fail.</summary>
    private static async Task<string> Says(int exit, params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var (before, beforeErrors) = (Console.Out, Console.Error);
        Console.SetOut(output);
        Console.SetError(errors);
        try
        {
            var code = typeof(Program).Assembly.EntryPoint!.Invoke(null, [args]) switch
            {
                Task<int> running => await running,
                int done => done,
                _ => 0,
            };
            Assert.True(code == exit, $"{string.Join(' ', args)} ended with {code}: {output}{errors}");
        }
        finally
        {
            Console.SetOut(before);
            Console.SetError(beforeErrors);
        }

        return (exit == 0 ? output : errors).ToString();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries);

    private static string Row(string table, int line) => string.Join(' ', Lines(table)[line].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static HouseholdRow Household(int month)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"CLI{month:00}");
        return new(Guid.CreateVersion7(), number, "DIBAO", Qidu, Qidu, "", "",
            [new PersonRow(Guid.CreateVersion7(), "王小芳", "", new DateOnly(1970, 1, 1), null, Relation.Head, "", $"9999998812{month:00}0000", DisabilityKind.None, null, SelfCareAbility.Full, null)]);
    }
}
