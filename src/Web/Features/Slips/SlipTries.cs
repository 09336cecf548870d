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
    private const int MostKept = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Since)> wrong = new();

    public bool MayTry(string household, string address) => CountOf($"household {household}") < MostForHousehold && CountOf($"address {address}") < MostFromAddress;

    public void Wrong(string household, string address)
    {
        if (wrong.Count > MostKept)
        {
            Sweep();
        }

        Add($"household {household}");
        Add($"address {address}");
    }

    private int CountOf(string who) => wrong.TryGetValue(who, out var tries) && clock.GetUtcNow() - tries.Since < Window ? tries.Count : 0;

    private void Add(string who)
    {
        var now = clock.GetUtcNow();
        wrong.AddOrUpdate(who, (1, now), (_, tries) => now - tries.Since < Window ? (tries.Count + 1, tries.Since) : (1, now));
    }

    private void Sweep()
    {
        var now = clock.GetUtcNow();
        foreach (var (who, tries) in wrong)
        {
            if (now - tries.Since >= Window)
            {
                wrong.TryRemove(who, out _);
            }
        }
    }
}
