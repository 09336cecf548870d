using System.Diagnostics;

namespace Jiuji.Bench.Book;

/// <summary>How often this disk can promise that 4 kB are safe: the limit under every durable commit.</summary>
static class FlushProbe
{
    public static double PerSecond(string folder, int seconds)
    {
        using var file = new FileStream(Path.Combine(folder, "probe"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        var watch = Stopwatch.StartNew();
        var count = 0;
        for (; watch.Elapsed.TotalSeconds < seconds; count++)
        {
            file.Write(page);
            file.Flush(flushToDisk: true);
        }
        return count / watch.Elapsed.TotalSeconds;
    }
}
