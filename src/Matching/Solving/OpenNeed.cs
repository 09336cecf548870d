using System.Collections.Frozen;

namespace Jiuji.Matching.Solving;

/// <summary>
/// What of a household's need is still open, as a match run sees it. Withdrawn and met needs are not given to a run at all, so they can neither be
/// served nor stand in the way of a new one (T16). <c>Urgency</c> runs from 1 to 4, 4 the most urgent.
/// </summary>
public sealed record OpenNeed(Guid Id, Guid Household, string KindCode, long Quantity, int Urgency)
{
    public DateOnly? Deadline { get; init; }

    /// <summary>Null: no category, or pending. Such a household matches every lot whose donor has not restricted it.</summary>
    public string? CategoryCode { get; init; }

    public int People { get; init; } = 1;
    public int? Age { get; init; }
    public bool? Female { get; init; }
    public PlaceCodes Place { get; init; }

    /// <summary>C8: orders queues; it is an aim of the run only where the policy lists it.</summary>
    public bool GreenChannel { get; init; }

    /// <summary>B11: no scheme covers these people, or their hardship remains after aid.</summary>
    public bool UncoveredOrStillInNeed { get; init; }

    public bool WholeFromOneLot { get; init; }
    public IReadOnlySet<Guid> RefusedProviders { get; init; } = FrozenSet<Guid>.Empty;

    /// <summary>The household has had aid for the same cause within the window; a second is refused whoever gives it.</summary>
    public bool SameCauseAidInWindow { get; init; }

    public IReadOnlySet<string> KindsReceivedInWindow { get; init; } = FrozenSet<string>.Empty;
}
