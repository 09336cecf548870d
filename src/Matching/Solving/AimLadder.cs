using System.Numerics;

namespace Jiuji.Matching.Solving;

/// <summary>
/// Turns the order of aims into whole-number costs per unit: what it costs to serve a need from a lot, and what it costs to leave a unit unmet.
///
/// No giant weights are needed. A change of plan walks round a simple cycle of the network, which passes each lot (and each household's share of a lot)
/// at most once, so at most <c>m</c> arcs are exchanged for others and their cost changes by at most <c>m × spread</c>. An aim whose step is
/// <c>m × spread + 1</c>, spread being that of all lesser aims, can therefore never be outvoted by them. That is needed between the aims about lots and
/// once between them and the aims about needs. Among the aims about needs an even step is enough: the sets of units that can be served together are the
/// independent sets of a gammoid (Perfect 1968), where the best set for any strictly decreasing weights is the best one grade by grade. (Only where
/// several needs of one household share a cap is it an intersection of two matroids; there the sum of penalties decides.)
/// </summary>
sealed class AimLadder
{
    const int Urgencies = 4;
    const int Distances = 4;

    readonly MatchPolicy policy;
    readonly Dictionary<string, int> categoryPlace;
    readonly long expiryStep;
    readonly long nearnessStep;
    readonly Aim[] needAims;

    /// <summary>What one grade of need outweighs: every possible rearrangement of which lot serves whom.</summary>
    internal long Step { get; }

    /// <summary>How many arcs a change of plan may exchange before the steps no longer hold.</summary>
    internal long Exchanges { get; }

    /// <summary>The dearest arc between a lot and a need.</summary>
    internal long Spread { get; }

    internal AimLadder(MatchPolicy policy, int passages)
    {
        this.policy = policy;
        needAims = [.. policy.Aims.TakeWhile(aim => aim < Aim.SoonToExpire)];
        var lotAims = policy.Aims.Skip(needAims.Length).ToArray();
        if (lotAims.Any(aim => aim < Aim.SoonToExpire) || policy.Aims.Distinct().Count() != policy.Aims.Count || policy.ShareSteps < 1)
            throw new ArgumentException("Aims about needs come before aims about lots, each once, with at least one step of sharing.", nameof(policy));
        categoryPlace = policy.CategoryOrder.Select((code, place) => (code, place)).ToDictionary(each => each.code, each => each.place);

        // Room to grow to the next power of two, so that a lot placed later finds the costs unchanged.
        Exchanges = BitOperations.RoundUpToPowerOf2((uint)passages + 1);
        foreach (var aim in lotAims.Reverse())
        {
            var step = Exchanges * Spread + 1;
            if (aim == Aim.SoonToExpire) expiryStep = step;
            else nearnessStep = step;
            Spread += step * (aim == Aim.SoonToExpire ? policy.ExpiryBands.Count : Distances - 1);
        }
        Step = Exchanges * Spread + 1;
    }

    /// <summary>Cost of one unit from the lot to the need, from 0 to <see cref="Spread"/>.</summary>
    internal long ArcCost(OfferedLot lot, OpenNeed need) =>
        expiryStep * Band(policy.ExpiryBands, lot.ValidUntil) + nearnessStep * Distance(lot.Place, need.Place);

    /// <summary>0 in the same village, 1 township, 2 county, 3 elsewhere.</summary>
    internal static int Distance(PlaceCodes lot, PlaceCodes need) =>
        lot.Village is not null && lot.Village == need.Village ? 0
        : lot.Township is not null && lot.Township == need.Township ? 1
        : lot.County is not null && lot.County == need.County ? 2
        : 3;

    /// <summary>The need's grade on its first unit: the higher, the sooner it is served.</summary>
    internal long Grade(OpenNeed need) => Grade(need, shareStep: 0);

    /// <summary>What it costs to leave a unit of this step of the need unmet.</summary>
    internal long Penalty(OpenNeed need, int shareStep) => (Grade(need, shareStep) + 1) * Step;

    /// <summary>What it costs to leave the need unmet altogether.</summary>
    internal Int128 CostUnmet(OpenNeed need)
    {
        Int128 cost = 0;
        for (var step = 0; step < policy.ShareSteps; step++)
            cost += (Int128)StepUnits(need, step) * Penalty(need, step);
        return cost;
    }

    long Grade(OpenNeed need, int shareStep)
    {
        var grade = 0L;
        foreach (var aim in needAims)
            grade = grade * Levels(aim) + Level(aim, need, shareStep);
        return grade;
    }

    int Levels(Aim aim) => aim switch
    {
        Aim.Urgency => Urgencies,
        Aim.Deadline => policy.DeadlineBands.Count + 1,
        Aim.Uncovered or Aim.GreenChannel => 2,
        Aim.EqualShare => policy.ShareSteps,
        Aim.Category => policy.CategoryOrder.Count + 1,
        Aim.SoonToExpire or Aim.Nearness or _ => throw new ArgumentOutOfRangeException(nameof(aim)),
    };

    int Level(Aim aim, OpenNeed need, int shareStep) => aim switch
    {
        Aim.Urgency => Math.Clamp(need.Urgency, 1, Urgencies) - 1,
        Aim.Deadline => policy.DeadlineBands.Count - Band(policy.DeadlineBands, need.Deadline),
        Aim.Uncovered => need.UncoveredOrStillInNeed ? 1 : 0,
        Aim.GreenChannel => need.GreenChannel ? 1 : 0,
        Aim.EqualShare => policy.ShareSteps - 1 - shareStep,
        Aim.Category => policy.CategoryOrder.Count - CategoryPlace(need),
        Aim.SoonToExpire or Aim.Nearness or _ => throw new ArgumentOutOfRangeException(nameof(aim)),
    };

    int CategoryPlace(OpenNeed need) =>
        need.CategoryCode is not null && categoryPlace.TryGetValue(need.CategoryCode, out var place) ? place : policy.CategoryOrder.Count;

    int Band(IReadOnlyList<int> bands, DateOnly? day)
    {
        if (day is null) return bands.Count;
        var daysLeft = day.Value.DayNumber - policy.AsOf.DayNumber;
        var band = 0;
        while (band < bands.Count && daysLeft > bands[band]) band++;
        return band;
    }

    /// <summary>How many units of the need belong to each step of the equal share, the first step first; they add up to its quantity.</summary>
    internal long StepUnits(OpenNeed need, int shareStep)
    {
        var (steps, last) = (policy.ShareSteps, shareStep == policy.ShareSteps - 1);
        if (policy.KindsCountedPerPerson.Contains(need.KindCode))
        {
            var before = Math.Min(need.Quantity, (long)shareStep * need.People);
            return last ? need.Quantity - before : Math.Min(need.People, need.Quantity - before);
        }
        return CeilingOf(need.Quantity, shareStep + 1, steps) - CeilingOf(need.Quantity, shareStep, steps);
    }

    static long CeilingOf(long quantity, int step, int steps) => (long)(((Int128)quantity * step + steps - 1) / steps);
}
