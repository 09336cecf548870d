using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>A new confirmation brings bridging aid by itself, and nothing else does (F17, F18).</summary>
public sealed class BridgingTests
{
    static readonly PackValues Pack = Packs.With();

    [Theory]
    [Trait("rule", "F17")]
    [InlineData("pending", "DIBAO", true)]
    [InlineData("MARGIN", "TEKUN", true)]
    [InlineData("none", "DIBAO", true)]
    [InlineData("DIBAO", "TEKUN", false)]
    [InlineData("pending", "MARGIN", false)]
    [InlineData("pending", "none", false)]
    public void Who_is_newly_confirmed_as_dibao_or_tekun_is_owed_a_months_subsidy(string from, string to, bool due) =>
        Assert.Equal(due, BridgingDecision.IsDue(from, to, Pack));

    [Fact]
    [Trait("rule", "F17")]
    public void Where_the_pack_does_not_know_bridging_aid_none_is_due() =>
        Assert.False(BridgingDecision.IsDue("pending", "DIBAO", Packs.With(("clock.bridgingDays", "null"))));

    [Theory]
    [Trait("rule", "B12")]
    [InlineData("DIBAO", "none", true)]
    [InlineData("TEKUN", "MARGIN", true)]
    [InlineData("TEKUN", "DIBAO", false)]
    [InlineData("MARGIN", "none", false)]
    public void What_is_not_paid_ends_with_the_confirmation(string from, string to, bool undone) => Assert.Equal(undone, BridgingDecision.IsUndone(from, to));
}
