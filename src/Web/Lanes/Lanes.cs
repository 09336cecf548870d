using System.Collections.Concurrent;
using Jiuji.Web.Database;

namespace Jiuji.Web.Lanes;

/// <summary>
/// The lane of each county, and the shared one for what has none. A SQLite file has a single writer anyway, so there all of them are one
/// (a writer outside the lane was seen to stall for 13 s).
/// </summary>
public sealed class Lanes(IServiceScopeFactory scopes, DatabaseChoice choice, ILogger<Lanes> log) : IAsyncDisposable
{
    private const string SharedName = "";
    private readonly ConcurrentDictionary<string, Lazy<Lane>> byCounty = new();

    public Lane Shared => For(SharedName);

    public Lane For(string county) =>
        byCounty.GetOrAdd(choice.Provider == DatabaseProvider.Sqlite ? SharedName : county, name => new Lazy<Lane>(() => new Lane(scopes, name.Length == 0 ? CountyWall.AllCounties : name, log))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in byCounty.Values.Where(lane => lane.IsValueCreated))
        {
            await lane.Value.DisposeAsync();
        }
    }
}
