using System.Net;
using System.Net.Http.Json;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Api;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Lanes;
using Jiuji.Web.Tests.ReserveFunds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Jiuji.Web.Tests.Api;

/// <summary>Commands over the wire do what the page's commands do, once, and say no in the same words.</summary>
public sealed class CommandTests(ApiProgram site) : IClassFixture<ApiProgram>, IAsyncLifetime
{
    private static readonly SemaphoreSlim Once = new(1, 1);
    private static ApiProgram? told;
    private readonly FundStory story = site.Qidu();

    public async Task InitializeAsync()
    {
        await Once.WaitAsync();
        if (told != site)
        {
            await story.WithMoney(500_000);
            told = site;
        }

        Once.Release();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private Task<ApiClient> Handler() => site.As("handler", ApiScope.WriteCases, ApiScope.ReadFunds);

    [Fact]
    public async Task A_case_goes_all_the_way_over_the_wire()
    {
        var household = await story.Household();
        var handler = await Handler();
        var accepted = (await handler.Post("accept-case", new { householdNumber = household, type = "Emergency", causeCode = "ILLNESS", amountFen = 50_000 })).Is(HttpStatusCode.OK);
        var number = accepted.Json!["answer"]!.GetValue<string>();
        (await handler.Post("investigate-case", new { caseNumber = number, finding = "入户属实" })).Is(HttpStatusCode.OK);
        foreach (var signer in (string[])["office", "affairs", "finance"])
        {
            (await (await site.As(signer, ApiScope.WriteCases)).Post("sign-case", new { caseNumber = number })).Is(HttpStatusCode.OK);
        }

        var cashier = await site.As("cashier", ApiScope.Pay, ApiScope.ReadFunds);
        (await cashier.Post("release-payment", new { caseNumber = number })).Is(HttpStatusCode.OK);
        (await cashier.Post("confirm-paid", new { caseNumber = number })).Is(HttpStatusCode.OK);
        var read = (await handler.Get($"/api/v1/cases/{number}")).Is(HttpStatusCode.OK).Json!;
        Assert.Equal("Paid", read["payments"]![0]!["state"]!.GetValue<string>());
        Assert.Equal(3, read["signatures"]!.AsArray().Count);
        Assert.DoesNotContain("王小芳", read.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_with_the_same_content_is_done_once()
    {
        var (handler, key, household) = (await Handler(), Guid.CreateVersion7(), await story.Household());
        var body = new { householdNumber = household, type = "Emergency", causeCode = "ILLNESS", amountFen = 30_000 };
        var first = (await handler.Post("accept-case", body, key)).Is(HttpStatusCode.OK);
        var second = (await handler.Post("accept-case", body, key)).Is(HttpStatusCode.OK);
        Assert.Equal(first.Json!["answer"]!.GetValue<string>(), second.Json!["answer"]!.GetValue<string>());
        Assert.False(first.Message.Headers.Contains("Idempotency-Replayed"));
        Assert.True(second.Message.Headers.Contains("Idempotency-Replayed"));
        var other = body with { amountFen = 40_000 };
        (await handler.Post("accept-case", other, key)).IsProblem(HttpStatusCode.Conflict, "site.command-id-taken-by-other-content");
        var number = first.Json["answer"]!.GetValue<string>();
        Assert.Equal(30_000, (await handler.Get($"/api/v1/cases/{number}")).Json!["amountFen"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_command_without_a_key_is_not_done()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/commands/draft-claim") { Content = JsonContent.Create(new { year = 2026, month = 10 }) };
        (await (await site.As("handler", ApiScope.Claim)).Send(request)).IsProblem(HttpStatusCode.BadRequest, "api.idempotency-key-missing");
    }

    [Fact]
    public async Task Every_field_that_is_wrong_is_named_at_once()
    {
        var answer = await (await Handler()).Post("accept-case", new { type = "Flood", amountFen = "much", shoeSize = 42 });
        answer.IsProblem(HttpStatusCode.BadRequest, "api.fields-not-right");
        Assert.Equal(["amountFen", "causeCode", "householdNumber", "shoeSize", "type"], answer.Json!["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    public async Task A_body_that_is_no_object_is_refused(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/commands/accept-case") { Content = new StringContent(body) };
        (await (await Handler()).Send(request, ("Idempotency-Key", Guid.CreateVersion7().ToString()))).IsProblem(HttpStatusCode.BadRequest, "api.body-not-read");
    }

    [Fact]
    public async Task A_refusal_is_a_problem_with_the_rules_name_and_figures_in_the_language_asked_for()
    {
        var number = await story.Accepted(20_000);
        var key = await site.Key("office", ApiScope.WriteCases);
        var english = (await site.With(key).Post("sign-case", new { caseNumber = number })).IsProblem(HttpStatusCode.UnprocessableEntity, "fund.move-not-allowed");
        var chinese = (await site.With(key, "zh-CN").Post("sign-case", new { caseNumber = number })).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(english.Code, chinese.Code);
        Assert.NotEqual(english.Json!["title"]!.GetValue<string>(), chinese.Json!["title"]!.GetValue<string>());
        var missing = (await site.With(key).Post("sign-case", new { caseNumber = "none" })).IsProblem(HttpStatusCode.NotFound, "site.not-found");
        Assert.Equal("none", missing.Json!["figures"]!["what"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_dry_run_says_what_would_become_of_it_and_leaves_nothing()
    {
        var number = await story.Signed(10_000);
        var cashier = await site.As("cashier", ApiScope.Pay);
        var (stand, moves) = (await story.Stand(), await Moves());
        var would = (await cashier.Post("release-payment?dryRun=true", new { caseNumber = number })).Is(HttpStatusCode.OK).Json!;
        Assert.Equal("Released", would["answer"]!.GetValue<string>());
        Assert.True(would["dryRun"]!.GetValue<bool>());
        (await cashier.Post("confirm-paid?dryRun=true", new { caseNumber = number })).Is(HttpStatusCode.NotFound);
        Assert.Equal((stand, moves), (await story.Stand(), await Moves()));
        (await cashier.Post("release-payment", new { caseNumber = number })).Is(HttpStatusCode.OK);
        Assert.NotEqual(moves, await Moves());
    }

    [Fact]
    public async Task A_refused_dry_run_is_no_try_that_the_history_keeps()
    {
        var number = await story.Accepted(20_000);
        var office = await site.As("office", ApiScope.WriteCases);
        var before = await Moves();
        (await office.Post("sign-case?dryRun=true", new { caseNumber = number })).IsProblem(HttpStatusCode.UnprocessableEntity, "fund.move-not-allowed");
        Assert.Equal(before, await Moves());
        (await office.Post("sign-case", new { caseNumber = number })).Is(HttpStatusCode.UnprocessableEntity);
        Assert.NotEqual(before, await Moves());
    }

    [Fact]
    public async Task What_has_changed_since_it_was_read_is_not_decided_on()
    {
        var number = await story.Investigated(15_000);
        var office = await site.As("office", ApiScope.WriteCases, ApiScope.ReadFunds);
        var seen = (await office.Get($"/api/v1/cases/{number}")).Tag!;
        (await (await site.As("affairs", ApiScope.WriteCases)).Post("sign-case", new { caseNumber = number })).Is(HttpStatusCode.OK);
        (await office.Post("sign-case", new { caseNumber = number }, null, ("If-Match", seen))).IsProblem(HttpStatusCode.PreconditionFailed, "site.changed-meanwhile");
        var now = (await office.Get($"/api/v1/cases/{number}")).Tag!;
        Assert.NotEqual(seen, now);
        (await office.Post("sign-case", new { caseNumber = number }, null, ("If-Match", now))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public void Every_command_is_reachable_but_those_that_people_must_send_themselves()
    {
        var shut = CommandCatalog.All.Where(command => !ApiScopes.IsOpen(command)).Select(command => command.Name).ToList();
        Assert.Equal(["end-webhook", "issue-token", "look-in-danger", "resend-webhook", "revoke-token", "subscribe-webhook"], shut);
        Assert.True(ApiScopes.OpenCommands.Count() > 50);
    }

    [Fact]
    public void No_two_rules_have_the_same_code()
    {
        var reasons = ((Type[])[typeof(ApiRefusal), typeof(SiteRefusal), typeof(FundRefusal), typeof(Matching.MatchingRefusal), typeof(Ledger.Refusal)])
            .SelectMany(type => Enum.GetValues(type).Cast<Enum>()).Select(Problem.CodeOf).ToList();
        Assert.Equal(reasons.Count, reasons.Distinct().Count());
    }

    private Task<int> Moves() => site.Read(db => db.Set<LifecycleMove>().CountAsync());
}
