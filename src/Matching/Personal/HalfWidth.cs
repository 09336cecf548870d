namespace Jiuji.Matching.Personal;

/// <summary>Spreadsheets typed with a Chinese input method hold full-width digits and letters that mean the ordinary ones.</summary>
static class HalfWidth
{
    const int Offset = '！' - '!';

    public static string Of(string? text) => string.Concat((text ?? "").Trim().Select(Of));

    static char Of(char letter) => letter is >= '！' and <= '～' ? (char)(letter - Offset) : letter;
}
