namespace Jiuji.Matching.Supply;

/// <summary>
/// A dated edition of the supply ledger (D2, D3). What it lists never changes afterwards: whoever ticked a name in it ticked what it said.
/// </summary>
public sealed class SupplyEdition
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }

    /// <summary>For people to name it by, e.g. "2026-11".</summary>
    public required string Number { get; init; }
    public required DateOnly PublishedOn { get; init; }
    public required string PublishedBy { get; init; }
    public List<EditionLot> Lots { get; init; } = [];
    public List<EditionDelivery> Deliveries { get; init; } = [];

    public IReadOnlySet<Guid> Organisations => Lots.Select(lot => lot.OrganisationId).ToHashSet();

    /// <summary>
    /// A new edition of what is published and still valid on the day, each lot as it stands, with one delivery to be made to each station.
    /// </summary>
    public static SupplyEdition Of(
        string county, Guid id, string number, IEnumerable<SupplyLot> lots, IReadOnlyDictionary<Guid, long> free,
        IEnumerable<Guid> stations, Act act) => new()
        {
            CountyCode = county,
            Id = id,
            Number = number,
            PublishedOn = act.Today,
            PublishedBy = act.Actor,
            Lots = [.. lots.Where(lot => lot.State == LotState.Published && act.Today <= lot.ValidUntil)
                .OrderBy(lot => lot.Number, StringComparer.Ordinal)
                .Select(lot => EditionLot.Of(id, lot, free.GetValueOrDefault(lot.Id)))],
            Deliveries = [.. stations.Distinct()
                .Select(station => new EditionDelivery { CountyCode = county, EditionId = id, StationId = station })],
        };

    /// <summary>
    /// When the next edition is due (pack value supplyLedger.editionMonths; Guangdong hands one out every half year, K3).
    /// </summary>
    public DateOnly NextDueOn(int editionMonths) => PublishedOn.AddMonths(editionMonths);
}

/// <summary>A lot as the edition listed it.</summary>
public sealed class EditionLot
{
    public required string CountyCode { get; init; }
    public required Guid EditionId { get; init; }
    public required Guid LotId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string Name { get; init; }
    public required string Unit { get; init; }

    /// <summary>Free on the day of the edition, by the book.</summary>
    public required long Quantity { get; init; }
    public required DateOnly ValidUntil { get; init; }

    public static EditionLot Of(Guid edition, SupplyLot lot, long free) => new()
    {
        CountyCode = lot.CountyCode,
        EditionId = edition,
        LotId = lot.Id,
        OrganisationId = lot.OrganisationId,
        Name = lot.Name,
        Unit = lot.Unit,
        Quantity = free,
        ValidUntil = lot.ValidUntil,
    };
}

/// <summary>That an edition was handed to a station, and that the station has it (D3).</summary>
public sealed class EditionDelivery
{
    public required string CountyCode { get; init; }
    public required Guid EditionId { get; init; }
    public required Guid StationId { get; init; }
    public DateTimeOffset? SentAt { get; set; }
    public DateTimeOffset? ReceivedAt { get; set; }
    public string? ReceivedBy { get; set; }
}
