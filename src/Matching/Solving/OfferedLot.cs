using System.Collections.Frozen;

namespace Jiuji.Matching.Solving;

/// <summary>The codes of the county, township and village where something is. Each code stands by itself; none is derived from another's prefix.</summary>
public readonly record struct PlaceCodes(string County, string Township, string Village);

/// <summary>
/// A supply lot as a match run sees it: what is free of it now, in its own unit, and for whom its donor meant it. What is not allowed is forbidden:
/// a lot with no area serves nobody (T9). Sets that are null restrict nothing.
/// </summary>
public sealed record OfferedLot(Guid Id, Guid Provider, string KindCode, long Quantity)
{
    public long? PerHouseholdLimit { get; init; }

    /// <summary>What households have of it already, promised or delivered; it counts against the limit.</summary>
    public IReadOnlyDictionary<Guid, long> GivenToHouseholds { get; init; } = FrozenDictionary<Guid, long>.Empty;

    /// <summary>The county, township and village codes that the lot serves, each named.</summary>
    public IReadOnlySet<string> AreaCodes { get; init; } = FrozenSet<string>.Empty;

    public PlaceCodes Place { get; init; }

    /// <summary>The last day on which it may be handed over; null: it does not expire.</summary>
    public DateOnly? ValidUntil { get; init; }

    public Eligibility Eligibility { get; init; } = Eligibility.Anyone;

    /// <summary>Of a service with dated turns: the most that one turn still holds, since a need is served in one turn at a time.</summary>
    public long? LargestTurn { get; init; }

    /// <summary>What the lot's limit and turns leave to the household; null: it has neither.</summary>
    public long? LeftOfLimit(Guid household)
    {
        var left = PerHouseholdLimit is { } limit ? limit - GivenToHouseholds.GetValueOrDefault(household) : (long?)null;
        return LargestTurn is { } turn && !(left < turn) ? turn : left;
    }

    /// <summary>Households related to the donor or to the provider's managers (Charity Law 40, 59).</summary>
    public IReadOnlySet<Guid> BlockedHouseholds { get; init; } = FrozenSet<Guid>.Empty;
}

/// <summary>Whom a donor named. Null or false restricts nothing; an unknown age or sex never passes a restriction on it.</summary>
public sealed record Eligibility
{
    public static readonly Eligibility Anyone = new();

    public IReadOnlySet<string>? Categories { get; init; }
    public int? MinimumAge { get; init; }
    public int? MaximumAge { get; init; }
    public bool FemaleOnly { get; init; }

    /// <summary>The kinds of need that the donor named, where the lot's own kind is wider.</summary>
    public IReadOnlySet<string>? Kinds { get; init; }
}
