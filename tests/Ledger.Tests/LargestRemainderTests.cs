using FsCheck;
using FsCheck.Fluent;
using Jiuji.Ledger;
using Xunit;

namespace Jiuji.Ledger.Tests;

public sealed class LargestRemainderTests
{
    [Fact]
    public void From_one_to_five_hundred_shares_nothing_is_lost_and_equal_claims_differ_by_one_fen_at_most() =>
        Prop.ForAll(Gen.Choose(1, 500).SelectMany(count => Gen.Choose(0, 9).ListOf(count)).Where(weights => weights.Sum() > 0).Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(), input =>
        {
            var (weights, amount) = (input.Item1.Select(weight => (long)weight).ToList(), (long)input.Item2);
            var shares = LargestRemainder.Divide(amount, weights);
            var byWeight = shares.Zip(weights).GroupBy(pair => pair.Second).Select(group => group.Max(pair => pair.First) - group.Min(pair => pair.First));
            return shares.Sum() == amount && byWeight.All(spread => spread <= 1)
                && shares.Zip(weights).All(pair => Math.Abs((decimal)pair.First - (decimal)amount * pair.Second / weights.Sum()) < 1);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(10, new long[] { 6, 3, 1 }, new long[] { 6, 3, 1 })]
    [InlineData(1, new long[] { 1, 2 }, new long[] { 0, 1 })]
    [InlineData(0, new long[] { 1, 2 }, new long[] { 0, 0 })]
    [InlineData(long.MaxValue, new[] { long.MaxValue, long.MaxValue }, new[] { long.MaxValue / 2 + 1, long.MaxValue / 2 })]
    public void The_rest_goes_to_the_largest_remainders(long amount, long[] weights, long[] shares) => Assert.Equal(shares, LargestRemainder.Divide(amount, weights));

    [Fact]
    public void Nothing_can_be_divided_among_nobody()
    {
        Assert.Throws<ArgumentException>(() => LargestRemainder.Divide(1, []));
        Assert.Throws<ArgumentException>(() => LargestRemainder.Divide(1, [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestRemainder.Divide(1, [-1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestRemainder.Divide(-1, [1]));
    }
}
