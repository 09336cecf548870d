using System.Net;
using System.Text.Json.Nodes;
using Jiuji.Web.Api.Reads;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Tests.ReserveFunds;
using Xunit;

namespace Jiuji.Web.Tests.Api;

/// <summary>Programs read what the pages of their owner show, in parts that stay true while the lists change.</summary>
public sealed class ReadTests(ApiProgram site) : IClassFixture<ApiProgram>, IAsyncLifetime
{
    private static readonly SemaphoreSlim Once = new(1, 1);
    private static (ApiProgram Site, string Case, string Claim)? told;

    public async Task InitializeAsync()
    {
        await Once.WaitAsync();
        if (told?.Site != site)
        {
            var story = await site.Qidu().WithMoney(500_000);
            var number = await story.PapersAccepted(50_000);
            told = (site, number, await story.Submitted());
        }

        Once.Release();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> Lists => [.. ApiReads.All.Where(read => !read.Path.Contains('{', StringComparison.Ordinal)).Select(read => read.Name)];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_address_answers_one_of_its_roles_and_refuses_the_others(string name)
    {
        var read = ApiReads.All.Single(each => each.Name == name);
        foreach (var user in (string[])["county", "auditor", "handler", "station", "charity"])
        {
            var role = (await site.ActorOf(user)).Role;
            var answer = await (await site.As(user, Enum.GetValues<ApiScope>())).Get($"/api/v1{read.Path}{(name == "list-codes" ? "?list=unit" : "")}");
            Assert.Equal(read.IsFor(role), answer.Status == HttpStatusCode.OK);
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Forbidden, $"{user}: {answer.Status} {answer.Json?.ToJsonString()}");
        }
    }

    [Fact]
    public async Task What_lies_in_another_area_is_not_there()
    {
        var (own, other) = (await site.As("handler", ApiScope.ReadFunds), await site.As("handler.renli", ApiScope.ReadFunds));
        foreach (var path in (string[])[$"/api/v1/cases/{told!.Value.Case}", $"/api/v1/claims/{told.Value.Claim}", "/api/v1/funds/341722101/2026", "/api/v1/funds/341722101/2026/statement"])
        {
            (await own.Get(path)).Is(HttpStatusCode.OK);
            (await other.Get(path)).IsProblem(HttpStatusCode.NotFound, "site.not-found");
        }

        foreach (var path in (string[])["/api/v1/cases", "/api/v1/claims", "/api/v1/payments", "/api/v1/advances"])
        {
            Assert.NotEmpty(Items(await own.Get(path)));
            Assert.Empty(Items(await other.Get(path)));
        }

        Assert.Empty(Items(await (await site.As("county.qy", ApiScope.ReadFunds)).Get("/api/v1/cases")));
    }

    [Fact]
    public async Task A_cursor_neither_repeats_nor_hides_rows_when_others_come_in_between()
    {
        var story = site.Qidu();
        for (var i = 0; i < 5; i++)
        {
            await story.Household();
        }

        var county = await site.As("county", ApiScope.ReadNeeds);
        var before = (await All(county, "/api/v1/households?limit=200")).ToHashSet();
        var seen = new List<string>();
        for (string? next = "/api/v1/households?limit=2"; next is not null;)
        {
            var part = await county.Get(next);
            seen.AddRange(Items(part));
            next = Next(part);

            // Somebody enters another household while we are reading.
            await story.Household();
            if (seen.Count > 1000)
            {
                break;
            }

            if (seen.Count >= before.Count)
            {
                next = null;
            }
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Subset(seen.ToHashSet(), before);
    }

    [Fact]
    public async Task The_link_keeps_the_filters_and_the_body_names_the_same_cursor()
    {
        var auditor = await site.As("auditor", ApiScope.Audit);
        var part = (await auditor.Get("/api/v1/transfers?limit=1&from=2026-01-01")).Is(HttpStatusCode.OK);
        var next = Next(part)!;
        Assert.Contains("from=2026-01-01", next, StringComparison.Ordinal);
        Assert.Contains(part.Json!["next"]!.GetValue<string>(), next, StringComparison.Ordinal);
        Assert.Equal(2, (await auditor.Get(next)).Json!["items"]![0]!["seq"]!.GetValue<long>() - part.Json["items"]![0]!["seq"]!.GetValue<long>() + 1);
    }

    [Theory]
    [InlineData("/api/v1/payments?cursor=%%%")]
    [InlineData("/api/v1/payments?cursor=bm90LWFuLWlk")]
    [InlineData("/api/v1/transfers?cursor=eA")]
    public async Task A_cursor_that_is_none_of_ours_is_refused(string address) =>
        (await (await site.As("county", ApiScope.ReadFunds, ApiScope.Audit)).Get(address)).IsProblem(HttpStatusCode.BadRequest, "api.cursor-not-right");

    [Fact]
    public async Task A_filter_that_cannot_be_read_is_refused() =>
        (await (await site.As("county", ApiScope.ReadFunds)).Get("/api/v1/cases?state=Lost")).IsProblem(HttpStatusCode.BadRequest, "api.fields-not-right");

    [Theory]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound, "api.address-unknown")]
    [InlineData("/api/v1/commands/sign-case", HttpStatusCode.MethodNotAllowed, "api.method-not-allowed")]
    public async Task What_the_framework_refuses_is_a_problem_too(string address, HttpStatusCode status, string code) =>
        (await (await site.As("county", ApiScope.ReadFunds)).Get(address)).IsProblem(status, code);

    [Fact]
    public async Task What_the_sender_has_already_is_not_sent_again()
    {
        var handler = await site.As("handler", ApiScope.ReadFunds);
        var path = $"/api/v1/cases/{told!.Value.Case}";
        var tag = (await handler.Get(path)).Is(HttpStatusCode.OK).Tag!;
        var again = await handler.Get(path, ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.Null(again.Json);
        (await handler.Get(path, ("If-None-Match", "\"other\""))).Is(HttpStatusCode.OK);
    }

    [Fact, Trait("trap", "T21")]
    public async Task The_figures_of_a_fund_add_up_and_an_advance_is_no_expenditure()
    {
        var fund = (await (await site.As("auditor", ApiScope.ReadFunds)).Get("/api/v1/funds/341722101/2026")).Is(HttpStatusCode.OK).Json!["position"]!;
        long Fen(string name) => fund[name + "Fen"]!.GetValue<long>();
        Assert.Equal(
            Fen("broughtForward") + Fen("advanced") + Fen("lent"),
            Fen("inTransit") + Fen("inHands") + Fen("awaitingPapers") + Fen("approved") + Fen("handedBack") + Fen("recoverable") + Fen("lost") + Fen("carriedForward"));
        Assert.Equal(500_000, Fen("advanced"));
        Assert.Equal(0, Fen("approved"));
    }

    [Fact]
    public async Task The_trial_balance_sums_to_nothing_and_the_books_are_sound()
    {
        var auditor = await site.As("auditor", ApiScope.Audit);
        Assert.All((await auditor.Get("/api/v1/trial-balance")).Json!["sums"]!.AsObject(), sum => Assert.Equal(0, sum.Value!.GetValue<long>()));
        Assert.True((await auditor.Get("/api/v1/verification")).Json!["sound"]!.GetValue<bool>());
    }

    private static async Task<IReadOnlyList<string>> All(ApiClient client, string address) => Items((await client.Get(address)).Is(HttpStatusCode.OK));

    private static IReadOnlyList<string> Items(ApiAnswer answer) => [.. answer.Is(HttpStatusCode.OK).Json!["items"]!.AsArray().Select(Key)];

    private static string Key(JsonNode? item) => (item!["number"] ?? item["id"])!.GetValue<string>();

    private static string? Next(ApiAnswer answer) =>
        answer.Message.Headers.TryGetValues("Link", out var links) ? links.Single().Split('>')[0].TrimStart('<') : null;
}
