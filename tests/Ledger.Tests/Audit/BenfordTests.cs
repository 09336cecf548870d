using Jiuji.Ledger.Audit;
using Xunit;

namespace Jiuji.Ledger.Tests.Audit;

public sealed class BenfordTests
{
    [Fact]
    public void Powers_of_two_follow_the_law_and_equal_digits_do_not()
    {
        Assert.InRange(Benford.Of(Enumerable.Range(0, 500).Select(i => (long)(1_000 * Math.Pow(10, i / 500.0 * 4)))).MeanAbsoluteDeviation, 0, 0.006);
        Assert.Equal(BenfordFit.Apart, Benford.Of(Enumerable.Range(1, 900).Select(i => (long)i)).Fit);
    }

    [Fact]
    public void The_expected_shares_are_those_of_the_law_and_sum_to_one()
    {
        var expected = Benford.Of([]).Digits;
        Assert.Equal(0.30103, expected[0].ExpectedShare, 5);
        Assert.Equal(0.04576, expected[8].ExpectedShare, 5);
        Assert.Equal(1, expected.Sum(digit => digit.ExpectedShare), 9);
    }

    [Fact]
    public void Few_amounts_are_not_judged() => Assert.Equal(BenfordFit.TooFew, Benford.Of(Enumerable.Repeat(150_000L, Benford.FewestAmounts - 1)).Fit);

    [Fact]
    public void First_digits_are_read_from_the_amount_itself() =>
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1], Benford.Of([150_000, 9, 53, 0, -7]).Digits.Select(digit => digit.Count));

    [Fact]
    public void A_heap_just_under_the_limit_stands_in_its_own_band()
    {
        var bands = LimitBands.Of([150_000, 149_000, 142_501, 142_500, 150_001, 20_000], 150_000);
        Assert.Equal((3, 441_501L), bands.Where(band => band.IsJustUnder).Select(band => (band.Count, band.AmountFen)).Single());
        Assert.Equal(1, bands.Single(band => band.ToPercent == 95).Count);
        Assert.Equal(1, bands.Single(band => band.ToPercent == 105).Count);
    }
}
