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
        var days = Enumerable.Range(0, Math.Max(0, end.DayNumber - first.DayNumber + 1)).Select(first.AddDays);
        return [.. days.Where(day => Days.Contains(day.DayOfWeek)).Select(day => new LotSlot
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
}
