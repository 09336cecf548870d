using System.Diagnostics;
using Jiuji.Matching.Solving;

namespace Jiuji.Bench.Flow;

/// <summary><c>flow FILE.min</c>: solves a DIMACS file. Exit code 0 optimal and proven, 1 the proof failed, 2 no optimum (named), 3 unreadable.</summary>
static class FlowFile
{
    internal static int Run(string[] args)
    {
        if (args.Length != 1 || !File.Exists(args[0])) return Unreadable("flow FILE.min: one readable file is wanted");
        try
        {
            return Solve(Dimacs.Read(args[0]));
        }
        catch (FormatException fault)
        {
            return Unreadable(fault.Message);
        }
    }

    static int Solve(FlowGraph graph)
    {
        var watch = Stopwatch.StartNew();
        var result = MinimumCostFlow.Solve(graph);
        watch.Stop();
        if (result.Outcome != FlowOutcome.Optimal)
        {
            Console.WriteLine(Name(result.Outcome));
            return 2;
        }
        var verdict = CertificateCheck.Verify(graph, result.Flow, result.Price);
        Console.WriteLine($"cost {result.Cost}");
        Console.WriteLine($"pivots {result.Pivots}");
        Console.WriteLine($"milliseconds {watch.Elapsed.TotalMilliseconds:0.0}");
        Console.WriteLine(verdict.Holds ? "certificate ok" : $"certificate broken: {verdict.Fault} at {verdict.At}");
        return verdict.Holds ? 0 : 1;
    }

    static string Name(FlowOutcome outcome) => outcome switch
    {
        FlowOutcome.Optimal => "optimal",
        FlowOutcome.Unbalanced => "unbalanced",
        FlowOutcome.Infeasible => "infeasible",
        FlowOutcome.Unbounded => "unbounded",
        FlowOutcome.RangeExceeded => "range exceeded",
        _ => throw new UnreachableException(),
    };

    static int Unreadable(string message)
    {
        Console.Error.WriteLine(message);
        return 3;
    }
}
