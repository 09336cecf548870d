using System.Globalization;

namespace Jiuji.Matching.Needs;

/// <summary>How the need came to light. All but the household's own application and the hotline count as proactive (C1).</summary>
public enum DiscoverySource { Applied, Aide, Village, Grid, Neighbour, SocialWorker, Charity, Warning, Hotline }

/// <summary>Which sources count as found rather than brought.</summary>
public static class DiscoverySources
{
    public static bool IsProactive(this DiscoverySource source) => source is not (DiscoverySource.Applied or DiscoverySource.Hotline);
}

/// <summary>Why a monitoring warning or an aid led to a need (CZ24 三(四), B11).</summary>
public enum NeedReason { NotEligible, StillInNeed }

/// <summary>Higher is more urgent; the number is what spreadsheets carry.</summary>
public enum Urgency { Ordinary = 1, Soon = 2, Urgent = 3, Critical = 4 }

/// <summary>
/// What a household needs: kind, quantity in the kind's unit, how urgently and until when. <see cref="MetQuantity"/> counts what was
/// delivered and not returned; the rest stays open (T17). <see cref="QueuedAt"/> is its place in the queue and outlives every match that
/// falls through.
/// </summary>
public sealed class Need
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }

    /// <summary>For people to name it by, e.g. "XQ-2026-0311".</summary>
    public required string Number { get; init; }
    public required Guid HouseholdId { get; init; }

    /// <summary>The one member it is for, when it is for one.</summary>
    public Guid? PersonId { get; init; }
    public required string KindCode { get; init; }
    public required string Unit { get; init; }
    public required long Quantity { get; init; }
    public long MetQuantity { get; set; }
    public required Urgency Urgency { get; set; }
    public DateOnly? Deadline { get; set; }
    public required DiscoverySource DiscoverySource { get; init; }
    public required Households.IntakeChannel Channel { get; init; }
    public bool IsGreenChannel { get; set; }
    public NeedReason? Reason { get; init; }

    /// <summary>The hardship behind it (code list hardship-cause), for the same-cause check (R10).</summary>
    public string CauseCode { get; init; } = "";

    /// <summary>Must come whole from one lot.</summary>
    public bool IsWhole { get; init; }
    public string Note { get; set; } = "";
    public NeedState State { get; set; }
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>The hotline ticket, warning, lead or aid it came from.</summary>
    public string CameFrom { get; init; } = "";

    /// <summary>Where it went when the household moved; the need is entered there again by referral.</summary>
    public string? MovedToCounty { get; set; }

    /// <summary>The society or station to which it was referred (B11).</summary>
    public Guid? ReferredToOrganisationId { get; set; }

    /// <summary>Aid has come since somebody last asked what is still missing (B14).</summary>
    public bool NeedsReview { get; set; }
    public int Version { get; set; }

    /// <summary>
    /// The queue's order as one text, so that the database finds any page of it in an index: urgency, green channel, deadline and waiting as in <see cref="InQueueOrder"/>,
    /// then the number. Made from the need itself each time it is saved; what the database gives back is not used.
    /// </summary>
    public string QueueKey
    {
        get => string.Create(CultureInfo.InvariantCulture, $"{LeastPressing - (int)Urgency}{(IsGreenChannel ? 0 : 1)}{Deadline ?? DateOnly.MaxValue:yyyyMMdd}{QueuedAt.UtcDateTime:yyyyMMddHHmmssffffff}{Number}");
        private set { }
    }

    public long OpenQuantity => Quantity - MetQuantity;
    public bool IsOpen => State is NeedState.Open or NeedState.PartMet;

    /// <summary>One digit above every <see cref="Urgency"/>, so that the most pressing sorts first.</summary>
    const int LeastPressing = 9;

    /// <summary>
    /// The queue: the most urgent first, the green channel (C8) before others, the nearest deadline, then who has waited longest.
    /// </summary>
    public static IOrderedEnumerable<Need> InQueueOrder(IEnumerable<Need> needs) => needs
        .OrderByDescending(need => need.Urgency)
        .ThenByDescending(need => need.IsGreenChannel)
        .ThenBy(need => need.Deadline ?? DateOnly.MaxValue)
        .ThenBy(need => need.QueuedAt)
        .ThenBy(need => need.Id);
}
