using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Tests.Personal;

public class MaskingTests
{
    [Theory]
    [InlineData("王小芳", "王*芳")]
    [InlineData("王芳", "王*")]
    [InlineData("芳", "*")]
    [InlineData("", "")]
    [InlineData("欧阳小芳", "欧**芳")]
    [InlineData("阿依古丽·买买提", "阿***·**提")]
    [InlineData("𠮷小芳", "𠮷*芳")]
    public void A_name_shows_its_first_and_last_character(string name, string masked) => Assert.Equal(masked, Masking.Name(name));

    [Theory]
    [InlineData("000-12345678", "000-****5678")]
    [InlineData("00012345678", "000****5678")]
    [InlineData("12345", "*****")]
    public void A_telephone_shows_three_and_four_digits(string phone, string masked) => Assert.Equal(masked, Masking.Phone(phone));

    [Fact]
    public void An_account_shows_four_digits_and_an_id_number_neither_birth_date_nor_county()
    {
        Assert.Equal("************1234", Masking.BankAccount("0000000000001234"));
        Assert.Equal("99**************11", Masking.IdNumber("999999198001010011"));
    }
}
