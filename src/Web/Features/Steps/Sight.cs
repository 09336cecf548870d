using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Jiuji.Web.Features.Steps;

/// <summary>One fact that a decision rests on: its word, a mark by which a change is known, and what a person reads.</summary>
public sealed record Seen(string Word, string Mark, string Shown);

/// <summary>A fact that is no longer what it was.</summary>
public sealed record Changed(string Word, string Then, string Now);

/// <summary>
/// What somebody had in front of them when they decided. It travels with the form; where any of it has changed when the form arrives, nothing is done and both
/// versions are shown.
/// </summary>
public sealed record Sight(IReadOnlyList<Seen> Facts)
{
    private const int MostCharacters = 8_000;
    private const int MarkCharacters = 16;

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

    /// <summary>What a person reads is what it is known by.</summary>
    public static Seen Fact(string word, string shown) => Fact(word, shown, shown);

    /// <summary>The mark is a hash: a page shows the ends of an account, and shall not carry what stands for all of it.</summary>
    public static Seen Fact(string word, string fact, string shown) =>
        new(word, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{word} {fact}")))[..MarkCharacters], shown);
}
