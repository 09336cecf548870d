namespace Jiuji.Matching.Supply;

/// <summary>A service that comes round every week: the same weekdays, hours and places.</summary>
public sealed record WeeklySlots(IReadOnlySet<DayOfWeek> Days, TimeOnly StartsAt, TimeOnly EndsAt, long Places)
{
    /// <summary>
    /// The dated slots from the first to the last day, both included, and never beyond the lot's validity. Ids are brought by the caller.
    /// </summary>
    public IReadOnlyList<LotSlot> For(SupplyLot lot, DateOnly first, DateOnly last, Func<Guid> newId)
    {
        var end = last < lot.ValidUntil ? last : lot.ValidUntil;
        return [.. DaysOf(Days, first, end).Select(day => new LotSlot
        {
            CountyCode = lot.CountyCode,
            Id = newId(),
            LotId = lot.Id,
            Day = day,
            StartsAt = StartsAt,
            EndsAt = EndsAt,
            Places = Places,
        })];
    }

    /// <summary>The days from first to last, both included, that fall on one of the weekdays.</summary>
    public static IEnumerable<DateOnly> DaysOf(IReadOnlySet<DayOfWeek> weekdays, DateOnly first, DateOnly last) =>
        Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1)).Select(first.AddDays).Where(day => weekdays.Contains(day.DayOfWeek));
}
