namespace Jiuji.Matching.Matches;

/// <summary>Everybody from whom aid can come (B3); the web's code list aid-source says them in words.</summary>
public enum AidSource { TemporaryAid, ReserveFund, Dibao, Tekun, Medical, Education, Housing, Employment, Disaster, Charity, Society }

/// <summary>One aid to a household or one of its members, from whatever source: money in fen or something else in words.</summary>
public sealed class AidChainItem
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid HouseholdId { get; init; }
    public Guid? PersonId { get; init; }
    public required AidSource Source { get; init; }
    public required DateOnly GivenOn { get; init; }
    public long? AmountFen { get; init; }

    /// <summary>What was given when it was not money, e.g. "WHEELCHAIR × 1".</summary>
    public string Given { get; init; } = "";

    /// <summary>The hardship it answered; empty for periodic benefits.</summary>
    public string CauseCode { get; init; } = "";

    /// <summary>The match, payment, or the line of a department's list.</summary>
    public required string Reference { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The item that this one takes back, whole: it came back, or was recorded by mistake.</summary>
    public Guid? Reverses { get; init; }
}

/// <summary>
/// 一户（人）一条救助链: all aid of one household in the order in which it was given, over all sources, so that nothing is given twice and nobody
/// is left out (CZ24 三(一), B3). What was taken back stays in the list and counts for nothing.
/// </summary>
public sealed class AidChain
{
    readonly IReadOnlyList<AidChainItem> standing;

    public AidChain(IEnumerable<AidChainItem> items)
    {
        Items = [.. items.OrderBy(item => item.GivenOn).ThenBy(item => item.RecordedAt).ThenBy(item => item.Id)];
        var takenBack = Items.Select(item => item.Reverses).OfType<Guid>().ToHashSet();
        standing = [.. Items.Where(item => item.Reverses is null && !takenBack.Contains(item.Id))];
    }

    /// <summary>Everything, reversals too, in time order.</summary>
    public IReadOnlyList<AidChainItem> Items { get; }

    /// <summary>
    /// Aid already given for the same cause in the window (国发〔2014〕47号, R10): to the person, or to the household as a whole when either
    /// side names no person.
    /// </summary>
    public IReadOnlyList<AidChainItem> SameCause(string causeCode, Guid? person, DateOnly from, DateOnly to) =>
        [.. standing.Where(item => causeCode.Length > 0 && item.CauseCode == causeCode && from <= item.GivenOn && item.GivenOn <= to)
            .Where(item => person is null || item.PersonId is null || item.PersonId == person)];

    /// <summary>The calendar year of the day: the window when the pack names none.</summary>
    public static (DateOnly From, DateOnly To) YearOf(DateOnly day) => (new DateOnly(day.Year, 1, 1), new DateOnly(day.Year, 12, 31));

    /// <summary>The sum of money over all sources in the window, in fen, for the stacking check.</summary>
    public long StackedFen(DateOnly from, DateOnly to) =>
        standing.Where(item => from <= item.GivenOn && item.GivenOn <= to).Sum(item => item.AmountFen ?? 0);

    /// <summary>The item that a delivery adds.</summary>
    public static AidChainItem FromMatch(Guid id, Match match, Needs.Need need, AidSource source, DateTimeOffset now) => new()
    {
        CountyCode = match.CountyCode,
        Id = id,
        HouseholdId = match.HouseholdId,
        PersonId = need.PersonId,
        Source = source,
        GivenOn = match.DeliveredOn ?? ChinaDay.Of(now),
        AmountFen = need.Unit == "CNY" ? match.DeliveredQuantity : null,
        Given = need.Unit == "CNY" ? "" : $"{need.KindCode} × {match.DeliveredQuantity}",
        CauseCode = need.CauseCode,
        Reference = $"match:{match.Id:D}",
        RecordedAt = now,
    };
}
