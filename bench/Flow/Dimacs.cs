using System.Globalization;
using Jiuji.Matching.Solving;

namespace Jiuji.Bench.Flow;

/// <summary>DIMACS minimum-cost-flow files: <c>p min NODES ARCS</c>, <c>n NODE SUPPLY</c>, <c>a FROM TO LOWER CAPACITY COST</c>, nodes from 1.</summary>
static class Dimacs
{
    internal static FlowGraph Read(string path)
    {
        var builder = new FlowGraphBuilder();
        var lineNumber = 0;
        foreach (var line in File.ReadLines(path))
        {
            lineNumber++;
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0] == "c") continue;
            try
            {
                Add(builder, words);
            }
            catch (Exception fault) when (fault is FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
            {
                throw new FormatException($"{path} line {lineNumber}: {fault.Message}", fault);
            }
        }
        return builder.Build();
    }

    static void Add(FlowGraphBuilder builder, string[] words)
    {
        switch (words[0])
        {
            case "p" when words[1] == "min":
                for (var nodes = Number(words[2]); nodes > 0; nodes--)
                    builder.AddNode();
                break;
            case "n":
                builder.AddSupply(Node(words[1]), Number(words[2]));
                break;
            case "a":
                // A negative capacity is the format's word for "no limit".
                var capacity = Number(words[4]);
                builder.AddArc(Node(words[1]), Node(words[2]), capacity < 0 ? FlowGraph.Unlimited : capacity, Number(words[5]), Number(words[3]));
                break;
            default:
                throw new FormatException($"unknown line '{words[0]}'");
        }
    }

    internal static void Write(FlowGraph graph, string path)
    {
        using var file = new StreamWriter(path);
        file.WriteLine($"p min {graph.Nodes} {graph.Arcs}");
        for (var node = 0; node < graph.Nodes; node++)
            if (graph.Supply[node] != 0) file.WriteLine($"n {node + 1} {graph.Supply[node]}");
        for (var arc = 0; arc < graph.Arcs; arc++)
            file.WriteLine($"a {graph.Source[arc] + 1} {graph.Target[arc] + 1} {graph.Lower[arc]} {graph.Capacity[arc]} {graph.Cost[arc]}");
    }

    static int Node(string word) => checked((int)Number(word) - 1);

    static long Number(string word) => long.Parse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
