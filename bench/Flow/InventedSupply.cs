using Jiuji.Matching.Solving;

namespace Jiuji.Bench.Flow;

/// <summary>
/// Lots and needs from a seed: every lot serves 20 villages of its area drawn by lot, every need has about 20 lots that may serve it. All lots of a kind
/// hang together, so a run of one kind is one component and a run of 20 kinds is 20.
/// </summary>
sealed class InventedSupply(int seed)
{
    internal static readonly DateOnly Today = new(2026, 11, 21);
    const int VillagesServed = 20;

    readonly Random random = new(seed);

    internal (OfferedLot[] Lots, OpenNeed[] Needs) Make(int needs, int lots, int kinds)
    {
        // One lot in (lots ÷ kinds ÷ 20) villages' worth: a village is served by about 20 lots of each kind.
        var villages = Math.Max(VillagesServed, lots / kinds);
        return ([.. Enumerable.Range(0, lots).Select(_ => Lot(kinds, villages))], [.. Enumerable.Range(0, needs).Select(_ => Need(kinds, villages))]);
    }

    internal OpenNeed Need(int kinds, int villages) =>
        new(Id(), Id(), $"kind-{random.Next(kinds)}", random.Next(1, 6), random.Next(1, 5))
        {
            Deadline = random.Next(2) == 0 ? Today.AddDays(random.Next(0, 60)) : null,
            CategoryCode = random.Next(4) == 0 ? null : $"category-{random.Next(5)}",
            Age = random.Next(1, 95),
            Female = random.Next(2) == 0,
            People = random.Next(1, 6),
            UncoveredOrStillInNeed = random.Next(4) == 0,
            Place = Place(random.Next(villages)),
        };

    OfferedLot Lot(int kinds, int villages) =>
        new(Id(), Id(), $"kind-{random.Next(kinds)}", random.Next(1, 13))
        {
            AreaCodes = Enumerable.Range(0, VillagesServed).Select(_ => Place(random.Next(villages)).Village).ToHashSet(),
            Place = Place(random.Next(villages)),
            ValidUntil = random.Next(2) == 0 ? Today.AddDays(random.Next(0, 120)) : null,
            PerHouseholdLimit = random.Next(4) == 0 ? 3 : null,
        };

    static PlaceCodes Place(int village) => new("county", $"township-{village / 10}", $"village-{village}");

    Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
