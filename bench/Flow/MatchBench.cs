using System.Diagnostics;
using Jiuji.Matching.Solving;

namespace Jiuji.Bench.Flow;

/// <summary>
/// <c>match [county|province|one-kind]…</c>: whole match runs against LEMON's network simplex on the same network, in turn, medians of one process run.
/// LEMON is given all components as one graph, which is what it would get; ours splits them. The one-kind case cannot be split. On a machine that others use
/// as well the ratio of processor times is the one to believe: ours takes in the compilation and collection of its own process, LEMON's only its solving.
/// </summary>
static class MatchBench
{
    sealed record Case(string Name, int Needs, int Lots, int Kinds, int Rounds, double? GoalSeconds, double? GoalGigabytes);

    const int WarmUp = 30;
    const int Placed = 60;

    static readonly Case[] Cases =
    [
        new("county", 10_000, 2_000, 20, 7, 1, null),
        new("county, one kind", 10_000, 2_000, 1, 7, null, null),
        new("province", 100_000, 20_000, 20, 3, null, 2),
        new("province, one kind", 100_000, 20_000, 1, 1, null, null),
    ];

    static readonly MatchPolicy Policy = new(InventedSupply.Today, "bench");

    internal static int Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("jiuji-bench-");
        try
        {
            var lemon = Lemon.Compile(folder.FullName);
            if (lemon is null) Console.WriteLine("LEMON or g++ is not installed: ours alone.");
            Console.WriteLine("| case | candidates | whole run ms | flow ms | proof ms | LEMON ms | flow ÷ LEMON | the same in processor time | one more need ms, by the clock / of the processor | peak GB | goals |");
            Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|");
            foreach (var each in Cases.Where(each => args.Length == 0 || args.Contains(each.Name.Replace(", ", "-").Replace(' ', '-'))))
                Console.WriteLine(Row(each, lemon, Path.Combine(folder.FullName, "network.min")));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static string Row(Case each, Lemon? lemon, string file)
    {
        var supply = new InventedSupply(seed: 20261121);
        var (lots, needs) = supply.Make(each.Needs, each.Lots, each.Kinds);
        var plan = MatchRun.Solve(lots, needs, Policy);
        var graphs = plan.Certificates.Select(certificate => certificate.Graph).OrderByDescending(graph => graph.Arcs).ToArray();
        if (lemon is not null) Dimacs.Write(OneGraph(graphs), file);

        var (whole, flow, proof, theirs) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (ourProcessor, theirProcessor) = (new List<double>(), new List<double>());
        for (var round = 0; round < each.Rounds; round++)
        {
            GC.Collect();
            whole.Add(Milliseconds(() => MatchRun.Solve(lots, needs, Policy)));
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            flow.Add(Milliseconds(() => Parallel.ForEach(graphs, graph => MinimumCostFlow.Solve(graph))));
            ourProcessor.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds);
            proof.Add(Milliseconds(() => Parallel.ForEach(plan.Certificates, certificate => certificate.Verify())));
            if (lemon?.Solve(file) is not { } rival) continue;
            if (rival.Cost != plan.Objective) throw new InvalidOperationException($"LEMON finds {rival.Cost}, ours {plan.Objective}.");
            theirs.Add(rival.Milliseconds);
            theirProcessor.Add(rival.Processor);
        }
        var villages = Math.Max(20, each.Lots / each.Kinds);
        // The site places needs all day: what is measured is code that has run before.
        foreach (var need in Enumerable.Range(0, WarmUp).Select(_ => supply.Need(each.Kinds, villages)).ToList())
            plan.Place(need);
        var more = Enumerable.Range(0, Placed).Select(_ => supply.Need(each.Kinds, villages)).ToList();
        var used = Process.GetCurrentProcess().TotalProcessorTime;
        var placed = more.ConvertAll(need => Milliseconds(() => plan.Place(need)));
        var placing = (Process.GetCurrentProcess().TotalProcessorTime - used).TotalMilliseconds / Placed;
        return Table(each, plan.Statistics.CandidateArcs, Median(whole), Median(flow), Median(proof), theirs.Count > 0 ? Median(theirs) : null,
            theirs.Count > 0 ? Median(ourProcessor) / Median(theirProcessor) : null, Median(placed), placing);
    }

    static string Table(Case each, long candidates, double whole, double flow, double proof, double? lemon, double? processor, double placed, double placing)
    {
        var gigabytes = Process.GetCurrentProcess().PeakWorkingSet64 / 1e9;
        var goals = new List<string>();
        if (lemon is not null) goals.Add(Goal("no slower than LEMON", flow <= lemon));
        if (each.GoalSeconds is { } seconds) goals.Add(Goal($"< {seconds} s in all", whole < seconds * 1000));
        if (each.GoalGigabytes is { } most) goals.Add(Goal($"< {most} GB", gigabytes < most));
        if (each.Needs == 10_000) goals.Add(Goal("one more need < 5 ms", placing < 5));
        return $"| {each.Name} | {candidates:N0} | {whole:N0} | {flow:N0} | {proof:N0} | {lemon:N0} | {flow / lemon:0.00} | {processor:0.00} | {placed:0.0} / {placing:0.0} | {gigabytes:0.0} | {string.Join("; ", goals)} |";
    }

    static string Goal(string words, bool met) => met ? $"{words}: met" : $"{words}: **short**";

    static double Milliseconds(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>All components side by side with one pool, as a solver without our split would be given them.</summary>
    internal static FlowGraph OneGraph(FlowGraph[] parts)
    {
        var whole = new FlowGraphBuilder();
        var pool = whole.AddNode();
        foreach (var part in parts)
        {
            var at = new int[part.Nodes];
            for (var node = 0; node < part.Nodes; node++)
            {
                at[node] = node == 0 ? pool : whole.AddNode();
                whole.AddSupply(at[node], part.Supply[node]);
            }
            for (var arc = 0; arc < part.Arcs; arc++)
                whole.AddArc(at[part.Source[arc]], at[part.Target[arc]], part.Capacity[arc], part.Cost[arc], part.Lower[arc]);
        }
        return whole.Build();
    }
}
