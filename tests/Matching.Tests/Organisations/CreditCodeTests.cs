using Jiuji.Matching.Organisations;

namespace Jiuji.Matching.Tests.Organisations;

public class CreditCodeTests
{
    [Fact]
    public void A_code_with_its_check_character_is_valid_in_any_case()
    {
        const string body = "51999999MJ0000001";
        var code = body + CreditCode.CheckCharacter(body);
        Assert.Null(CreditCode.TryParse(code.ToLowerInvariant(), out var parsed));
        Assert.Equal((code, true), (parsed!.Value, parsed.IsCivilAffairs));
    }

    [Theory]
    [InlineData("", CreditCodeError.Missing)]
    [InlineData("51999999MJ000000", CreditCodeError.WrongLength)]
    [InlineData("51999999MI00000012", CreditCodeError.LetterNotAllowed)]
    public void What_is_wrong_is_named(string text, CreditCodeError expected) => Assert.Equal(expected, CreditCode.TryParse(text, out _));

    [Fact]
    public void Every_other_check_character_is_refused()
    {
        const string body = "53999999MJ0000002";
        var right = CreditCode.CheckCharacter(body);
        var accepted = "0123456789ABCDEFGHJKLMNPQRTUWXY".Where(letter => CreditCode.TryParse(body + letter, out _) is null);
        Assert.Equal([right], accepted);
    }

    [Theory]
    [InlineData("10000000000000000", 'Y')] // 1 × 1; 31 − 1 = 30
    [InlineData("01000000000000000", 'W')] // 1 × 3; 31 − 3 = 28
    [InlineData("00000000000000005", 'F')] // 5 × 28 = 140, mod 31 is 16; 31 − 16 = 15
    [InlineData("00000000000000000", '0')]
    public void The_weights_are_the_powers_of_three(string body, char check) => Assert.Equal(check, CreditCode.CheckCharacter(body));
}
