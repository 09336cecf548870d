namespace Jiuji.Matching.Solving;

/// <summary>What stands between a need and a lot.</summary>
public enum WhyNotKind
{
    /// <summary>It is proposed; nothing does.</summary>
    Proposed,

    /// <summary>A hard rule forbids it, and no price buys it.</summary>
    Forbidden,

    /// <summary>The lot, its limit or a cap cannot hold it at all.</summary>
    NoRoom,

    /// <summary>It could be had for nothing; the plan chose an equal by id.</summary>
    EquallyGood,

    /// <summary>It can be chosen by hand; <see cref="WhyNot.Changes"/> says who pays.</summary>
    CostsOthers,
}

/// <summary>A cap that the plan has used up, so that more for this pair is less for another.</summary>
public enum CapKind
{
    /// <summary>What one household gets of a kind in one run.</summary>
    Household,

    /// <summary>What one provider can take on of a kind.</summary>
    Provider,
}

/// <summary>A cap and its units in this run.</summary>
public readonly record struct ReachedCap(CapKind Kind, long Units);

/// <summary>Who holds units of the lot in the plan.</summary>
public readonly record struct LotHolder(Guid Need, long Quantity);

/// <summary>What a choice by hand would move: units more (or fewer) from a lot to a need; no lot: so many units more (or fewer) of the need go unmet.</summary>
public readonly record struct PlanChange(Guid Need, Guid? Lot, long Units);

/// <summary>
/// The answer to "why not this lot for this need": the rule that forbids it, or who has the lot, what one unit (a whole need: all of it) would cost the
/// published aims, and exactly which others would get more or less. <c>Cost</c> is the loss in the plan's own measure, 0 at least.
/// </summary>
public sealed record WhyNot(WhyNotKind Kind, ArcRefusal? Rule, Int128 Cost, IReadOnlyList<LotHolder> Holders, IReadOnlyList<PlanChange> Changes)
{
    /// <summary>The cap that stands between them, if one does: first the household's, then the provider's.</summary>
    public ReachedCap? Cap { get; init; }

    internal static WhyNot ForbiddenBy(ArcRefusal rule) => new(WhyNotKind.Forbidden, rule, 0, [], []);
}
