using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Tests.Personal;

public class CitizenIdTests
{
    [Theory]
    [InlineData("999999198001010011", 1980, 1, 1, Sex.Male)]
    [InlineData("11010519491231002X", 1949, 12, 31, Sex.Female)]
    [InlineData("440524188001010014", 1880, 1, 1, Sex.Male)]
    public void The_standard_s_own_examples_are_valid(string text, int year, int month, int day, Sex sex)
    {
        Assert.Null(CitizenId.TryParse(text, out var id));
        Assert.Equal((new DateOnly(year, month, day), sex), (id!.BirthDate, id.Sex));
    }

    [Theory]
    [InlineData(" 11010519491231002x ")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    [InlineData("11010519491231002ｘ")]
    public void Blanks_full_width_digits_and_a_small_x_are_how_people_type(string text)
    {
        Assert.Null(CitizenId.TryParse(text, out var id));
        Assert.Equal("11010519491231002X", id!.Value);
    }

    [Theory]
    [InlineData(null, CitizenIdError.Missing)]
    [InlineData("  ", CitizenIdError.Missing)]
    [InlineData("999999800101001", CitizenIdError.FifteenDigits)]
    [InlineData("99999919800101001", CitizenIdError.WrongLength)]
    [InlineData("99999919800101O011", CitizenIdError.NotDigits)]
    [InlineData("99999919800101001A", CitizenIdError.NotDigits)]
    [InlineData("999999198002300011", CitizenIdError.BirthDateImpossible)]
    [InlineData("999999198001010012", CitizenIdError.CheckCharacterWrong)]
    public void What_is_wrong_is_named(string? text, CitizenIdError expected)
    {
        Assert.Equal(expected, CitizenId.TryParse(text, out var id));
        Assert.Null(id);
    }

    [Fact]
    public void Any_single_wrong_digit_is_found()
    {
        const string number = "999999198001010011";
        for (var at = 0; at < 17; at++)
            for (var digit = '0'; digit <= '9'; digit++)
                if (number[at] != digit)
                    Assert.NotNull(CitizenId.TryParse(number[..at] + digit + number[(at + 1)..], out _));
    }

    [Fact]
    public void A_number_prints_masked_so_that_no_log_can_leak_it()
    {
        CitizenId.TryParse("999999198001010011", out var id);
        Assert.Equal("99**************11", $"{id}");
        Assert.DoesNotContain(typeof(CitizenId).GetProperties(), property => property.Name.Contains("Place") || property.Name.Contains("Area"));
    }
}
