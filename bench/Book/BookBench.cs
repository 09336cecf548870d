using System.Diagnostics;
using System.Globalization;

namespace Jiuji.Bench.Book;

/// <summary>
/// <c>bench -- book [sqlite] [postgres] [large] [verify] [--seconds N] [--rows N]</c>: the program's own lane and book against what the same tables bear in plain
/// SQL, in turn in one run, beside a flush probe, because absolute figures of one machine move by a factor of two. Medians of three rounds; each goal is marked
/// met or short. Some five minutes; with <c>--rows 5000000</c> ten million entries, and some ten minutes and six gigabytes more.
/// </summary>
static class BookBench
{
    public static int Run(string[] args) => RunAll(args).GetAwaiter().GetResult();

    static async Task<int> RunAll(string[] args)
    {
        var seconds = Option(args, "--seconds", 3);
        var rows = Option(args, "--rows", 1_000_000);
        string[] parts = [.. args.Where(arg => arg is "sqlite" or "postgres" or "large" or "verify")];
        if (parts.Length == 0) parts = ["sqlite", "postgres", "large", "verify"];
        var figures = new Figures();
        var failed = 0;
        var folder = Directory.CreateTempSubdirectory("jiuji-bench-").FullName;
        try
        {
            figures.Note("load average before", Load(), "", "");
            figures.Add("flush probe: append 4 kB and flush", FlushProbe.PerSecond(folder, seconds), "/s");
            await Part("sqlite", () => SqliteRounds.Run(figures, folder, seconds));
            await Part("postgres", () => PostgresRounds.Run(figures, seconds));
            await Part("large", () => LargeBook.Run(figures, folder, rows));
            await Part("verify", () => VerifyMillion.Run(figures, folder, Math.Min(rows, 1_000_000)));
            figures.Add("flush probe again", FlushProbe.PerSecond(folder, seconds), "/s");
            figures.Note("load average after", Load(), "", "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Console.WriteLine(figures.Markdown());
        return failed;

        async Task Part(string name, Func<Task> run)
        {
            if (!parts.Contains(name)) return;
            var watch = Stopwatch.StartNew();
            try
            {
                await run();
                figures.Note($"{name}: minutes of this part, filling included", $"{watch.Elapsed.TotalMinutes:0.0}", "", "");
            }
            catch (Exception reason)
            {
                // What the other parts measured is still worth its minutes.
                failed = 1;
                figures.Note($"{name}: broke off", reason.Message.ReplaceLineEndings(" "), "", "short");
            }
        }
    }

    /// <summary>Of the last minute, five and fifteen: figures of a busy machine are worth little.</summary>
    static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";

    static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
