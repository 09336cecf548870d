using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Jobs;

/// <summary>Work that the clock asks for, not a person.</summary>
public interface IJob
{
    /// <summary>The key of its row, for ever.</summary>
    string Name { get; }

    /// <summary>When it is due again after it has ended at this instant.</summary>
    DateTimeOffset NextAfter(DateTimeOffset ended);

    /// <param name="services">A scope of its own.</param>
    Task Run(IServiceProvider services, CancellationToken cancellationToken);
}

/// <summary>
/// Looks once a minute which jobs are due and does each in exactly one process: whoever moves the job's row on first has it (docs/decisions/0007). A job that
/// fails is tried again after a while, and the log says so.
/// </summary>
public sealed class JobClock(IEnumerable<IJob> jobs, Lanes.Lanes lanes, IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobClock> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    /// <summary>Whoever has just started the site wants its first page before its first job.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(10);

    private readonly Guid process = Guid.CreateVersion7();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(FirstLook, clock, stoppingToken);
        using var minute = new PeriodicTimer(Look, clock);
        do
        {
            await RunDue(stoppingToken);
        }
        while (await minute.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Does what is due now and nobody else has in hand.</summary>
    public async Task RunDue(CancellationToken cancellationToken)
    {
        foreach (var job in jobs)
        {
            try
            {
                if (await Take(job, cancellationToken))
                {
                    await RunAndNote(job, cancellationToken);
                }
            }
            catch (Exception reason) when (reason is not OperationCanceledException)
            {
                // The site goes on serving while its database is away; the next look tries again.
                log.LogError(reason, "The row of job {Job} could not be read or written.", job.Name);
            }
        }
    }

    private async Task RunAndNote(IJob job, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await job.Run(scope.ServiceProvider, cancellationToken);
        }
        catch (Exception reason) when (reason is not OperationCanceledException)
        {
            log.LogError(reason, "Job {Job} failed; it is tried again in {Minutes} minutes.", job.Name, RetryAfter.TotalMinutes);
            await Release(job, clock.GetUtcNow() + RetryAfter, failed: true, cancellationToken);
            return;
        }

        await Release(job, job.NextAfter(clock.GetUtcNow()), failed: false, cancellationToken);
    }

    private async Task<bool> Take(IJob job, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await IsEarly(job, now, cancellationToken))
        {
            return false;
        }

        var taken = await InSharedLane(async db =>
        {
            var rows = db.Set<JobRow>().Where(row => row.Name == job.Name);
            if (!await rows.AnyAsync(cancellationToken))
            {
                db.Add(new JobRow { Name = job.Name, DueAt = now, HeldUntil = now });
                await db.SaveChangesAsync(cancellationToken);
            }

            return await rows.Where(row => row.DueAt <= now && row.HeldUntil <= now)
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.Holder, process).SetProperty(r => r.HeldUntil, now + LongestRun), cancellationToken);
        }, cancellationToken);
        return taken == 1;
    }

    /// <summary>A read, so that a minute in which nothing is due writes nothing.</summary>
    private async Task<bool> IsEarly(IJob job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        return await db.Set<JobRow>().AnyAsync(row => row.Name == job.Name && (row.DueAt > now || row.HeldUntil > now), cancellationToken);
    }

    private Task<int> Release(IJob job, DateTimeOffset dueAt, bool failed, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return InSharedLane(
            db => db.Set<JobRow>().Where(row => row.Name == job.Name && row.Holder == process).ExecuteUpdateAsync(
                row => row.SetProperty(r => r.DueAt, dueAt).SetProperty(r => r.HeldUntil, now)
                    .SetProperty(r => r.EndedAt, r => failed ? r.EndedAt : now).SetProperty(r => r.Failures, r => failed ? r.Failures + 1 : 0),
                cancellationToken),
            cancellationToken);
    }

    private async Task<int> InSharedLane(Func<JiujiDb, Task<int>> work, CancellationToken cancellationToken)
    {
        var result = await lanes.Shared.Run<int>("", async (services, _) => await work(services.GetRequiredService<JiujiDb>()), cancellationToken);
        return result.Value;
    }
}
