using System.Diagnostics;
using System.Globalization;
using Jiuji.Matching.Solving;

namespace Jiuji.Bench.Flow;

/// <summary>
/// <c>nation [--counties N]</c>: the match runs of N of the 2,978 counties, one after another, streamed from a file on disk, so that memory is that of the
/// largest county. The sizes are invented: even steps through a log-normal distribution of populations with a mean of 474,000 (1.41 billion people in 2,978
/// counties), a median of 370,000 and ends cut at 8,000 and 2.6 million; one person in a hundred has an open need, and there is one lot for five needs, in
/// 20 kinds. Every plan is proven by its certificate, which is checked in the time that is reported.
/// </summary>
static class NationBench
{
    const int All = 2_978;
    const int Usual = 300;
    const int Kinds = 20;
    const double MedianPopulation = 370_000;
    const double Spread = 0.70;
    const int LeastPopulation = 8_000;
    const int MostPopulation = 2_600_000;
    const int PeoplePerNeed = 100;
    const int NeedsPerLot = 5;

    static readonly MatchPolicy Policy = new(InventedSupply.Today, "bench");

    internal static int Run(string[] args)
    {
        var counties = args is ["--counties", var text] ? int.Parse(text, CultureInfo.InvariantCulture) : Usual;
        var file = Path.GetTempFileName();
        try
        {
            var megabytes = Write(file, Sizes(counties)) / 1e6;
            Console.WriteLine($"{counties:N0} counties written, {megabytes:N0} MB");
            var runs = Solve(file, counties);
            Tell(runs);
            return 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>How many needs each county has, by even steps through the distribution, dealt out in an order that mixes large and small.</summary>
    static int[] Sizes(int counties)
    {
        var sizes = Enumerable.Range(0, counties).Select(place => (place + 0.5) / counties)
            .Select(share => Math.Clamp(MedianPopulation * Math.Exp(Spread * Normal(share)), LeastPopulation, MostPopulation))
            .Select(population => (int)(population / PeoplePerNeed)).ToArray();
        new Random(2978).Shuffle(sizes);
        return sizes;
    }

    /// <summary>The standard normal deviate below which a share of all lies, by halving.</summary>
    static double Normal(double share)
    {
        var (low, high) = (-8.0, 8.0);
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            if (Below(middle) < share) low = middle;
            else high = middle;
        }
        return low;
    }

    /// <summary>The logistic curve that lies within 0.01 of the normal distribution (Page 1977): sizes need no more.</summary>
    static double Below(double deviate) => 1 / (1 + Math.Exp(-1.5976 * deviate - 0.070565992 * deviate * deviate * deviate));

    static long Write(string file, int[] sizes)
    {
        using var writer = new BinaryWriter(File.Create(file));
        for (var county = 0; county < sizes.Length; county++)
        {
            var (lots, needs) = new InventedSupply(county).Make(sizes[county], Math.Max(1, sizes[county] / NeedsPerLot), Kinds);
            CountyFile.Write(writer, lots, needs);
        }
        return writer.BaseStream.Length;
    }

    sealed record CountyRun(int Needs, double Milliseconds);

    static List<CountyRun> Solve(string file, int counties)
    {
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(file), 1 << 20));
        var runs = new List<CountyRun>(counties);
        for (var county = 0; county < counties; county++)
        {
            var started = Stopwatch.GetTimestamp();
            var (lots, needs) = CountyFile.Read(reader);
            var plan = MatchRun.Solve(lots, needs, Policy);
            if (!plan.Certificates.All(certificate => certificate.Verify().Holds)) throw new InvalidOperationException($"County {county} is not proven.");
            runs.Add(new(needs.Length, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            if ((county + 1) % Math.Max(1, counties / 10) == 0)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{county + 1:N0} counties, {runs.Sum(run => run.Milliseconds) / 1000:N0} s"));
        }
        return runs;
    }

    static void Tell(List<CountyRun> runs)
    {
        Console.WriteLine("| counties | needs | seconds in all | median ms a county | ms for 1,000 needs, first / middle / last third | peak GB | all 2,978, seconds |");
        Console.WriteLine("|--:|--:|--:|--:|---|--:|--:|");
        var seconds = runs.Sum(run => run.Milliseconds) / 1000;
        var thirds = runs.Chunk((runs.Count + 2) / 3).Select(third => third.Sum(run => run.Milliseconds) / third.Sum(run => run.Needs) * 1000);
        var gigabytes = Process.GetCurrentProcess().PeakWorkingSet64 / 1e9;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {runs.Count:N0} | {runs.Sum(run => run.Needs):N0} | {seconds:N1} | {runs.Select(run => run.Milliseconds).Order().ElementAt(runs.Count / 2):N0} | {string.Join(" / ", thirds.Select(each => each.ToString("0.0", CultureInfo.InvariantCulture)))} | {gigabytes:0.0} | {seconds * All / runs.Count:N0} |"));
    }
}
