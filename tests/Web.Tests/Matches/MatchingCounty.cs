using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Testing;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Needs;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Lanes;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Matches;

/// <summary>石台县 with its regions, codes and organisations, and nobody in need yet: each test brings its own households, lots and needs by the commands that people send.</summary>
public class MatchingCounty : IAsyncLifetime
{
    public const string County = "341722";
    public const string Renli = "341722100";
    public static readonly Guid Charity = ReferenceSeed.OrganisationId("CH01");
    public static readonly Guid SocialWork = ReferenceSeed.OrganisationId("CH02");

    TestDatabase database = default!;
    ServiceProvider program = default!;
    readonly Dictionary<string, int> births = [];
    int people;

    public static Actor Officer => new(Guid.CreateVersion7(), "county", Role.CountyCivilAffairs, County, "", null);
    public static Actor Station => new(Guid.CreateVersion7(), "station", Role.StationWorker, County, Renli, null);

    public static Actor Provider(Guid organisation) => new(Guid.CreateVersion7(), "provider", Role.CharityStaff, County, "", organisation);

    public TestDatabase Database => database;

    /// <summary>Moves only when a test says so.</summary>
    public FakeClock Clock { get; } = new();

    protected virtual DatabaseProvider Provided => DatabaseProvider.Sqlite;

    public virtual async Task InitializeAsync()
    {
        database = TestDatabase.Create(Provided);
        await database.BeginWith(nameof(MatchingCounty), Load);
        program = await database.Open(Clock);
    }

    static async Task Load(TestDatabase empty)
    {
        await using var services = await empty.Open();
        await using var scope = services.CreateAsyncScope();
        var administrator = new Actor(Guid.CreateVersion7(), "seed", Role.Administrator, "", "", null);
        await new ReferenceSeed(scope.ServiceProvider.GetRequiredService<IMediator>(), administrator).Load(default);
    }

    public virtual async Task DisposeAsync()
    {
        await program.DisposeAsync();
        await database.DisposeAsync();
    }

    public async Task<Result<T>> Send<T>(ICommand<T> command)
    {
        await using var scope = program.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
    }

    public async Task<T> Sent<T>(ICommand<T> command)
    {
        var result = await Send(command);
        Assert.Null(result.Refused?.Reason);
        return result.Value!;
    }

    public async Task<Enum?> RefusalOf<T>(ICommand<T> command) => (await Send(command)).Refused?.Reason;

    public async Task<T> Read<T>(Func<JiujiDb, Task<T>> read)
    {
        await using var scope = program.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<JiujiDb>());
    }

    public async Task<T> With<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = program.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>A household of one in 仁里镇; answers its head.</summary>
    /// <param name="sameBirthAs">A household entered before, whose head was born on the same day and has the same name.</param>
    public async Task<Guid> Household(string number, string name = "沈小勇", string village = Renli, string? sameBirthAs = null)
    {
        var head = Guid.CreateVersion7();
        var place = sameBirthAs is null ? births[number] = people++ : births[sameBirthAs];
        await Sent(new ImportHouseholds(Guid.CreateVersion7(), Officer, County,
        [
            new HouseholdRow(Guid.CreateVersion7(), number, "DIBAO", village, village, "", "",
            [
                new PersonRow(head, name + place, "", new DateOnly(1950, 1, 1).AddDays(place), Sex.Male, Relation.Head, "000-12345678", "", DisabilityKind.None, null,
                    SelfCareAbility.Full, null),
            ]),
        ]));
        return head;
    }

    public Task Need(string number, string household, string kind, long quantity, Urgency urgency = Urgency.Urgent) => Sent(new EnterNeed(
        Guid.CreateVersion7(), Station, County, number, household, kind, quantity, urgency, DiscoverySource.Aide));

    /// <summary>A lot of a charity, reviewed and published.</summary>
    public async Task<Guid> Lot(string number, string organisation, string kind, string unit, long quantity)
    {
        var id = Guid.CreateVersion7();
        await Sent(new ImportSupply(Guid.CreateVersion7(), Officer, County,
            [new LotRow(id, number, organisation, kind, number, unit, quantity, null, [County], [], null, null, new DateOnly(2027, 6, 30), false, "")]));
        await Sent(new PublishLot(Guid.CreateVersion7(), Officer, County, number));
        return id;
    }

    /// <summary>Runs the solver and answers what is proposed for the need, by lot.</summary>
    public async Task<IReadOnlyList<Match>> Proposals(string need)
    {
        await Sent(new RunMatch(Guid.CreateVersion7(), Officer, County));
        return await Read(db => db.Set<Match>().AsNoTracking()
            .Where(match => match.CountyCode == County && match.State == MatchState.Proposed && db.Set<Need>().Any(each => each.CountyCode == County && each.Id == match.NeedId && each.Number == need))
            .OrderBy(match => match.LotId).ToListAsync());
    }

    public Task<Match> Match(Guid id) => Read(db => db.Set<Match>().AsNoTracking().SingleAsync(match => match.CountyCode == County && match.Id == id));

    public Task<Need> NeedOf(string number) => Read(db => db.Set<Need>().AsNoTracking().SingleAsync(need => need.CountyCode == County && need.Number == number));

    public Task<LotStock> Stock(Guid lot) => Read(db => LotStock.Of(db, County, lot, default));

    public Task<Consent> ConsentOf(Guid match) => Read(async db =>
    {
        var id = await db.Set<Match>().Where(each => each.CountyCode == County && each.Id == match).Select(each => each.ConsentId).SingleAsync();
        return await db.Set<Consent>().AsNoTracking().SingleAsync(consent => consent.CountyCode == County && consent.Id == id);
    });

    public async Task InDelivery(Guid match, Guid organisation)
    {
        await Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match));
        await Sent(new OfferMatch(Guid.CreateVersion7(), Station, County, match));
        await Sent(new ProviderAccept(Guid.CreateVersion7(), Provider(organisation), County, match));
    }
}

/// <summary>The same county on the other database.</summary>
public sealed class PostgresMatchingCounty : MatchingCounty
{
    protected override DatabaseProvider Provided => DatabaseProvider.Postgres;
}
