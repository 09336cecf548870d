using System.Collections.Concurrent;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.LongWork;

/// <summary>
/// Runs long work outside the request that started it. The work enters lanes in chunks by itself; this writes its progress twice a second and asks on the same
/// way whether it is to stop.
/// </summary>
public sealed class LongTasks(IServiceScopeFactory scopes, Lanes.Lanes lanes, TimeProvider clock, ILogger<LongTasks> log)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    /// <summary>How long somebody looks at a page that does not move before they press again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<Guid, Task> running = new();

    /// <summary>What a piece of work is given: its own services, where to report how far it is, and whether it is to stop. It answers the lines to tell.</summary>
    public delegate Task<IReadOnlyList<string>> Work(IServiceProvider services, IProgress<(int Done, int All)> progress, CancellationToken cancellationToken);

    /// <summary>Work that comes before a command and takes most of the time.</summary>
    public delegate Task Prepare(IServiceProvider services, IProgress<(int Done, int All)> progress, CancellationToken cancellationToken);

    public async Task<Guid> Start(Actor by, string word, string back, Work work, CancellationToken cancellationToken)
    {
        var job = new LongTask
        {
            CountyCode = by.CountyCode, Id = Guid.CreateVersion7(), Word = word, StartedBy = by.Name, StartedAt = clock.GetUtcNow(), Back = back, HeardOfAt = clock.GetUtcNow(),
        };
        await InLane(job.CountyCode, (db, _) => Task.FromResult(db.Add(job)), cancellationToken);
        running[job.Id] = Task.Run(() => Run(job.CountyCode, job.Id, work), CancellationToken.None);
        return job.Id;
    }

    /// <summary>
    /// Sends a command that may take long, as a piece of long work. Answers its result where that comes while somebody is still looking, else none: then
    /// it goes on, and its page says how far it is. Stopped while it waits for its lane, nothing of it is done.
    /// </summary>
    /// <param name="before">What can be made ready outside the lane, with its progress.</param>
    public async Task<(Guid Id, Result<TAnswer>? Result)> Send<TAnswer>(
        ICommand<TAnswer> command, string word, string back, Func<Result<TAnswer>, string> tell, Prepare? before, CancellationToken cancellationToken)
    {
        Result<TAnswer>? answer = null;
        var id = await Start(command.By, word, back, async (services, progress, stop) =>
        {
            if (before is not null)
            {
                await before(services, progress, stop);
            }

            answer = await services.GetRequiredService<IMediator>().Send(command, stop);
            return [tell(answer)];
        }, cancellationToken);
        await Task.WhenAny(Ended(id), Task.Delay(Patience, clock, cancellationToken));
        return (id, Ended(id).IsCompletedSuccessfully ? answer : null);
    }

    /// <summary>Ends when the work of this process under that id has ended.</summary>
    public Task Ended(Guid id) => running.TryGetValue(id, out var task) ? task : Task.CompletedTask;

    /// <summary>Asks the work to stop after its present chunk; what is done stays done.</summary>
    public Task Stop(string county, Guid id, CancellationToken cancellationToken) => Change(county, id, job => job.IsToStop = true, cancellationToken);

    private async Task Run(string county, Guid id, Work work)
    {
        using var stop = new CancellationTokenSource();
        var progress = new Progress();
        var beating = KeepBeating(county, id, progress, stop);
        var (state, notes) = await Outcome(county, work, progress, stop.Token);
        progress.IsOver = true;
        await beating;
        await Change(county, id, job => (job.State, job.Notes, job.Done, job.Total) = (state, notes, progress.Done, progress.Total), CancellationToken.None);
        running.TryRemove(id, out _);
    }

    private async Task<(LongTaskState State, string Notes)> Outcome(string county, Work work, Progress progress, CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<JiujiDb>().Within = county.Length > 0 ? county : CountyWall.AllCounties;
            return (LongTaskState.Done, string.Join('\n', await work(scope.ServiceProvider, progress, stop)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (LongTaskState.Cancelled, "");
        }
        catch (Exception bug)
        {
            log.LogError(bug, "Long work failed.");
            return (LongTaskState.Failed, "");
        }
    }

    private async Task KeepBeating(string county, Guid id, Progress progress, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(Beat);
        while (!progress.IsOver && await timer.WaitForNextTickAsync())
        {
            await Change(county, id, job =>
            {
                (job.Done, job.Total, job.HeardOfAt) = (progress.Done, progress.Total, clock.GetUtcNow());
                if (job.IsToStop)
                {
                    stop.Cancel();
                }
            }, CancellationToken.None);
        }
    }

    private async Task Change(string county, Guid id, Action<LongTask> change, CancellationToken cancellationToken) =>
        await InLane(county, async (db, token) => change(await db.Set<LongTask>().SingleAsync(job => job.CountyCode == county && job.Id == id, token)), cancellationToken);

    private async Task InLane(string county, Func<JiujiDb, CancellationToken, Task> change, CancellationToken cancellationToken) => await lanes.For(county).Run<Done>(county, async (services, token) =>
    {
        var db = services.GetRequiredService<JiujiDb>();
        await change(db, token);
        await db.SaveChangesAsync(token);
        return new Done();
    }, cancellationToken);

    /// <summary>The last word of the work about itself; read by the beat, which alone writes it down.</summary>
    private sealed class Progress : IProgress<(int Done, int All)>
    {
        private volatile int done;
        private volatile int total;
        private volatile bool isOver;

        public int Done => done;
        public int Total => total;

        public bool IsOver
        {
            get => isOver;
            set => isOver = value;
        }

        public void Report((int Done, int All) value) => (done, total) = value;
    }
}
