using Jiuji.Web.Database;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Jiuji.Web.Features.Home;

/// <summary>One thing that waits for this person: what, which, until when, how much.</summary>
/// <param name="Word">Key of what is to be done, e.g. "queue.to_sign".</param>
public sealed record QueueItem(string Word, string Number, string Url, DateOnly? DueOn = null, long? AmountFen = null, int WorkingDaysLeft = int.MaxValue)
{
    public bool IsOverdue => WorkingDaysLeft < 0;
    public bool IsSoon => WorkingDaysLeft is >= 0 and <= 3;
}

/// <summary>How many wait under one word, how many of them are late; chosen, the list shows only these.</summary>
public sealed record QueueTile(string Word, int Count, int Late, bool IsSoon, bool IsChosen)
{
    public string Tone => Late > 0 ? "stop" : IsSoon ? "wait" : "go";
}

/// <summary>The work queue: everything that waits for the person signed in, by due day, most pressing first.</summary>
public sealed class QueueModel(JiujiDb db, RuleShelf rules, TimeProvider clock) : PageModel
{
    private const int MostShown = 50;
    private readonly Dictionary<DateOnly, int> daysLeft = [];

    public DateOnly Today { get; private set; }
    public DateOnly NextWorkingDay { get; private set; }
    public IReadOnlyList<QueueItem> Items { get; private set; } = [];

    /// <summary>The word whose items alone are listed; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Only { get; set; }

    /// <summary>A tile for each word, in the order in which they first appear.</summary>
    public IReadOnlyList<QueueTile> Tiles { get; private set; } = [];

    public int NotShown { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Today = clock.Today();
        NextWorkingDay = rules.Calendar.After(Today, 1).Day;
        var items = (await new QueueReading(db, rules).Read(User.Actor(), clock.GetUtcNow(), cancellationToken)).Select(WithDays)
            .OrderBy(item => item.WorkingDaysLeft).ThenBy(item => item.Number, StringComparer.Ordinal).ToList();
        Only = items.Any(item => item.Word == Only) ? Only : null;
        Tiles = [.. items.GroupBy(item => item.Word).Select(group => new QueueTile(
            group.Key, group.Count(), group.Count(item => item.IsOverdue), group.Any(item => item.IsSoon), group.Key == Only))];
        var listed = Only is null ? items : items.Where(item => item.Word == Only).ToList();
        (Items, NotShown) = ([.. listed.Take(MostShown)], Math.Max(0, listed.Count - MostShown));
    }

    private QueueItem WithDays(QueueItem item) => item.DueOn is { } due ? item with { WorkingDaysLeft = DaysLeft(due) } : item;

    /// <summary>Counted once for each day that things fall due on, not once for each thing.</summary>
    private int DaysLeft(DateOnly due) => daysLeft.TryGetValue(due, out var known)
        ? known
        : daysLeft[due] = due < Today ? -rules.Calendar.Between(due, Today) : rules.Calendar.Between(Today, due);
}
