using System.Collections.Frozen;

namespace Jiuji.Matching.Solving;

/// <summary>What a county wants of its matches. The first six say which needs come first, the last two which lot serves them.</summary>
public enum Aim
{
    Urgency,
    Deadline,
    Uncovered,
    EqualShare,
    Category,
    GreenChannel,
    SoonToExpire,
    Nearness,
}

/// <summary>
/// The published rules of a match run: the day it counts from, the order of its aims, the bands they are counted in, and the caps. Each aim outweighs
/// all that follow it. <see cref="Version"/> names the policy pack, so that a plan can be made again.
/// </summary>
public sealed record MatchPolicy(DateOnly AsOf, string Version)
{
    /// <summary>Design §4: urgency and deadline, people no scheme covers, equal share, then soon-to-expire and nearness. Category only where a county adds it.</summary>
    public static readonly IReadOnlyList<Aim> UsualAims = [Aim.Urgency, Aim.Deadline, Aim.Uncovered, Aim.EqualShare, Aim.SoonToExpire, Aim.Nearness];

    /// <summary>Aims about needs come before aims about lots; anything else is refused when the run starts.</summary>
    public IReadOnlyList<Aim> Aims { get; init; } = UsualAims;

    /// <summary>Days left, ascending: a deadline within the first number is the most pressing. A need without one is the least.</summary>
    public IReadOnlyList<int> DeadlineBands { get; init; } = [3, 7, 30];

    /// <summary>Days left, ascending: a lot that expires within the first number is used first.</summary>
    public IReadOnlyList<int> ExpiryBands { get; init; } = [7, 30, 90];

    /// <summary>Into how many steps a need is cut for the equal share: nobody gets a second step before others of the same standing had their first.</summary>
    public int ShareSteps { get; init; } = 5;

    /// <summary>Kinds whose unit is meant for one person: their steps are units per person, not shares of what was asked for.</summary>
    public IReadOnlySet<string> KindsCountedPerPerson { get; init; } = FrozenSet<string>.Empty;

    /// <summary>First helped first; used only where <see cref="Aim.Category"/> is an aim. A category that is not listed comes last.</summary>
    public IReadOnlyList<string> CategoryOrder { get; init; } = [];

    /// <summary>Most units of a kind for one household in one run, by kind.</summary>
    public IReadOnlyDictionary<string, long> HouseholdCaps { get; init; } = FrozenDictionary<string, long>.Empty;

    /// <summary>Most units of a kind that one provider can take on in one run. Units of different kinds are never added up. Comes with the input, not from the pack.</summary>
    public IReadOnlyDictionary<ProviderKind, long> ProviderCaps { get; init; } = FrozenDictionary<ProviderKind, long>.Empty;
}

/// <summary>One provider's lots of one kind.</summary>
public readonly record struct ProviderKind(Guid Provider, string KindCode);
