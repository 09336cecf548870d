using System.Globalization;

namespace Jiuji.Matching.Personal;

/// <summary>
/// What a list may show of a person: enough for somebody who knows the person to recognise them, too little for a stranger
/// (Charity Law 63, PIPL 51). One star per hidden character; the dot of long names stays, so that they still read as names.
/// </summary>
public static class Masking
{
    /// <summary>王芳 → 王*, 王小芳 → 王*芳, 阿依古丽·买买提 → 阿***·**提.</summary>
    public static string Name(string name)
    {
        // Rare characters take two UTF-16 units; half of one must never be shown.
        var letters = Letters(name.Trim());
        return letters.Length switch
        {
            0 => "",
            1 => "*",
            2 => letters[0] + "*",
            _ => letters[0] + string.Concat(letters[1..^1].Select(Star)) + letters[^1],
        };
    }

    /// <summary>The first two characters and the last two: neither birth date nor county can be read.</summary>
    public static string IdNumber(string number) => Keep(number, 2, 2);

    /// <summary>The first three digits and the last four, as people write it: 000-****5678.</summary>
    public static string Phone(string phone) => Keep(phone, 3, 4);

    /// <summary>The last four digits.</summary>
    public static string BankAccount(string account) => Keep(account, 0, 4);

    static string Keep(string text, int first, int last) => text.Length <= first + last
        ? new string('*', text.Length)
        : text[..first] + string.Concat(text[first..^last].Select(letter => char.IsLetterOrDigit(letter) ? '*' : letter)) + text[^last..];

    static string Star(string letter) => letter is "·" or "•" or "・" ? letter : "*";

    static string[] Letters(string name)
    {
        var letters = new List<string>();
        for (var each = StringInfo.GetTextElementEnumerator(name); each.MoveNext();)
            letters.Add(each.GetTextElement());
        return [.. letters];
    }
}
