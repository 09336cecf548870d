using System.Collections.Concurrent;

namespace Jiuji.Web.Features.Slips;

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
