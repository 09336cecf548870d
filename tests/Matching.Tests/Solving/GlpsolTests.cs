using System.Diagnostics;
using System.Globalization;
using Jiuji.Matching.Solving;
using Xunit;

namespace Jiuji.Matching.Tests.Solving;

/// <summary>Where GLPK is installed, its minimum-cost solver is the second opinion.</summary>
public class GlpsolTests
{
    static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "glpsol")).FirstOrDefault(File.Exists);

    [Fact]
    public void A_hundred_medium_networks_cost_what_glpsol_says_where_it_is_installed()
    {
        var folder = Directory.CreateTempSubdirectory("jiuji-glpsol-");
        try
        {
            for (var seed = 0; seed < 100; seed++)
            {
                var graph = CertificateTests.Transport(new Random(seed), lots: 20, needs: 60);
                var ours = MinimumCostFlow.Solve(graph);
                Assert.Equal(FlowOutcome.Optimal, ours.Outcome);
                Assert.True(CertificateCheck.Verify(graph, ours.Flow, ours.Price).Holds);
                if (Program is not null) Assert.Equal(Theirs(graph, folder.FullName), ours.Cost);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static Int128 Theirs(FlowGraph graph, string folder)
    {
        var (question, answer) = (Path.Combine(folder, "network.min"), Path.Combine(folder, "network.sol"));
        File.WriteAllLines(question, Dimacs(graph));
        using var process = Process.Start(new ProcessStartInfo(Program!, ["--mincost", question, "--write", answer]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var told = File.ReadLines(answer).First(line => line.StartsWith("s ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Int128.Parse(told[^1], CultureInfo.InvariantCulture);
    }

    static IEnumerable<string> Dimacs(FlowGraph graph)
    {
        yield return $"p min {graph.Nodes} {graph.Arcs}";
        for (var node = 0; node < graph.Nodes; node++)
            if (graph.Supply[node] != 0) yield return $"n {node + 1} {graph.Supply[node]}";
        for (var arc = 0; arc < graph.Arcs; arc++)
            yield return $"a {graph.Source[arc] + 1} {graph.Target[arc] + 1} {graph.Lower[arc]} {graph.Capacity[arc]} {graph.Cost[arc]}";
    }
}
