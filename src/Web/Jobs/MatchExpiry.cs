using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Verify;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Jobs;

/// <summary>Sends <see cref="ExpireMatches"/> to each county once an hour: what was held too long is free again. A hold that has run out can be posted by nobody even before that.</summary>
public sealed class MatchExpiry : IJob
{
    public string Name => "match-expiry";

    public DateTimeOffset NextAfter(DateTimeOffset ended) => ended.AddHours(1);

    public async Task Run(IServiceProvider services, CancellationToken cancellationToken)
    {
        var mediator = services.GetRequiredService<IMediator>();
        foreach (var county in await CountyVerification.Counties(services.GetRequiredService<JiujiDb>(), cancellationToken))
        {
            var by = new Actor(Guid.Empty, "clock", Role.Administrator, county, "", null);
            if ((await mediator.Send(new ExpireMatches(Guid.CreateVersion7(), by, county), cancellationToken)).Refused is { } refused)
            {
                throw new InvalidOperationException($"The matches of {county} could not expire: {refused.Reason}.");
            }
        }
    }
}
