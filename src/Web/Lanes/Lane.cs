using System.Data;
using System.Data.Common;
using System.Threading.Channels;
using Jiuji.Ledger;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Jiuji.Web.Lanes;

/// <summary>
/// Everything that writes in a county goes through its lane, one after another: the lane takes what is waiting, does it in one transaction, commits once, and
/// only then answers all. So state and money move together, rules decide on the truth, and what arrives together shares one flush.
/// </summary>
public sealed class Lane : IAsyncDisposable
{
    private const int MostPerCommit = 256;

    /// <summary>How often the lane lets others go first while fewer wait than it has just answered.</summary>
    private const int Courtesies = 4;
    private static readonly AsyncLocal<bool> Inside = new();

    private readonly Channel<Work> waiting = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IServiceScopeFactory scopes;
    private readonly string within;
    private readonly ILogger log;
    private readonly Task running;
    private readonly CancellationTokenSource stopping = new();
    private AsyncServiceScope? scope;
    private DbConnection? connection;
    private int queued;

    /// <param name="within">The county behind whose wall it works: said to the one connection that it keeps, once.</param>
    public Lane(IServiceScopeFactory scopes, string within, ILogger log)
    {
        this.scopes = scopes;
        this.within = within;
        this.log = log;

        // The lane outlives whoever sends the first command, and shall not work in that person's language.
        using (ExecutionContext.SuppressFlow())
        {
            running = Task.Run(Drain);
        }
    }

    /// <summary>Runs work that loads, decides and saves, in a savepoint of its own. A refused result or an exception leaves nothing of it.</summary>
    public Task<Result<T>> Run<T>(string county, Func<IServiceProvider, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken) =>
        Enqueue(new CommandWork<T>(county, work, cancellationToken));

    /// <summary>Posts one group of transfers; groups that wait together are decided together and written set-based.</summary>
    public Task<PostAnswer> Post(string county, IReadOnlyList<Transfer> transfers, CancellationToken cancellationToken) =>
        Enqueue(new PostWork(county, transfers, cancellationToken));

    private async Task<T> Enqueue<T>(Work<T> work)
    {
        if (Inside.Value)
        {
            throw new InvalidOperationException("A handler in a lane never enters one: it would wait for itself.");
        }

        Interlocked.Increment(ref queued);
        await waiting.Writer.WriteAsync(work, CancellationToken.None);
        return await work.Answer.Task.WaitAsync(work.Cancelled);
    }

    private async Task Drain()
    {
        Inside.Value = true;
        var answered = 0;
        while (await waiting.Reader.WaitToReadAsync(stopping.Token).ConfigureAwait(false))
        {
            await LetThemCome(answered);
            List<Work> batch = [];
            while (batch.Count < MostPerCommit && waiting.Reader.TryRead(out var work))
            {
                Interlocked.Decrement(ref queued);
                if (!work.Cancelled.IsCancellationRequested)
                {
                    batch.Add(work);
                }
            }

            await Answer(batch);
            answered = batch.Count;
        }
    }

    /// <summary>
    /// Those who were just answered often come straight back. A lane that runs off with the first of them makes the others wait for a whole commit, and all
    /// of them share half as many; so it lets what is ready to run, run first. No clock: an idle lane loses nothing.
    /// </summary>
    private async Task LetThemCome(int answered)
    {
        for (var courtesy = 0; courtesy < Courtesies && Volatile.Read(ref queued) < answered; courtesy++)
        {
            await Task.Yield();
        }
    }

    /// <summary>
    /// One commit for the batch. If the commit itself fails nobody is told yes: the lane reconnects and runs the batch once more. Commands and transfers are
    /// recorded by id in the same commit, so what had reached the disk answers as a repeat and what had not is done now.
    /// </summary>
    private async Task Answer(List<Work> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            await Attempt(batch);
        }
        catch (Exception first) when (first is not OperationCanceledException)
        {
            log.LogWarning(first, "A batch of {Count} did not commit; running it once more.", batch.Count);
            await Reconnect();
            try
            {
                await Attempt(batch);
            }
            catch (Exception second)
            {
                log.LogError(second, "A batch of {Count} did not commit.", batch.Count);
                batch.ForEach(work => work.Fail(second));
                await Reconnect();
                return;
            }
        }

        batch.ForEach(work => work.Tell());
    }

    private async Task Attempt(List<Work> batch)
    {
        scope ??= scopes.CreateAsyncScope();
        var services = scope.Value.ServiceProvider;
        var db = services.GetRequiredService<JiujiDb>();
        (db.Within, db.Database.AutoSavepointsEnabled) = (within, false);
        await db.Database.OpenConnectionAsync(stopping.Token);
        connection = db.Database.GetDbConnection();
        KeptStatements.Keep(connection);
        if (await PostedAtOnce(services, db, batch))
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, stopping.Token);
        var turn = services.GetRequiredService<Turn>();
        (turn.Connection, turn.Transaction) = (db.Database.GetDbConnection(), transaction);

        // Posts of one county take their lane themselves, in the same trip as their questions.
        var counties = batch.Select(work => work.County).Where(county => county.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var county in counties.Count == 1 && batch.TrueForAll(work => work is PostWork) ? [] : counties)
        {
            await turn.BookOf(county).TakeLane(stopping.Token);
        }

        for (var next = 0; next < batch.Count;)
        {
            var posts = Posts(batch, next);
            if (posts.Count > 0)
            {
                await PostTogether(turn, posts);
                next += posts.Count;
            }
            else
            {
                await OneCommand(services, db, transaction, batch[next++]);
            }
        }

        await transaction.CommitAsync(stopping.Token);
    }

    /// <summary>Nothing but posts of one county: the book may know enough to decide, write and commit them in one round trip.</summary>
    private async Task<bool> PostedAtOnce(IServiceProvider services, JiujiDb db, List<Work> batch)
    {
        var posts = Posts(batch, 0);
        if (posts.Count < batch.Count)
        {
            return false;
        }

        var turn = services.GetRequiredService<Turn>();
        (turn.Connection, turn.Transaction) = (db.Database.GetDbConnection(), null);
        var answers = await turn.BookOf(posts[0].County).PostAtOnce([.. posts.Select(post => post.Transfers)], stopping.Token);
        Tell(posts, answers ?? []);
        return answers is not null;
    }

    private static void Tell(List<PostWork> posts, IReadOnlyList<PostAnswer> answers)
    {
        foreach (var (post, answer) in posts.Zip(answers))
        {
            post.Done = answer;
        }
    }

    /// <summary>The run of posts of one county that begins here.</summary>
    private static List<PostWork> Posts(List<Work> batch, int from) =>
        [.. batch.Skip(from).TakeWhile(work => work is PostWork && work.County == batch[from].County).Cast<PostWork>()];

    private async Task PostTogether(Turn turn, List<PostWork> posts)
    {
        var answers = await turn.BookOf(posts[0].County).Post([.. posts.Select(post => post.Transfers)], stopping.Token);
        Tell(posts, answers);
    }

    private static async Task OneCommand(IServiceProvider services, JiujiDb db, IDbContextTransaction transaction, Work work)
    {
        const string savepoint = "command";
        services.GetRequiredService<Turn>().Begin();
        await transaction.CreateSavepointAsync(savepoint);
        try
        {
            if (await work.Do(services))
            {
                await transaction.ReleaseSavepointAsync(savepoint);
            }
            else
            {
                await transaction.RollbackToSavepointAsync(savepoint);
                await Remember(db, services.GetRequiredService<Turn>());
            }
        }
        catch (Exception bug)
        {
            // The command's own failure is its sender's to see; the others in the batch go on.
            work.Failed = bug;
            await transaction.RollbackToSavepointAsync(savepoint);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>A refused command leaves nothing of what it wanted, but that it was tried.</summary>
    private static async Task Remember(JiujiDb db, Turn turn)
    {
        db.ChangeTracker.Clear();
        if (turn.Remembered.Count > 0)
        {
            db.AddRange(turn.Remembered);
            await db.SaveChangesAsync();
        }
    }

    private async Task Reconnect()
    {
        if (scope is { } old)
        {
            scope = null;
            if (connection is not null)
            {
                KeptStatements.Forget(connection);
            }

            await old.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await running;
        await Reconnect();
        stopping.Dispose();
    }

    private abstract class Work(string county, CancellationToken cancelled)
    {
        public string County => county;
        public CancellationToken Cancelled => cancelled;
        public Exception? Failed { get; set; }

        /// <summary>True when what was done is to be kept.</summary>
        public abstract Task<bool> Do(IServiceProvider services);
        public abstract void Tell();
        public abstract void Fail(Exception reason);
    }

    private abstract class Work<T>(string county, CancellationToken cancelled) : Work(county, cancelled)
    {
        public TaskCompletionSource<T> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public T? Done { get; set; }

        public override void Tell()
        {
            if (Failed is not null)
            {
                Answer.TrySetException(Failed);
            }
            else
            {
                Answer.TrySetResult(Done!);
            }
        }

        public override void Fail(Exception reason) => Answer.TrySetException(reason);
    }

    private sealed class PostWork(string county, IReadOnlyList<Transfer> transfers, CancellationToken cancelled) : Work<PostAnswer>(county, cancelled)
    {
        public IReadOnlyList<Transfer> Transfers => transfers;

        public override Task<bool> Do(IServiceProvider services) => throw new InvalidOperationException("Posts are done together.");
    }

    private sealed class CommandWork<T>(string county, Func<IServiceProvider, CancellationToken, Task<Result<T>>> work, CancellationToken cancelled)
        : Work<Result<T>>(county, cancelled)
    {
        public override async Task<bool> Do(IServiceProvider services)
        {
            Failed = null;
            Done = await work(services, CancellationToken.None);
            return Done.IsDone && !Done.Repeat && !Done.IsTrial;
        }
    }
}
