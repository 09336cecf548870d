using System.Text;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Testing;
using Jiuji.Web;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Months;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Statements;
using Jiuji.Web.Lanes;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jiuji.Stories;

/// <summary>
/// The site with a clock that the story moves, for what happens at night, on a holiday or over a year: the reference data and the demo's people, and nothing in the
/// books yet. Each story has one of its own, since a county's book never goes back in time. What nobody would watch is done by the commands that the pages send.
/// </summary>
public sealed class ClockedSite : RunningSite
{
    public const string County = "341722";
    public const string Renli = "341722100";
    public const string Qidu = "341722101";
    private static readonly Actor Administrator = new(SeedFiles.Id("user admin"), "seed", Role.Administrator, "", "", null);

    private readonly TestDatabase kept;
    private WebApplication site = default!;

    private ClockedSite(TestDatabase database)
        : base(database) => kept = database;

    public FakeClock Clock { get; } = new();

    public static async Task Tell(DateOnly from, Func<ClockedSite, Task> story)
    {
        var site = new ClockedSite(TestDatabase.Create(DatabaseProvider.Sqlite));
        site.Clock.GoTo(from);
        await site.InitializeAsync();
        try
        {
            await story(site);
        }
        finally
        {
            await site.DisposeAsync();
        }
    }

    public override async Task InitializeAsync()
    {
        await kept.BeginWith($"{nameof(ClockedSite)} {Clock.Now:O}", Load);
        string[] told = ["--applicationName=Jiuji.Web", "--Webhooks:EverySeconds=0", .. kept.Settings.Select(setting => $"--{setting.Key}={setting.Value}")];
        site = Site.Build(told, builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(Clock);
        });
        await site.StartAsync();
        Address = site.Urls.Single();
    }

    private async Task Load(TestDatabase empty)
    {
        await using var services = await empty.Open(Clock);
        await using var scope = services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        await new ReferenceSeed(mediator, Administrator).Load(CancellationToken.None);
        await DemoUsers.Appoint(mediator, Administrator, CancellationToken.None);
    }

    public override async Task DisposeAsync()
    {
        await site.DisposeAsync();
        await base.DisposeAsync();
    }

    public static Guid NewId => Guid.CreateVersion7();

    public static Actor As(Role role, string township) => DemoUsers.As(role, County, role is Role.CountyCivilAffairs or Role.CountyFinance ? "" : township);

    public async Task<T> Did<T>(ICommand<T> command)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
        Assert.True(result.IsDone, $"{command.GetType().Name} was refused: {result.Refused?.Reason} {string.Join(' ', result.Refused?.Detail ?? new Dictionary<string, string>())}");
        return result.Value!;
    }

    /// <summary>The year's fund and its first money, on one document for both townships.</summary>
    public async Task OpenWithMoney(string township, int year, string document, long fen)
    {
        var (affairs, finance) = (As(Role.CountyCivilAffairs, ""), As(Role.CountyFinance, ""));
        await Did(new OpenFund(NewId, affairs, County, township, year));
        var advance = await Did(new DraftAdvance(NewId, affairs, County, township, year, document, fen));
        await Did(new ApproveAdvance(NewId, affairs, County, advance));
        await Did(new ApproveAdvance(NewId, finance, County, advance));
        await Did(new IssueAdvance(NewId, finance, County, advance));
        await Did(new ReceiveAdvance(NewId, As(Role.Cashier, township), County, advance));
    }

    /// <summary>The bookkeeper takes in the bank's lines of a month that is over, and holds the month.</summary>
    public async Task Reconciled(string township, DateOnly month, string line)
    {
        var bookkeeper = As(Role.Bookkeeper, township);
        var file = StatementFile.Read(Encoding.UTF8.GetBytes($"交易日期,发生额,余额,对方户名\n{line}"), "statement.csv", null);
        await Did(new ImportStatement(
            NewId, bookkeeper, County, township, file.Name, file.Hash, file.Content, "", file.Reading.OpeningFen, file.Reading.ClosingFen,
            file.Rows(township, site.Services.GetRequiredService<PersonalVault>()), NewLinesOnly: false));
        await Did(new HoldMonth(NewId, bookkeeper, County, township, month));
    }

    public async Task<string> Household(string number, string township)
    {
        var person = new PersonRow(
            NewId, "王小芳", "", new DateOnly(1970, 1, 1), null, Relation.Head, "", $"99999988{number[^4..]}0000", DisabilityKind.None, null, SelfCareAbility.Full, null);
        await Did(new ImportHouseholds(NewId, As(Role.CountyCivilAffairs, ""), County, [new HouseholdRow(NewId, number, "DIBAO", township, township, "", "", [person])]));
        return number;
    }
}
