namespace Jiuji.Ledger.ReserveFunds;

/// <summary>A stand-in (A/B 角) appointed beforehand by a document, for dates; county staff may stand in.</summary>
public sealed class StandIn
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required string TownshipCode { get; init; }
    public required FundRole Role { get; init; }
    public required string Actor { get; init; }
    public required string StandsInFor { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly Until { get; set; }
    public required string DocumentNumber { get; init; }

    public bool Covers(string actor, FundRole role, string standsInFor, DateOnly day) =>
        Actor == actor && Role == role && Stands(standsInFor, day);

    public bool Stands(string standsInFor, DateOnly day) => StandsInFor == standsInFor && From <= day && day <= Until;
}
