using System.Diagnostics;

namespace Jiuji.Bench.Book;

/// <summary>So many callers at once, each with one transfer at a time through the county's lane, all from one account.</summary>
static class Callers
{
    /// <returns>Transfers a second, and the 99th percentile of the wait in milliseconds.</returns>
    public static async Task<(double PerSecond, double P99)> Measure(BenchDatabase database, int callers, double seconds)
    {
        var watch = Stopwatch.StartNew();
        var waits = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => Call(database, caller, watch, seconds))));
        var all = waits.SelectMany(each => each).ToList();
        return (all.Count / watch.Elapsed.TotalSeconds, Figures.P99(all));
    }

    static async Task<List<double>> Call(BenchDatabase database, int caller, Stopwatch watch, double seconds)
    {
        var waits = new List<double>();
        for (var number = caller * 1_000_000L; watch.Elapsed.TotalSeconds < seconds; number++)
        {
            var begun = watch.Elapsed;
            var answer = await database.Lane.Post(BenchDatabase.County, [BenchDatabase.Payment(number)], CancellationToken.None);
            if (!answer.IsPosted) throw new InvalidOperationException("The bench's payments all pass.");
            waits.Add((watch.Elapsed - begun).TotalMilliseconds);
        }
        return waits;
    }
}
