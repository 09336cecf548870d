using System.Text;

namespace Jiuji.Web.Files;

/// <summary>
/// Text as people type it on Chinese keyboards. Full-width digits and letters become narrow (what NFKC would do), full-width punctuation
/// stays as written, all kinds of blanks become one space, and what cannot be seen goes.
/// </summary>
public static class CellText
{
    const int FullWidthOffset = '０' - '0';

    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsInvisible(c))
                continue;
            if (!char.IsWhiteSpace(c))
                clean.Append(IsFullWidthLetterOrDigit(c) ? (char)(c - FullWidthOffset) : c);
            else if (clean.Length > 0 && clean[^1] != ' ')
                clean.Append(' ');
        }
        return clean.ToString().TrimEnd();
    }

    /// <summary>For figures, where also the punctuation means its narrow twin: "￥１，２３４．５０" is "¥1,234.50".</summary>
    public static string CleanFigure(string text) =>
        string.Concat(Clean(text).Where(c => c != ' ').Select(NarrowPunctuation));

    /// <summary>Control characters, half surrogates, and the mark that a decoder leaves where it gave up.</summary>
    public static bool HasUnreadable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]) || text[i] is '\uFFFD' or '\uFFFE' or '\uFFFF' || IsUnseenControl(text[i]))
                return true;
        }
        return false;
    }

    static bool IsUnseenControl(char c) => char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\u0085');

    static bool IsInvisible(char c) => c is >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or '\u2060' or '\uFEFF' or '\u00AD';

    static bool IsFullWidthLetterOrDigit(char c) => c is >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ';

    static char NarrowPunctuation(char c) => c switch
    {
        '￥' => '¥',
        '。' => '.',
        '−' or '–' => '-',
        >= '！' and <= '～' => (char)(c - FullWidthOffset),
        _ => c,
    };
}
