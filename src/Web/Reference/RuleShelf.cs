using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Reference;

/// <summary>
/// The rule packs and the calendar, which every page and command asks for and which change a few times a year: kept in memory and read again after a minute,
/// or at once by the process that loaded a new one.
/// </summary>
public sealed class RuleShelf(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private volatile Content? content;

    private sealed record Content(IReadOnlyList<RulePack> Packs, WorkingDayClock Calendar, DateTimeOffset ReadAt);

    /// <summary>The rules in force in a county on a day.</summary>
    /// <exception cref="InvalidOperationException">No pack covers the county on that day.</exception>
    public PackValues Rules(string county, DateOnly day) => Find(county, day)
        ?? throw new InvalidOperationException($"No rule pack is in force in {county} on {day:yyyy-MM-dd}.");

    /// <summary>Null where no pack covers the county on that day.</summary>
    public PackValues? Find(string county, DateOnly day) => RulePack.InForce(Read().Packs, county, day) is { } pack ? new PackValues(pack, county, day) : null;

    public WorkingDayClock Calendar => Read().Calendar;

    public void Forget() => content = null;

    private Content Read()
    {
        if (content is { } kept && clock.GetUtcNow() - kept.ReadAt < KeptFor)
        {
            return kept;
        }

        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var packs = db.Packs.AsNoTracking().AsEnumerable().GroupBy(pack => pack.Key).Select(versions => RulePack.Parse(versions.MaxBy(pack => pack.Version)!.Json)).ToList();
        var days = db.CalendarDays.AsNoTracking().ToList();
        var rest = days.Where(day => !day.IsWorkday).Select(day => day.Day).ToHashSet();
        var work = days.Where(day => day.IsWorkday).Select(day => day.Day).ToHashSet();
        var years = db.CalendarYears.AsNoTracking().Select(year => year.Year).ToHashSet();
        return content = new Content(packs, new WorkingDayClock(rest, work, years), clock.GetUtcNow());
    }
}
