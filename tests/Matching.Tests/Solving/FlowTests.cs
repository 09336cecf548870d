using Jiuji.Matching.Solving;
using Xunit;

namespace Jiuji.Matching.Tests.Solving;

public class FlowTests
{
    [Fact]
    public void The_cost_of_10_000_small_networks_is_that_of_an_exhaustive_search()
    {
        var random = new Random(20261121);
        var outcomes = new Dictionary<FlowOutcome, int>();
        for (var instance = 0; instance < 10_000; instance++)
        {
            var graph = Small(random);
            var best = Exhaustive(graph);
            var result = MinimumCostFlow.Solve(graph);
            outcomes[result.Outcome] = outcomes.GetValueOrDefault(result.Outcome) + 1;
            Assert.Equal(best is null ? FlowOutcome.Infeasible : FlowOutcome.Optimal, result.Outcome);
            if (best is null) continue;
            Assert.Equal(best.Value, result.Cost);
            Assert.True(CertificateCheck.Verify(graph, result.Flow, result.Price).Holds);
        }
        Assert.True(outcomes[FlowOutcome.Optimal] > 3_000 && outcomes[FlowOutcome.Infeasible] > 1_000, "both answers must be well tried");
    }

    static FlowGraph Small(Random random)
    {
        var builder = new FlowGraphBuilder();
        var nodes = random.Next(2, 6);
        for (var node = 0; node < nodes; node++) builder.AddNode();
        for (var pair = random.Next(1, 3); pair > 0; pair--)
        {
            var units = random.Next(0, 4);
            builder.AddSupply(random.Next(nodes), units);
            builder.AddSupply(random.Next(nodes), -units);
        }
        for (var arcs = random.Next(1, 8); arcs > 0; arcs--)
        {
            var lower = random.Next(4) == 0 ? 1 : 0;
            builder.AddArc(random.Next(nodes), random.Next(nodes), lower + random.Next(0, 4), random.Next(-5, 10), lower);
        }
        return builder.Build();
    }

    /// <summary>Tries every flow on every arc.</summary>
    static Int128? Exhaustive(FlowGraph graph)
    {
        var (left, best) = (graph.Supply.ToArray(), (Int128?)null);
        Try(0, 0);
        return best;

        void Try(int arc, long cost)
        {
            if (arc == graph.Arcs)
            {
                if (Array.TrueForAll(left, units => units == 0) && (best is null || cost < best)) best = cost;
                return;
            }
            for (var units = graph.Lower[arc]; units <= graph.Capacity[arc]; units++)
            {
                (left[graph.Source[arc]], left[graph.Target[arc]]) = Moved(graph, arc, left, units);
                Try(arc + 1, cost + units * graph.Cost[arc]);
                (left[graph.Source[arc]], left[graph.Target[arc]]) = Moved(graph, arc, left, -units);
            }
        }

        static (long, long) Moved(FlowGraph graph, int arc, long[] left, long units) =>
            graph.Source[arc] == graph.Target[arc]
                ? (left[graph.Source[arc]], left[graph.Source[arc]])
                : (left[graph.Source[arc]] - units, left[graph.Target[arc]] + units);
    }

    [Fact]
    public void Supplies_that_do_not_add_up_are_named_unbalanced()
    {
        var builder = new FlowGraphBuilder();
        builder.AddArc(builder.AddNode(3), builder.AddNode(-2), 5, 1);
        Assert.Equal(FlowOutcome.Unbalanced, MinimumCostFlow.Solve(builder.Build()).Outcome);
    }

    [Fact]
    public void A_cycle_that_pays_for_ever_is_named_unbounded()
    {
        var builder = new FlowGraphBuilder();
        var (one, other) = (builder.AddNode(), builder.AddNode());
        builder.AddArc(one, other, FlowGraph.Unlimited, -2);
        builder.AddArc(other, one, FlowGraph.Unlimited, 1);
        Assert.Equal(FlowOutcome.Unbounded, MinimumCostFlow.Solve(builder.Build()).Outcome);
    }

    [Theory]
    [InlineData(long.MaxValue / 4, 1)]
    [InlineData(long.MinValue / 4, 1)]
    [InlineData(1, FlowGraph.Unlimited)]
    public void Numbers_whose_sums_could_leave_64_bits_are_refused_before_the_first_step(long cost, long supply)
    {
        var builder = new FlowGraphBuilder();
        builder.AddArc(builder.AddNode(supply), builder.AddNode(-supply), FlowGraph.Unlimited, cost);
        Assert.Equal(FlowOutcome.RangeExceeded, MinimumCostFlow.Solve(builder.Build()).Outcome);
    }

    [Fact]
    public void An_empty_network_is_solved()
    {
        Assert.Equal(FlowOutcome.Optimal, MinimumCostFlow.Solve(new FlowGraphBuilder().Build()).Outcome);
    }
}
