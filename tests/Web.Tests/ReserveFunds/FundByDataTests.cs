using System.Globalization;
using System.Text.Json.Nodes;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.Reference;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Sixty-four cashiers at once, on both databases: the fund pays what it has and not a fen more.</summary>
public abstract class ManyPaymentsTests(DatabaseProvider provider)
{
    private const int Payments = 64;
    private const long EachFen = 25_000;
    private const long FundFen = 1_000_000;

    [Fact]
    [Trait("trap", "T5")]
    public async Task Sixty_four_payments_at_once_never_exceed_a_fund_of_ten_thousand_yuan()
    {
        var site = FundSite.On(provider);
        await site.InitializeAsync();
        try
        {
            var story = await site.NewTownship().WithMoney(FundFen);
            var signed = new List<string>();
            for (var i = 0; i < Payments; i++)
            {
                signed.Add(await story.Signed(EachFen));
            }

            var answers = await Task.WhenAll(signed.Select(number => story.Send(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number))));
            Assert.Equal(FundFen / EachFen, answers.Count(answer => answer.IsDone));
            Assert.All(answers.Where(answer => !answer.IsDone), answer => Assert.Equal(FundRefusal.ExceedsMoneyInHands, answer.Refused!.Reason));

            var released = signed.Zip(answers).Where(pair => pair.Second.IsDone).Select(pair => pair.First);
            var paid = await Task.WhenAll(released.Select(number => story.Send(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number))));
            Assert.All(paid, answer => Assert.True(answer.IsDone));
            Assert.Equal("10000 = 0 + 0 + 10000 + 0", await story.Stand());
            Assert.Empty(await site.Broken(story.County));
        }
        finally
        {
            await site.DisposeAsync();
        }
    }
}

/// <inheritdoc/>
public sealed class ManyPaymentsOnSqliteTests() : ManyPaymentsTests(DatabaseProvider.Sqlite);

/// <inheritdoc/>
public sealed class ManyPaymentsOnPostgresTests() : ManyPaymentsTests(DatabaseProvider.Postgres);

/// <summary>Limits, areas and forms are data: a pack changes them, and no line of the program does.</summary>
public sealed class FundByDataTests(FundSite site) : IClassFixture<FundSite>
{
    [Theory]
    [InlineData(100_000)]
    [InlineData(150_000)]
    [InlineData(200_000)]
    [InlineData(300_000)]
    [Trait("rule", "F6")]
    public async Task The_small_aid_limit_is_what_the_pack_says(long limitFen)
    {
        var story = await site.NewTownship().WithMoney(900_000);
        await Load(story.County, $$"""[{"from": "2026-11-01", "limitFen": {{limitFen}}}]""");
        var within = await story.Investigated(limitFen);
        Assert.Equal(AidCaseState.Signing, await story.Did(new SignCase(story.NewId, story.As(Role.OfficeHead), story.County, within)));
        var above = await story.Investigated(limitFen + 1);
        var refused = await story.Refusal(new SignCase(story.NewId, story.As(Role.OfficeHead), story.County, above));
        Assert.Equal((FundRefusal.AboveSmallAidLimit, limitFen.ToString(CultureInfo.InvariantCulture)), ((FundRefusal)refused.Reason, refused.Detail["limitFen"]));
    }

    [Fact]
    [Trait("rule", "F6")]
    public async Task The_limit_that_names_the_county_stands_before_the_one_that_names_none()
    {
        var story = await site.NewTownship().WithMoney(900_000);
        await Load(story.County, $$"""[{"from": "2026-11-01", "limitFen": 100000}, {"from": "2026-11-01", "areas": ["{{story.County}}"], "limitFen": 250000}]""");
        await story.Paid(250_000);
        await Load(story.County, """[{"from": "2026-11-01", "limitFen": 100000}, {"from": "2026-11-01", "areas": ["110101"], "limitFen": 250000}]""");
        Assert.Equal(FundRefusal.AboveSmallAidLimit, (await story.Refusal(new SignCase(
            story.NewId, story.As(Role.OfficeHead), story.County, await story.Investigated(100_001)))).Reason);
    }

    [Fact]
    [Trait("rule", "F4")]
    [Trait("trap", "T22")]
    public async Task A_fixed_imprest_is_topped_up_by_what_was_approved_and_never_by_what_was_lost()
    {
        var story = site.NewTownship();
        await Load(story.County, """[{"from": "2020-01-01", "limitFen": 150000}]""", ("fund.form", "\"FixedImprest\""));
        await story.WithMoney(500_000);
        await story.Did(new DrawCash(story.NewId, story.As(Role.Cashier), story.County, FundStory.Year, 50_000));
        await story.Did(new CountCash(
            story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, FundStory.Year, story.As(Role.Cashier).Name, 40_000, "witness"));
        await story.PapersAccepted(120_000);
        var claim = await story.Submitted();
        var finance = story.As(Role.CountyFinance);
        await story.Did(new ReviewClaim(story.NewId, story.As(Role.CountyCivilAffairs), story.County, claim));
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new ClearClaim(story.NewId, finance, story.County, claim))).Reason);
        var refused = await story.Refusal(new ReplenishClaim(story.NewId, finance, story.County, claim, 130_000));
        Assert.Equal((FundRefusal.ReplenishmentExceedsApproved, "120000"), ((FundRefusal)refused.Reason, refused.Detail["mostFen"]));
        await story.Did(new ReplenishClaim(story.NewId, finance, story.County, claim, 120_000));
        await story.Did(new ReceiveReplenishment(story.NewId, story.As(Role.Cashier), story.County, claim));
        Assert.True((await story.Fund()).Position.ImprestIdentityHolds(500_000, 120_000));
        Assert.Empty(await site.Broken(story.County));
    }

    /// <summary>CZ24 for one county from this November on, with other values.</summary>
    private async Task Load(string county, string limits, params (string Key, string Value)[] changes)
    {
        var pack = JsonNode.Parse(SeedFiles.Text("packs", "CZ24.json"))!.AsObject();
        (pack["key"], pack["effective_from"], pack["effective_to"], pack["jurisdictions"]) = ($"T{county}", changes.Length > 0 ? "2025-12-31" : "2026-11-01", null, new JsonArray(county));
        foreach (var (key, value) in changes.Append(("smallAid.limitFen", limits)))
        {
            pack["values"]!.AsArray().Single(row => (string?)row!["key"] == key)!["value"] = JsonNode.Parse(value);
        }

        await using var scope = site.Services.CreateAsyncScope();
        var administrator = new Actor(SeedFiles.Id("user admin"), "seed", Role.Administrator, "", "", null);
        var loaded = await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(new LoadPack(Guid.CreateVersion7(), administrator, pack.ToJsonString()));
        Assert.True(loaded.IsDone);
        site.Services.GetRequiredService<RuleShelf>().Forget();
    }
}
