using System.Globalization;
using Jiuji.Ledger.Audit;
using Xunit;

namespace Jiuji.Ledger.Tests.Audit;

/// <summary>The expected items were drawn by another program from the same seed: a sample belongs to whoever holds seed and population.</summary>
public sealed class SamplingTests
{
    const string Seed = "2026-11 石台";

    static readonly IReadOnlyList<SampleItem> Population =
        [.. Enumerable.Range(1, 40).Select(i => new SampleItem(string.Create(CultureInfo.InvariantCulture, $"payment:{i:000}"), ((i * 37 % 90) + 10) * 1_000L))];

    [Fact]
    [Trait("rule", "G8")]
    public void A_sample_by_yuan_can_be_drawn_again_by_anybody()
    {
        var sample = Sampling.Draw(Population, SamplingMethod.MonetaryUnit, 6, Seed);
        Assert.Equal((40, 2_210_000L, "251d50a0a7b4dff13392be59643d099e11a133babeb81a081bf733ebe5a5a4e9"), (sample.PopulationCount, sample.PopulationFen, sample.PopulationHash));
        Assert.Equal((368_333L, 195_855L), (sample.IntervalFen, sample.StartFen));
        Assert.Equal(["payment:004", "payment:011", "payment:017", "payment:024", "payment:031", "payment:036"], sample.Picks.Select(pick => pick.Item.Id));
    }

    [Fact]
    [Trait("rule", "G14")]
    public void A_sample_by_item_can_be_drawn_again_by_anybody() =>
        Assert.Equal(
            ["payment:028", "payment:007", "payment:029", "payment:027", "payment:038"],
            Sampling.Draw(Population, SamplingMethod.Random, 5, Seed).Picks.Select(pick => pick.Item.Id));

    [Theory]
    [InlineData(SamplingMethod.MonetaryUnit)]
    [InlineData(SamplingMethod.Random)]
    public void The_order_of_the_population_changes_nothing(SamplingMethod method) =>
        Assert.Equal(Sampling.Draw(Population, method, 7, Seed).Picks, Sampling.Draw(Population.Reverse(), method, 7, Seed).Picks);

    [Fact]
    public void What_is_larger_than_the_interval_is_always_drawn()
    {
        var large = new SampleItem("large", 5_000_000);
        for (var seed = 0; seed < 200; seed++)
        {
            var sample = Sampling.Draw([.. Population, large], SamplingMethod.MonetaryUnit, 3, seed.ToString(CultureInfo.InvariantCulture));
            Assert.Contains(sample.Picks, pick => pick.Item == large);
            Assert.Equal(3, sample.Picks.Sum(pick => pick.Hits));
        }
    }

    [Fact]
    public void Every_sampling_point_falls_on_one_yuan_of_the_population()
    {
        for (var size = 1; size <= 60; size++)
        {
            var sample = Sampling.Draw(Population, SamplingMethod.MonetaryUnit, size, Seed);
            Assert.InRange(sample.StartFen, 1, sample.IntervalFen);
            Assert.InRange(sample.Picks.Sum(pick => pick.Hits), size, size + 1);
        }
    }

    [Fact]
    public void A_sample_of_everything_is_everything_and_of_nothing_nothing()
    {
        Assert.Equal(40, Sampling.Draw(Population, SamplingMethod.Random, 500, Seed).Picks.Count);
        Assert.Equal(40, Sampling.Draw(Population, SamplingMethod.MonetaryUnit, 5_000, Seed).Picks.Count);
        Assert.Empty(Sampling.Draw([], SamplingMethod.MonetaryUnit, 5, Seed).Picks);
    }
}
