using Jiuji.Matching.Solving;
using Xunit;

namespace Jiuji.Matching.Tests.Solving;

public class CertificateTests
{
    static readonly FlowGraph Graph = Transport(new Random(7), lots: 6, needs: 12);
    static readonly FlowResult Solved = MinimumCostFlow.Solve(Graph);

    /// <summary>Lots, needs and a pool that stands in at a penalty, as a match run builds them.</summary>
    internal static FlowGraph Transport(Random random, int lots, int needs)
    {
        var builder = new FlowGraphBuilder();
        var pool = builder.AddNode();
        for (var lot = 1; lot <= lots; lot++)
        {
            var offered = random.Next(1, 9);
            builder.AddSupply(pool, -offered);
            builder.AddArc(builder.AddNode(offered), pool, offered, 0);
        }
        for (var need = 0; need < needs; need++)
        {
            var wanted = random.Next(1, 6);
            var node = builder.AddNode(-wanted);
            builder.AddSupply(pool, wanted);
            builder.AddArc(pool, node, wanted, 100 * random.Next(1, 5));
            for (var arcs = random.Next(0, 4); arcs > 0; arcs--)
                builder.AddArc(random.Next(1, lots + 1), node, random.Next(1, wanted + 1), random.Next(0, 12));
        }
        return builder.Build();
    }

    [Fact]
    public void An_optimum_is_proven_by_its_prices()
    {
        Assert.Equal(new(CertificateFault.Holds, -1), CertificateCheck.Verify(Graph, Solved.Flow, Solved.Price));
    }

    [Fact]
    public void One_unit_more_or_less_on_any_arc_is_noticed()
    {
        for (var arc = 0; arc < Graph.Arcs; arc++)
            foreach (var change in (int[])[1, -1])
            {
                var flow = (long[])Solved.Flow.Clone();
                flow[arc] += change;
                Assert.False(CertificateCheck.Verify(Graph, flow, Solved.Price).Holds);
            }
    }

    [Fact]
    public void A_price_that_is_off_by_one_is_noticed_on_any_arc_with_room_both_ways()
    {
        var tried = 0;
        for (var arc = 0; arc < Graph.Arcs; arc++)
            if (Solved.Flow[arc] > 0 && Solved.Flow[arc] < Graph.Capacity[arc])
                foreach (var change in (int[])[1, -1])
                {
                    var price = (long[])Solved.Price.Clone();
                    price[Graph.Target[arc]] += change;
                    Assert.False(CertificateCheck.Verify(Graph, Solved.Flow, price).Holds);
                    tried++;
                }
        Assert.True(tried > 4);
    }

    [Fact]
    public void A_feasible_flow_that_is_not_the_best_has_no_proof()
    {
        var builder = new FlowGraphBuilder();
        var (from, to) = (builder.AddNode(2), builder.AddNode(-2));
        builder.AddArc(from, to, 2, 1);
        builder.AddArc(from, to, 2, 5);
        var graph = builder.Build();
        Assert.True(CertificateCheck.Verify(graph, [2, 0], [0, 1]).Holds);
        foreach (var price in Enumerable.Range(-10, 21))
            Assert.False(CertificateCheck.Verify(graph, [1, 1], [0, price]).Holds);
    }

    [Fact]
    public void Flow_or_prices_of_another_network_are_refused()
    {
        Assert.Equal(CertificateFault.LengthsDiffer, CertificateCheck.Verify(Graph, [], Solved.Price).Fault);
        Assert.Equal(CertificateFault.LengthsDiffer, CertificateCheck.Verify(Graph, Solved.Flow, []).Fault);
    }

    [Fact]
    public void Prices_at_the_edge_of_64_bits_do_not_wrap_into_a_proof()
    {
        var builder = new FlowGraphBuilder();
        builder.AddArc(builder.AddNode(1), builder.AddNode(-1), 2, long.MaxValue);
        Assert.Equal(CertificateFault.DearArcInUse, CertificateCheck.Verify(builder.Build(), [1], [long.MaxValue, long.MinValue]).Fault);
    }
}
