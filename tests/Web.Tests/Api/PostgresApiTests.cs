using System.Net;
using Jiuji.Web.Api.Reads;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Api.Webhooks;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Webhooks;
using Jiuji.Web.Tests.ReserveFunds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Api;

/// <summary>The same doors on the other database.</summary>
public sealed class PostgresProgram() : ApiProgram(DatabaseProvider.Postgres);

public sealed class PostgresApiTests(PostgresProgram site) : IClassFixture<PostgresProgram>, IAsyncLifetime
{
    private static readonly SemaphoreSlim Once = new(1, 1);
    private static (PostgresProgram Site, string Case)? told;
    private readonly FundStory story = site.Qidu();

    public async Task InitializeAsync()
    {
        await Once.WaitAsync();
        if (told?.Site != site)
        {
            await story.WithMoney(500_000);
            var number = await story.Signed(50_000);
            await story.Paid(20_000);
            told = (site, number);
        }

        Once.Release();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> Lists => [.. ApiReads.All.Where(read => !read.Path.Contains('{', StringComparison.Ordinal)).Select(read => read.Name)];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_list_is_read_part_by_part(string name)
    {
        var read = ApiReads.All.Single(each => each.Name == name);
        var county = await site.As("county", Enum.GetValues<ApiScope>());
        var seen = new List<string>();
        var next = $"/api/v1{read.Path}?limit=1{(name == "list-codes" ? "&list=unit" : "")}";
        for (var i = 0; i < 3 && next is not null; i++)
        {
            var part = (await county.Get(next)).Is(HttpStatusCode.OK);
            seen.AddRange((part.Json!["items"]?.AsArray() ?? []).Select(item => item!.ToJsonString()));
            next = part.Message.Headers.TryGetValues("Link", out var links) ? links.Single().Split('>')[0].TrimStart('<') : null;
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_dry_run_and_a_condition_hold_there_too()
    {
        var cashier = await site.As("cashier", ApiScope.Pay, ApiScope.ReadFunds);
        var (path, body) = ($"/api/v1/cases/{told!.Value.Case}", new { caseNumber = told.Value.Case });
        var seen = (await cashier.Get(path)).Is(HttpStatusCode.OK).Tag!;
        (await cashier.Post("release-payment?dryRun=true", body, null, ("If-Match", seen))).Is(HttpStatusCode.OK);
        Assert.Equal(seen, (await cashier.Get(path)).Tag);
        (await cashier.Post("release-payment", body, null, ("If-Match", seen))).Is(HttpStatusCode.OK);
        (await cashier.Post("confirm-paid", body, null, ("If-Match", seen))).IsProblem(HttpStatusCode.PreconditionFailed, "site.changed-meanwhile");
    }

    [Fact]
    public async Task A_message_is_written_with_its_event_and_sent_once()
    {
        await using var receiver = await Receiver.Start();
        var officer = await site.ActorOf("county.finance");
        Assert.Null((await site.Send(new SubscribeWebhook(
            Guid.CreateVersion7(), officer, officer.CountyCode, receiver.Url, nameof(WebhookEvent.PaymentPaid), WebhookSignature.NewSecret()))).Refused?.Reason);
        await story.Paid(10_000);
        var sender = site.Services.GetRequiredService<WebhookSender>();
        Assert.Equal(1, await sender.SendDue(default));
        Assert.Equal(0, await sender.SendDue(default));
        Assert.Single(receiver.Got);
        Assert.Equal(1, await site.Read(db => db.Set<WebhookDelivery>().CountAsync(each => each.State == DeliveryState.Delivered)));
    }

    [Fact]
    public async Task The_feed_is_read_there_too()
    {
        var reader = await site.As("county", ApiScope.ReadSupply);
        foreach (var list in (string[])["services?full=true&search=x", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"])
        {
            (await reader.Get($"/api/hsds/{list}")).Is(HttpStatusCode.OK);
        }
    }
}
