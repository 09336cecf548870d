using Jiuji.Web.Database;
using Jiuji.Web.Features.Verify;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Jobs;

/// <summary>
/// Sends one command to each county once an hour, which frees what was held too long. A hold that has run out can be posted by nobody even before that. A county that
/// refuses is told of when all others have had their turn.
/// </summary>
public abstract class HourlyExpiry : IJob
{
    public abstract string Name { get; }

    public DateTimeOffset NextAfter(DateTimeOffset ended) => ended.AddHours(1);

    protected abstract ICommand<int> Expire(Guid commandId, Actor by, string county);

    public async Task Run(IServiceProvider services, CancellationToken cancellationToken)
    {
        var mediator = services.GetRequiredService<IMediator>();
        var refusals = new List<string>();
        foreach (var county in await CountyVerification.Counties(services.GetRequiredService<JiujiDb>(), cancellationToken))
        {
            var by = new Actor(Guid.Empty, "clock", Role.Administrator, county, "", null);
            if ((await mediator.Send(Expire(Guid.CreateVersion7(), by, county), cancellationToken)).Refused is { } refused)
            {
                refusals.Add($"in {county}: {refused.Reason}");
            }
        }

        if (refusals.Count > 0)
        {
            throw new InvalidOperationException($"{Name} was refused {string.Join(", ", refusals)}.");
        }
    }
}
