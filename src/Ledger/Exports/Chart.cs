using System.Globalization;
using System.Text;

namespace Jiuji.Ledger.Exports;

/// <summary>How accounts and amounts are written for people and for other programs: the same in the journal, the trial balance and the tests.</summary>
/// <param name="ownerName">The organisation's name in the county; unique.</param>
/// <param name="fundName">The fund's name; unique in its owner's book.</param>
public sealed class Chart(Func<Guid, string> ownerName, Func<Guid, string> fundName)
{
    /// <summary>By id, where no names are at hand.</summary>
    public static Chart ById { get; } = new(id => id.ToString("D"), id => id.ToString("D"));

    /// <summary>Owner, fund, side, kind and party, from the whole to the part, e.g. "蓉城镇:Reserve fund 2026:Use:In hands:bank:1".</summary>
    public string Name(AccountKey key)
    {
        var fund = key.Fund == Guid.Empty ? "No fund" : fundName(key.Fund);
        var name = $"{Part(ownerName(key.Owner))}:{Part(fund)}:{key.Kind.Side()}:{Words(key.Kind)}";
        return key.Party.Length == 0 ? name : $"{name}:{Part(key.Party)}";
    }

    /// <summary>Fen as yuan with two decimals; goods as the whole number they are.</summary>
    public static string Amount(long amount, string unit) => unit == AccountKey.Yuan
        ? ((decimal)amount / 100).ToString("0.00", CultureInfo.InvariantCulture)
        : amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>"AwaitingPapers" → "Awaiting papers".</summary>
    static string Words(AccountKind kind)
    {
        var words = new StringBuilder();
        foreach (var letter in kind.ToString()) words.Append(words.Length > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter);
        return words.ToString();
    }

    /// <summary>On one line, single spaces, nothing that starts a comment: two spaces would end an account's name in a journal.</summary>
    internal static string Part(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var isSpace = char.IsWhiteSpace(letter) || char.IsControl(letter);
            if (isSpace && (clean.Length == 0 || clean[^1] == ' ')) continue;
            clean.Append(isSpace ? ' ' : letter is ';' ? '；' : letter);
        }
        return clean.ToString().TrimEnd();
    }
}
