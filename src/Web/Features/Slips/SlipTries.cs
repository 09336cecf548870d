using System.Collections.Concurrent;

namespace Jiuji.Web.Features.Slips;

/// <summary>
/// How often somebody may try a slip code: five wrong tries for one household or twenty from one address within a quarter of an hour. Each process counts
/// for itself; with about 49 bits in a code, a few processes' worth of tries is still nothing.
/// </summary>
public sealed class SlipTries(TimeProvider clock)
{
    private const int MostForHousehold = 5;
    private const int MostFromAddress = 20;
    private readonly WrongTries wrong = new(clock);

    public bool MayTry(string household, string address) =>
        wrong.CountOf($"household {household}") < MostForHousehold && wrong.CountOf($"address {address}") < MostFromAddress;

    public void Wrong(string household, string address)
    {
        wrong.Add($"household {household}");
        wrong.Add($"address {address}");
    }
}

/// <summary>Wrong tries within the last quarter of an hour, by whoever made them; forgotten when the process ends.</summary>
public sealed class WrongTries(TimeProvider clock)
{
    private const int MostKept = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Since)> wrong = new();

    public int CountOf(string who) => wrong.TryGetValue(who, out var tries) && clock.GetUtcNow() - tries.Since < Window ? tries.Count : 0;

    public void Add(string who)
    {
        var now = clock.GetUtcNow();
        if (wrong.Count > MostKept)
        {
            Sweep(now);
        }

        wrong.AddOrUpdate(who, (1, now), (_, tries) => now - tries.Since < Window ? (tries.Count + 1, tries.Since) : (1, now));
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (who, tries) in wrong)
        {
            if (now - tries.Since >= Window)
            {
                wrong.TryRemove(who, out _);
            }
        }
    }
}
