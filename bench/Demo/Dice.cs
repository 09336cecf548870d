namespace Jiuji.Bench.Demo;

/// <summary>
/// Chance that repeats (SplitMix64). <see cref="Random"/> promises no fixed sequence between runtime versions; the demo's files need one.
/// Each file throws its own dice, so that a change in one leaves the others as they were.
/// </summary>
public sealed class Dice(ulong seed)
{
    private ulong state = seed;

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Percent(int chance) => Below(100) < chance;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public T Weighted<T>(IReadOnlyList<(T Item, int Weight)> items)
    {
        var point = Below(items.Sum(item => item.Weight));
        foreach (var (item, weight) in items)
        {
            if (point < weight) return item;
            point -= weight;
        }
        throw new InvalidOperationException("The weights were counted twice with different results.");
    }

    public List<T> Shuffled<T>(IEnumerable<T> items) => [.. items.Select(item => (item, key: Next())).OrderBy(pair => pair.key).Select(pair => pair.item)];

    private ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
