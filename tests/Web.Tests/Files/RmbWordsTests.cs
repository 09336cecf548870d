using Jiuji.Web.Files;
using Xunit;

namespace Jiuji.Web.Tests.Files;

public sealed class RmbWordsTests
{
    // The first seven are the examples of 支付结算办法, annex 1 (where it allows two forms, the one with 零 before the jiao).
    [Theory]
    [InlineData(1_409_50, "壹仟肆佰零玖元伍角整")]
    [InlineData(6_007_14, "陆仟零柒元壹角肆分")]
    [InlineData(1_680_32, "壹仟陆佰捌拾元零叁角贰分")]
    [InlineData(107_000_53, "壹拾万柒仟元零伍角叁分")]
    [InlineData(16_409_02, "壹万陆仟肆佰零玖元零贰分")]
    [InlineData(325_04, "叁佰贰拾伍元零肆分")]
    [InlineData(100_00, "壹佰元整")]
    [InlineData(0, "零元整")]
    [InlineData(1, "壹分")]
    [InlineData(10, "壹角整")]
    [InlineData(11, "壹角壹分")]
    [InlineData(10_00, "壹拾元整")]
    [InlineData(10_50, "壹拾元零伍角整")]
    [InlineData(15_00, "壹拾伍元整")]
    [InlineData(105_00, "壹佰零伍元整")]
    [InlineData(1_005_00, "壹仟零伍元整")]
    [InlineData(10_000_00, "壹万元整")]
    [InlineData(10_001_00, "壹万零壹元整")]
    [InlineData(10_100_00, "壹万零壹佰元整")]
    [InlineData(12_000_00, "壹万贰仟元整")]
    [InlineData(20_010_00, "贰万零壹拾元整")]
    [InlineData(1_000_000_00, "壹佰万元整")]
    [InlineData(10_020_300_40, "壹仟零贰万零叁佰元零肆角整")]
    [InlineData(100_000_001_00, "壹亿零壹元整")]
    [InlineData(100_100_000_00, "壹亿零壹拾万元整")]
    [InlineData(123_456_789_012_34, "壹仟贰佰叁拾肆亿伍仟陆佰柒拾捌万玖仟零壹拾贰元叁角肆分")]
    [InlineData(1_000_000_000_000_00, "壹万亿元整")]
    public void An_amount_is_written_out_as_vouchers_want_it(long fen, string words)
    {
        Assert.Equal(words, RmbWords.Of(fen));
    }

    [Fact]
    public void No_two_amounts_read_alike()
    {
        var random = new Random(42);
        var amounts = Enumerable.Range(0, 20_000).Concat(Enumerable.Range(0, 20_000).Select(_ => random.Next(20_000, int.MaxValue))).Distinct().ToList();
        Assert.Equal(amounts.Count, amounts.Select(fen => RmbWords.Of(fen)).Distinct().Count());
    }

    [Fact]
    public void A_negative_amount_has_no_words()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RmbWords.Of(-1));
    }
}
