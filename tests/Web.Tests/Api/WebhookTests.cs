using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Jiuji.Web.Api;
using Jiuji.Web.Api.Webhooks;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Webhooks;
using Jiuji.Web.Tests.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Jiuji.Web.Tests.Api;

/// <summary>Somebody else's server, which keeps what it is sent.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<(IHeaderDictionary Headers, string Body)> Got { get; } = new();
    public HttpStatusCode Answers { get; set; } = HttpStatusCode.NoContent;
    public string Url => $"{app.Urls.Single()}/hook";

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.MapPost("/hook", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            receiver.Got.Enqueue((new HeaderDictionary(request.Headers.ToDictionary()), await reader.ReadToEndAsync()));
            return Results.StatusCode((int)receiver.Answers);
        });
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

public sealed class WebhookTests(ApiProgram site) : IClassFixture<ApiProgram>, IAsyncLifetime
{
    private Receiver receiver = default!;

    public async Task InitializeAsync()
    {
        site.Clock.Now = Testing.FakeClock.Start;
        receiver = await Receiver.Start();
    }

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    private WebhookSender Sender => site.Services.GetRequiredService<WebhookSender>();

    private async Task<Guid> Subscribe(Actor by, string secret, params WebhookEvent[] events)
    {
        var result = await site.Send(new SubscribeWebhook(Guid.CreateVersion7(), by, by.CountyCode, receiver.Url, string.Join(' ', events), secret));
        Assert.Null(result.Refused?.Reason);
        return result.Value;
    }

    private Task<List<WebhookDelivery>> Messages(Guid subscription) =>
        site.Read(db => db.Set<WebhookDelivery>().AsNoTracking().Where(each => each.SubscriptionId == subscription).OrderBy(each => each.Id).ToListAsync());

    [Fact]
    public async Task A_payment_is_told_signed_and_names_nobody()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var secret = WebhookSignature.NewSecret();
        var subscription = await Subscribe(story.As(Role.CountyFinance), secret, WebhookEvent.PaymentPaid);
        await story.Paid(20_000);
        Assert.Equal(1, await Sender.SendDue(default));
        var (headers, body) = Assert.Single(receiver.Got);

        // Checked by the receiver's own means, from what Standard Webhooks says.
        var signed = $"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}";
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed)));
        Assert.Equal($"v1,{expected}", headers["webhook-signature"].ToString());
        Assert.Equal(site.Clock.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), headers["webhook-timestamp"].ToString());
        var json = JsonNode.Parse(body)!;
        Assert.Equal("payment.paid", json["type"]!.GetValue<string>());
        Assert.Equal(["county", "subject", "url"], json["data"]!.AsObject().Select(field => field.Key));
        Assert.StartsWith("/api/v1/payments/", json["data"]!["url"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await Messages(subscription)).State);
        Assert.Equal(0, await Sender.SendDue(default));
    }

    [Fact]
    public async Task What_is_refused_or_only_tried_sends_no_message()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var subscription = await Subscribe(story.As(Role.CountyFinance), WebhookSignature.NewSecret(), Enum.GetValues<WebhookEvent>());
        var number = await story.Signed(20_000);
        await story.Refusal(new Features.Payments.ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number));
        Assert.Empty(await Messages(subscription));
    }

    [Fact]
    public async Task A_message_that_did_not_arrive_is_sent_again_later_and_later_and_then_given_up()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var officer = story.As(Role.CountyFinance);
        var subscription = await Subscribe(officer, WebhookSignature.NewSecret(), WebhookEvent.PaymentPaid);
        receiver.Answers = HttpStatusCode.InternalServerError;
        await story.Paid(20_000);
        foreach (var wait in WebhookSender.Waits)
        {
            var tries = receiver.Got.Count;
            await Sender.SendDue(default);
            Assert.Equal(tries + 1, receiver.Got.Count);
            Assert.Equal(DeliveryState.Waiting, Assert.Single(await Messages(subscription)).State);
            site.Clock.Advance(wait - TimeSpan.FromSeconds(1));
            await Sender.SendDue(default);
            Assert.Equal(tries + 1, receiver.Got.Count);
            site.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Sender.SendDue(default);
        var dead = Assert.Single(await Messages(subscription));
        Assert.Equal((DeliveryState.NotDelivered, 500, WebhookSender.Waits.Count + 1), (dead.State, dead.LastStatus, dead.Attempts));
        Assert.Single(receiver.Got.Select(each => each.Headers["webhook-id"].ToString()).Distinct());

        receiver.Answers = HttpStatusCode.OK;
        Assert.Null((await site.Send(new ResendWebhook(Guid.CreateVersion7(), officer, officer.CountyCode, dead.Id))).Refused?.Reason);
        Assert.Equal(1, await Sender.SendDue(default));
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await Messages(subscription)).State);
    }

    [Fact]
    public async Task An_approved_claim_and_an_entered_need_are_told_to_whom_asked_for_them()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var officer = story.As(Role.CountyCivilAffairs);
        var claims = await Subscribe(officer, WebhookSignature.NewSecret(), WebhookEvent.ClaimApproved);
        var needs = await Subscribe(officer, WebhookSignature.NewSecret(), WebhookEvent.NeedEntered);
        await story.PapersAccepted(20_000);
        var claim = await story.Submitted();
        await story.Did(new Features.Claims.ReviewClaim(story.NewId, officer, story.County, claim));
        await story.Did(new Features.Needs.EnterNeed(
            story.NewId, officer, story.County, $"XQ-{story.Township}", await story.Household(), "RICE", 1, Matching.Needs.Urgency.Soon, Matching.Needs.DiscoverySource.Aide));
        Assert.Equal(claim, Assert.Single(await Messages(claims)).Subject);
        Assert.Equal($"XQ-{story.Township}", Assert.Single(await Messages(needs)).Subject);
    }

    [Fact, Trait("rule", "D5")]
    public async Task A_provider_is_told_only_of_what_concerns_its_organisation()
    {
        var (officer, provider) = (await site.ActorOf("county"), await site.ActorOf("charity"));
        var subscription = await Subscribe(provider, WebhookSignature.NewSecret(), Enum.GetValues<WebhookEvent>());
        foreach (var (number, organisation) in ((string, string)[])[("HK-1", "CH01"), ("HK-2", "CH02")])
        {
            await site.Send(new Features.Supply.ImportSupply(Guid.CreateVersion7(), officer, officer.CountyCode,
                [new(Guid.CreateVersion7(), number, organisation, "RICE", number, "BAG", 4, null, [officer.CountyCode], [], null, null, new DateOnly(2027, 6, 30), false, "")]));
            Assert.Null((await site.Send(new Features.Supply.PublishLot(Guid.CreateVersion7(), officer, officer.CountyCode, number))).Refused?.Reason);
        }

        await site.Send(new Features.Needs.EnterNeed(
            Guid.CreateVersion7(), officer, officer.CountyCode, "HK-N", await site.Qidu().Household(), "RICE", 1, Matching.Needs.Urgency.Soon, Matching.Needs.DiscoverySource.Aide));
        var message = Assert.Single(await Messages(subscription));
        Assert.Equal((WebhookEvent.LotPublished, "HK-1"), (message.Event, message.Subject));
    }

    [Fact]
    public async Task The_page_shows_what_did_not_arrive_and_sends_it_again()
    {
        var browser = await site.SignIn("county.finance");
        using var added = await browser.Post("/webhooks", "/webhooks?handler=Subscribe", ("url", receiver.Url), ("events", "PaymentPaid"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var page = await browser.Read("/webhooks");
        Assert.Contains("whsec_", page, StringComparison.Ordinal);
        Assert.Contains(receiver.Url, page, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", await browser.Read("/webhooks"), StringComparison.Ordinal);
        using var refused = await browser.Post("/webhooks", "/webhooks?handler=Subscribe", ("url", "ftp://example.org/x"), ("events", "PaymentPaid"));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.1", false)]
    [InlineData("192.168.0.10", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("203.0.112.9", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:4700::1", true)]
    public void An_address_within_somebodys_own_network_is_not_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, WebhookAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://example.org/hook", ApiRefusal.AddressNotHttps)]
    [InlineData("https://user:secret@example.org/", ApiRefusal.AddressNotHttps)]
    [InlineData("example.org", ApiRefusal.AddressNotHttps)]
    [InlineData("https://localhost/hook", ApiRefusal.AddressIsPrivate)]
    [InlineData("https:" + "//192.168.1.1/hook", ApiRefusal.AddressIsPrivate)]
    [InlineData("https://[::1]/hook", ApiRefusal.AddressIsPrivate)]
    [InlineData("https://example.org/hook", null)]
    public void Where_the_operator_allows_nothing_else_only_public_https_is_taken(string url, ApiRefusal? refusal) =>
        Assert.Equal(refusal, WebhookAddress.Problem(url, new WebhookSettings(false, false, 0)));

    [Fact]
    public async Task A_name_that_leads_into_the_own_network_is_refused_when_it_is_called()
    {
        using var client = WebhookAddress.Client(new WebhookSettings(AllowPrivate: false, AllowHttp: true, 0));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(new Uri(receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)), null));
        Assert.Empty(receiver.Got);
    }
}
