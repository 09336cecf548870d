using System.Globalization;

namespace Jiuji.Matching.Personal;

/// <summary>As the ID number's sequence says.</summary>
public enum Sex { Male, Female }

/// <summary>What is wrong with a text that should be a citizen ID number, in order of precedence.</summary>
public enum CitizenIdError { Missing, FifteenDigits, WrongLength, NotDigits, BirthDateImpossible, CheckCharacterWrong }

/// <summary>
/// A citizen ID number (GB 11643-1999): 18 characters with a valid ISO 7064 MOD 11-2 check character. It tells birth date and sex and never
/// a place: its first six digits are the county of registration when it was issued, by codes that have changed since (domain.md 3.1).
/// Prints masked, so that a log line cannot leak it; <see cref="Value"/> is the number.
/// </summary>
public sealed record CitizenId
{
    const string CheckCharacters = "10X98765432";
    static readonly int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    CitizenId(string value, DateOnly birthDate) => (Value, BirthDate) = (value, birthDate);

    public string Value { get; }
    public DateOnly BirthDate { get; }

    /// <summary>The last digit of the sequence is odd for men, even for women.</summary>
    public Sex Sex => (Value[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>
    /// Accepts surrounding blanks, full-width digits and a small x; null with <paramref name="id"/> set, or what is wrong.
    /// </summary>
    public static CitizenIdError? TryParse(string? text, out CitizenId? id)
    {
        id = null;
        var number = HalfWidth.Of(text).ToUpperInvariant();
        if (Shape(number) is { } error)
            return error;
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birthDate))
            return CitizenIdError.BirthDateImpossible;
        if (number[17] != CheckCharacter(number))
            return CitizenIdError.CheckCharacterWrong;
        id = new CitizenId(number, birthDate);
        return null;
    }

    /// <summary>The check character over the first 17 digits: 2^(18−i) mod 11 are the weights.</summary>
    public static char CheckCharacter(string first17) =>
        CheckCharacters[weights.Select((weight, at) => weight * (first17[at] - '0')).Sum() % 11];

    public override string ToString() => Masking.IdNumber(Value);

    static CitizenIdError? Shape(string number)
    {
        if (number.Length == 0)
            return CitizenIdError.Missing;
        if (number.Length == 15 && number.All(char.IsAsciiDigit))
            return CitizenIdError.FifteenDigits;
        if (number.Length != 18)
            return CitizenIdError.WrongLength;
        var isNumber = number.Take(17).All(char.IsAsciiDigit) && (char.IsAsciiDigit(number[17]) || number[17] == 'X');
        return isNumber ? null : CitizenIdError.NotDigits;
    }
}
