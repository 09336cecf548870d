using System.Globalization;
using System.Net.Mime;
using System.Text;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Webhooks;

/// <summary>
/// Sends what the outbox holds. A message is taken up by writing into it until when it is taken, so any number of processes may send; the receiver may still
/// get one twice, under the same id, when a process dies between sending and noting it.
/// </summary>
public sealed class WebhookSender(
    IServiceScopeFactory scopes, Lanes.Lanes lanes, PersonalVault vault, TimeProvider clock, WebhookSettings settings, ILogger<WebhookSender> log) : BackgroundService
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan TakenFor = TimeSpan.FromMinutes(2);

    /// <summary>After each failure, how long until the next try; when they are used up the message is dead.</summary>
    public static readonly IReadOnlyList<TimeSpan> Waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8), TimeSpan.FromHours(24)];

    private readonly HttpClient http = WebhookAddress.Client(settings);

    private sealed record Due(WebhookDelivery Message, WebhookSubscription To);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.EverySeconds <= 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(settings.EverySeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendDue(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                log.LogError(problem, "Messages could not be sent; trying again in {Seconds} s.", settings.EverySeconds);
            }
        }
    }

    /// <summary>Sends everything that is due now; how many arrived.</summary>
    public async Task<int> SendDue(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<Due> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
            due = await (from message in db.Set<WebhookDelivery>().AsNoTracking()
                         where message.State == DeliveryState.Waiting && message.NextAt <= now
                         join to in db.Set<WebhookSubscription>().AsNoTracking() on new { message.CountyCode, Id = message.SubscriptionId } equals new { to.CountyCode, to.Id }
                         orderby message.NextAt, message.Id
                         select new Due(message, to)).Take(MostAtOnce).ToListAsync(cancellationToken);
        }

        var arrived = 0;
        foreach (var (message, to) in due)
        {
            if (await Write(message, row => row.NextAt == message.NextAt, now + TakenFor, message.Attempts + 1, DeliveryState.Waiting, message.LastStatus, message.LastProblem, cancellationToken))
            {
                arrived += await Send(message, to, cancellationToken) ? 1 : 0;
            }
        }

        return arrived;
    }

    private async Task<bool> Send(WebhookDelivery message, WebhookSubscription to, CancellationToken cancellationToken)
    {
        var (status, problem) = to.EndedAt is null ? await Post(message, to, cancellationToken) : (null, nameof(to.EndedAt));
        var isThere = status is >= 200 and < 300;
        var isDead = to.EndedAt is not null || status == StatusCodes.Status410Gone || message.Attempts >= Waits.Count;
        var (state, next) = isThere ? (DeliveryState.Delivered, clock.GetUtcNow())
            : isDead ? (DeliveryState.NotDelivered, clock.GetUtcNow())
            : (DeliveryState.Waiting, clock.GetUtcNow() + Waits[message.Attempts]);
        await Write(message, _ => true, next, message.Attempts + 1, state, status, problem, cancellationToken);
        return isThere;
    }

    private async Task<(int? Status, string Problem)> Post(WebhookDelivery message, WebhookSubscription to, CancellationToken cancellationToken)
    {
        try
        {
            var (now, secret) = (clock.GetUtcNow(), vault.Open(to.SecretSealed, WebhookSubscription.SecretContext(to.Id)));
            using var request = new HttpRequestMessage(HttpMethod.Post, to.Url) { Content = new StringContent(message.Body, Encoding.UTF8, MediaTypeNames.Application.Json) };
            request.Headers.Add(WebhookSignature.IdHeader, message.Id.ToString("D"));
            request.Headers.Add(WebhookSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(secret, message.Id, now, message.Body));
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return ((int)answer.StatusCode, "");
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // The first line only: what a foreign server says is not ours to keep.
            return (null, (failed.InnerException ?? failed).Message.Split('\n')[0]);
        }
    }

    private async Task<bool> Write(
        WebhookDelivery message, System.Linq.Expressions.Expression<Func<WebhookDelivery, bool>> still, DateTimeOffset next, int attempts, DeliveryState state, int? status, string problem,
        CancellationToken cancellationToken) =>
        (await lanes.For(message.CountyCode).Run<int>(message.CountyCode, async (services, token) =>
            await services.GetRequiredService<JiujiDb>().Set<WebhookDelivery>()
                .Where(row => row.CountyCode == message.CountyCode && row.Id == message.Id && row.State == DeliveryState.Waiting).Where(still)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(r => r.NextAt, next).SetProperty(r => r.Attempts, attempts).SetProperty(r => r.State, state).SetProperty(r => r.LastStatus, status)
                        .SetProperty(r => r.LastProblem, problem), token), cancellationToken)).Value == 1;

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }
}
