using System.Diagnostics;
using System.Globalization;
using Jiuji.Ledger.Reconciliation;

namespace Jiuji.Bench.Reconcile;

/// <summary>
/// A year of a large county: as many payments as bank lines, few different amounts and names, days that drift, a tenth debited in sums or under no name.
/// Prints how long matching takes, how much of it was settled, and the most memory the process used.
/// </summary>
static class ReconcileBench
{
    internal static int Run(string[] args)
    {
        var count = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 100_000;
        var (lines, moves) = Invent(new Random(20261122), count);
        var watch = Stopwatch.StartNew();
        var found = LineMatching.Propose(lines, moves);
        watch.Stop();
        var certain = found.Where(pair => pair.IsCertain).ToList();
        var peakMegabytes = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{lines.Count} lines x {moves.Count} payments: {watch.Elapsed.TotalSeconds:0.00} s, {certain.Sum(pair => pair.Lines.Count)} lines settled, "
            + $"{found.Count - certain.Count} suggestions, {lines.Count - found.Sum(pair => pair.Lines.Count)} exceptions, peak {peakMegabytes} MB"));
        return watch.Elapsed.TotalSeconds < 10 && peakMegabytes < 500 ? 0 : 1;
    }

    static (List<MatchItem> Lines, List<MatchItem> Moves) Invent(Random random, int count)
    {
        var (lines, moves) = (new List<MatchItem>(count), new List<MatchItem>(count));
        var first = new DateOnly(2026, 1, 1);
        for (var i = 0; moves.Count < count; i++)
        {
            var (day, name) = (first.AddDays(random.Next(365)), $"{(char)('一' + random.Next(200))}*{(char)('一' + random.Next(300))}");
            var account = random.Next(3) > 0 ? string.Create(CultureInfo.InvariantCulture, $"{random.Next(60_000)}") : "";
            var amount = -10_000L * random.Next(1, 60);
            var number = string.Create(CultureInfo.InvariantCulture, $"CZ-{i:000000}");
            moves.Add(new(Guid.CreateVersion7(), day, amount, name, account, number));
            var kind = random.Next(100);
            if (kind < 2) continue;
            lines.Add(new(
                Guid.CreateVersion7(), day.AddDays(random.Next(4)), kind < 4 ? amount - random.Next(1, 500) : amount, kind < 10 ? "" : name, kind < 40 ? account : "",
                kind is >= 40 and < 60 ? $"付{number},发放" : "发放"));
        }
        while (lines.Count < count) lines.Add(new(Guid.CreateVersion7(), first.AddDays(random.Next(365)), random.Next(1, 100_000), "", "", "转账"));
        return (lines, moves);
    }
}
