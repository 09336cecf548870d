using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.SignIn;

public sealed class TotpTests
{
    /// <summary>The secret of RFC 6238, appendix B: the text "12345678901234567890".</summary>
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code) => Assert.Equal(code, Totp.CodeAt(Secret, seconds / 30));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_code_is_taken_one_step_to_either_side(int stepsAway, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        Assert.Equal(isTaken, Totp.Match(Secret, Totp.CodeAt(Secret, Totp.StepAt(now) + stepsAway), now, lastUsed: 0) is not null);
    }

    [Fact]
    public void A_code_that_was_used_is_not_taken_again()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var code = Totp.CodeAt(Secret, Totp.StepAt(now));
        var step = Totp.Match(Secret, code, now, lastUsed: 0);
        Assert.Null(Totp.Match(Secret, code, now, step!.Value));
    }

    [Fact]
    public void Two_secrets_are_never_the_same_and_an_app_can_read_them()
    {
        Assert.NotEqual(Totp.NewSecret(), Totp.NewSecret());
        Assert.Matches("^[A-Z2-7]{32}$", Totp.NewSecret());
    }
}
