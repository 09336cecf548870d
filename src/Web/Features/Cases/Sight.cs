using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Looks;

namespace Jiuji.Web.Features.Cases;

/// <summary>One fact that a decision rests on: its word, a mark by which a change is known, and what a person reads.</summary>
public sealed record Seen(string Word, string Mark, string Shown);

/// <summary>A fact that is no longer what it was.</summary>
public sealed record Changed(string Word, string Then, string Now);

/// <summary>
/// What somebody had in front of them when they decided: for whom, why, how much, to which account, received by whom. It travels with the form; where any
/// of it has changed when the form arrives, nothing is done and both versions are shown.
/// </summary>
public sealed record Sight(IReadOnlyList<Seen> Facts)
{
    private const int MostCharacters = 8_000;
    private const int MarkCharacters = 16;

    /// <param name="payee">As it was shown; null where only the marks count.</param>
    public static Sight Of(CaseSheet sheet, Person receiver, PayeeProxy? proxy, Payee? payee)
    {
        var (aidCase, person) = (sheet.AidCase, sheet.Applicant);
        var amount = sheet.Payment?.AmountFen ?? aidCase.AmountFen;
        return new Sight(
        [
            Fact("case.subject", $"{person.Id} {person.NameMasked} {Convert.ToHexString(person.IdNumberIndex ?? [])}", payee?.Subject ?? person.NameMasked),
            Fact("case.cause", $"{aidCase.CauseCode} {aidCase.Type}", sheet.Cause),
            Fact("common.amount", amount.ToString(CultureInfo.InvariantCulture), Figures.Yuan(amount)),
            Fact("sign.payee", $"{receiver.Id} {Convert.ToHexString(proxy?.AccountIndex ?? receiver.AccountIndex ?? [])}", payee?.Account ?? ""),
            Fact("sign.proxy", proxy?.Id.ToString() ?? "", proxy?.NameMasked ?? ""),
        ]);
    }

    /// <summary>For a hidden field.</summary>
    public string Packed => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(Facts));

    /// <summary>Null for what no page has packed: then nothing is known to have been seen.</summary>
    public static Sight? Unpack(string? packed)
    {
        if (string.IsNullOrEmpty(packed) || packed.Length > MostCharacters)
        {
            return null;
        }

        try
        {
            return new Sight(JsonSerializer.Deserialize<List<Seen>>(Convert.FromBase64String(packed)) ?? []);
        }
        catch (Exception notOurs) when (notOurs is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>What has changed since <paramref name="earlier"/>, in the order in which it stands on the page.</summary>
    public IReadOnlyList<Changed> Since(Sight earlier) =>
    [
        .. from now in Facts
           let then = earlier.Facts.FirstOrDefault(fact => fact.Word == now.Word)
           where then?.Mark != now.Mark
           select new Changed(now.Word, then?.Shown ?? "", now.Shown),
    ];

    /// <summary>The mark is a hash: a page shows the ends of an account, and shall not carry what stands for all of it.</summary>
    private static Seen Fact(string word, string fact, string shown) =>
        new(word, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{word} {fact}")))[..MarkCharacters], shown);
}
