using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jiuji.Ledger.Audit;

/// <summary>How a sample is drawn: by yuan, so that a large item is more likely to be looked at, or by item, each as likely as any other.</summary>
public enum SamplingMethod { MonetaryUnit, Random }

/// <summary>One thing that can be looked at: its name in the book and its amount in fen.</summary>
public sealed record SampleItem(string Id, long AmountFen);

/// <summary>An item that was drawn. <paramref name="Hits"/>: how many sampling points fell into it; 1 where items are drawn, not yuan.</summary>
public sealed record SamplePick(SampleItem Item, int Hits);

/// <summary>
/// A sample that anybody can draw again: same seed and same population, same items. It needs SHA-256 and whole numbers, nothing else.
/// </summary>
/// <param name="PopulationHash">Lower-case hex SHA-256 over one line "id,fen" for each item, sorted by id: proves what was drawn from.</param>
/// <param name="IntervalFen">Between two sampling points; 0 where items are drawn.</param>
/// <param name="StartFen">The first sampling point, from 1 to the interval; 0 where items are drawn.</param>
public sealed record Sample(
    SamplingMethod Method, string Seed, int PopulationCount, long PopulationFen, string PopulationHash, long IntervalFen, long StartFen, IReadOnlyList<SamplePick> Picks)
{
    /// <summary>What was drawn, in fen.</summary>
    public long PickedFen => Picks.Sum(pick => pick.Item.AmountFen);
}

/// <summary>Draws samples for an inspection (G8, G14): by yuan with fixed intervals from a start that the seed gives, or the items whose hash with the seed is smallest.</summary>
public static class Sampling
{
    /// <param name="size">Sampling points or items wanted; more than there are gives all there are.</param>
    /// <param name="seed">Any words; whoever knows them draws the same.</param>
    public static Sample Draw(IEnumerable<SampleItem> population, SamplingMethod method, int size, string seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var items = population.Where(item => item.AmountFen > 0).OrderBy(item => item.Id, StringComparer.Ordinal).ToList();
        var total = items.Sum(item => item.AmountFen);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Id},{item.AmountFen}\n"))))));
        var none = new Sample(method, seed, items.Count, total, hash, 0, 0, []);
        if (items.Count == 0) return none;
        if (method == SamplingMethod.Random) return none with { Picks = [.. items.OrderBy(item => Hash($"{seed}\n{item.Id}"), StringComparer.Ordinal).Take(size).Select(item => new SamplePick(item, 1))] };
        var interval = Math.Max(1, total / size);
        var start = 1 + (long)(Number(seed) % (ulong)interval);
        return none with { IntervalFen = interval, StartFen = start, Picks = [.. Hit(items, interval, start)] };
    }

    /// <summary>Walks along the yuan of all items, one after the other, and stops at each sampling point.</summary>
    static IEnumerable<SamplePick> Hit(List<SampleItem> items, long interval, long start)
    {
        var (passed, next) = (0L, start);
        foreach (var item in items)
        {
            passed += item.AmountFen;
            if (passed < next) continue;
            var hits = (int)((passed - next) / interval) + 1;
            next += hits * interval;
            yield return new(item, hits);
        }
    }

    /// <summary>The first eight bytes of the seed's SHA-256 as a whole number, the highest byte first.</summary>
    static ulong Number(string seed) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
