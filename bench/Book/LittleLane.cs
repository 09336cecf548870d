using System.Diagnostics;
using System.Threading.Channels;
using Jiuji.Ledger;

namespace Jiuji.Bench.Book;

/// <summary>A lane without the site around it: what waits together is decided together, committed once, and only then answered.</summary>
sealed class LittleLane(BenchDatabase database)
{
    const int MostPerCommit = 256;

    readonly Channel<(Transfer[] Group, TaskCompletionSource<PostAnswer> Answer)> waiting = Channel.CreateUnbounded<(Transfer[], TaskCompletionSource<PostAnswer>)>();

    /// <summary>So many callers of one transfer each, for so long.</summary>
    /// <returns>Transfers a second, and the 99th percentile of the wait in milliseconds.</returns>
    public static async Task<(double PerSecond, double P99)> Measure(BenchDatabase database, int callers, int seconds)
    {
        var lane = new LittleLane(database);
        var draining = Task.Run(lane.Drain);
        var watch = Stopwatch.StartNew();
        var waits = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => lane.Call(caller, watch, seconds))));
        var all = waits.SelectMany(each => each).ToList();
        var elapsed = watch.Elapsed.TotalSeconds;
        lane.waiting.Writer.Complete();
        await draining;
        return (all.Count / elapsed, Figures.P99(all));
    }

    async Task<List<double>> Call(int caller, Stopwatch watch, int seconds)
    {
        var waits = new List<double>();
        for (var number = caller * 1_000_000L; watch.Elapsed.TotalSeconds < seconds; number++)
        {
            var begun = watch.Elapsed;
            var answer = new TaskCompletionSource<PostAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            await waiting.Writer.WriteAsync(([BenchDatabase.Payment(number)], answer));
            if (!(await answer.Task).IsPosted) throw new InvalidOperationException("The bench's payments all pass.");
            waits.Add((watch.Elapsed - begun).TotalMilliseconds);
        }
        return waits;
    }

    async Task Drain()
    {
        await using var connection = await database.Connect();
        while (await waiting.Reader.WaitToReadAsync())
        {
            var batch = new List<(Transfer[] Group, TaskCompletionSource<PostAnswer> Answer)>();
            while (batch.Count < MostPerCommit && waiting.Reader.TryRead(out var work)) batch.Add(work);
            IReadOnlyList<PostAnswer> answers = [];
            await database.InTransaction(connection, async book => answers = await book.Post(batch.ConvertAll(work => (IReadOnlyList<Transfer>)work.Group)));
            for (var index = 0; index < batch.Count; index++) batch[index].Answer.SetResult(answers[index]);
        }
    }
}
