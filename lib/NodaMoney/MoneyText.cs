namespace NodaMoney;

/// <summary>A text split into its symbol or code, if any, and the number that is left.</summary>
internal readonly record struct MoneyText(string Symbol, string Number)
{
    const string SignsAndBrackets = "+-()";

    public static MoneyText Of(string text)
    {
        var firstDigit = text.AsSpan().IndexOfAnyInRange('0', '9');
        var lastDigit = text.AsSpan().LastIndexOfAnyInRange('0', '9');
        if (firstDigit < 0)
            return new MoneyText("", text);

        var before = SymbolIn(text[..firstDigit]);
        var after = SymbolIn(text[(lastDigit + 1)..]);
        if (before.Length > 0 && after.Length > 0)
            return new MoneyText(before + after, text);
        return before.Length > 0
            ? new MoneyText(before, Without(before, text, text.IndexOf(before, StringComparison.Ordinal)))
            : new MoneyText(after, Without(after, text, text.LastIndexOf(after, StringComparison.Ordinal)));
    }

    public CurrencyInfo? CurrencyOrWhyNot(CurrencyInfo? expected, out string whyNot)
    {
        whyNot = "";
        if (Symbol.Length == 0)
            return expected ?? CurrencyInfo.CurrentCurrency;

        var matching = CurrencyInfo.Matching(Symbol);
        var wanted = expected ?? (matching.Count == 1 ? matching[0] : CurrencyInfo.CurrentCurrency);
        if (matching.Contains(wanted))
            return wanted;

        whyNot = (matching.Count, expected) switch
        {
            (0, _) => $"{Symbol} is an unknown currency symbol or code!",
            (_, null) => $"Currency symbol {Symbol} matches with multiple currencies! Specify currency or culture explicitly.",
            (1, _) => $"Currency symbol {Symbol} matches with {matching[0].Code}, but doesn't match the specified {expected.Code}!",
            _ => $"Currency symbol {Symbol} matches with multiple currencies, but doesn't match specified {expected.Code}!",
        };
        return null;
    }

    static string SymbolIn(string part)
        => string.Concat(part.Where(letter => !char.IsWhiteSpace(letter) && !SignsAndBrackets.Contains(letter, StringComparison.Ordinal)));

    static string Without(string symbol, string text, int start)
        => start < 0 ? text : text[..start].TrimEnd() + text[(start + symbol.Length)..].TrimStart();
}
