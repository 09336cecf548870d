using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Organisations;

/// <summary>What is wrong with a text that should be a unified social credit code, in order of precedence.</summary>
public enum CreditCodeError { Missing, WrongLength, LetterNotAllowed, CheckCharacterWrong }

/// <summary>
/// A unified social credit code (GB 32100-2015): 18 characters without I, O, S, V, Z and a check character modulo 31. Societies that are
/// only filed have none (domain.md 3.3), so an organisation's code is optional and its absence is no error.
/// </summary>
public sealed record CreditCode
{
    const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    CreditCode(string value) => Value = value;

    public string Value { get; }

    /// <summary>Registered with civil affairs: social group, private non-enterprise unit, foundation or other.</summary>
    public bool IsCivilAffairs => Value[0] == '5';

    public static CreditCodeError? TryParse(string? text, out CreditCode? code)
    {
        code = null;
        var letters = HalfWidth.Of(text).ToUpperInvariant();
        if (letters.Length == 0)
            return CreditCodeError.Missing;
        if (letters.Length != 18)
            return CreditCodeError.WrongLength;
        if (!letters.All(letter => Alphabet.Contains(letter)))
            return CreditCodeError.LetterNotAllowed;
        if (letters[17] != CheckCharacter(letters))
            return CreditCodeError.CheckCharacterWrong;
        code = new CreditCode(letters);
        return null;
    }

    /// <summary>The check character over the first 17 characters, with weights 3^i mod 31.</summary>
    public static char CheckCharacter(string first17)
    {
        var (sum, weight) = (0, 1);
        foreach (var letter in first17.AsSpan(0, 17))
            (sum, weight) = (sum + Alphabet.IndexOf(letter) * weight, weight * 3 % 31);
        return Alphabet[(31 - sum % 31) % 31];
    }

    public override string ToString() => Value;
}
