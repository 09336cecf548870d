using Jiuji.Web.Database;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.Verify;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Jobs;

/// <summary>Sends <see cref="ExpireReleases"/> to each county once an hour. A hold that has run out can be posted by nobody even before that; this makes its money free.</summary>
public sealed class ReleaseExpiry : IJob
{
    public string Name => "release-expiry";

    public DateTimeOffset NextAfter(DateTimeOffset ended) => ended.AddHours(1);

    public async Task Run(IServiceProvider services, CancellationToken cancellationToken)
    {
        var mediator = services.GetRequiredService<IMediator>();
        foreach (var county in await CountyVerification.Counties(services.GetRequiredService<JiujiDb>(), cancellationToken))
        {
            var by = new Actor(Guid.Empty, "clock", Role.Administrator, county, "", null);
            if ((await mediator.Send(new ExpireReleases(Guid.CreateVersion7(), by, county), cancellationToken)).Refused is { } refused)
            {
                throw new InvalidOperationException($"The holds of {county} could not expire: {refused.Reason}.");
            }
        }
    }
}
