using Jiuji.Matching.Solving;

namespace Jiuji.Matching.Tests.Solving;

/// <summary>Small invented counties, the same for the same seed.</summary>
sealed class County(int seed)
{
    internal static readonly DateOnly Today = new(2026, 11, 21);
    internal static readonly PlaceCodes Home = new("341722", "341722100", "341722100201");
    internal static readonly MatchPolicy Policy = new(Today, "test-1");

    readonly Random random = new(seed);

    internal static OfferedLot Lot(long quantity, string kind = "rice", Guid? provider = null) =>
        new(Guid.CreateVersion7(), provider ?? Guid.CreateVersion7(), kind, quantity) { Place = Home, AreaCodes = new HashSet<string> { Home.County } };

    internal static OpenNeed Need(long quantity, int urgency = 2, string kind = "rice", Guid? household = null) =>
        new(Guid.CreateVersion7(), household ?? Guid.CreateVersion7(), kind, quantity, urgency) { Place = Home };

    internal Guid Id()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    internal (List<OfferedLot> Lots, List<OpenNeed> Needs) Make(int lots, int needs, int kinds = 2, bool whole = false)
    {
        var providers = Enumerable.Range(0, 4).Select(_ => Id()).ToArray();
        var households = Enumerable.Range(0, Math.Max(1, needs * 3 / 4)).Select(_ => Id()).ToArray();
        var offered = Enumerable.Range(0, lots).Select(_ => RandomLot(providers, households, kinds)).ToList();
        var wanted = Enumerable.Range(0, needs).Select(_ => RandomNeed(providers, households, kinds, whole)).ToList();
        return (offered, wanted);
    }

    OfferedLot RandomLot(Guid[] providers, Guid[] households, int kinds) =>
        new(Id(), Pick(providers), $"kind{random.Next(kinds)}", random.Next(0, 6))
        {
            PerHouseholdLimit = random.Next(3) == 0 ? random.Next(1, 3) : null,
            AreaCodes = new HashSet<string> { Pick(["c", "t0", "t1", "v00", "v11"]) },
            Place = RandomPlace(),
            ValidUntil = random.Next(2) == 0 ? Today.AddDays(random.Next(-2, 60)) : null,
            Eligibility = random.Next(3) == 0
                ? new() { Categories = new HashSet<string> { "low" }, MinimumAge = random.Next(2) == 0 ? 60 : null, FemaleOnly = random.Next(4) == 0 }
                : Eligibility.Anyone,
            BlockedHouseholds = new HashSet<Guid> { Pick(households) },
        };

    OpenNeed RandomNeed(Guid[] providers, Guid[] households, int kinds, bool whole) =>
        new(Id(), Pick(households), $"kind{random.Next(kinds)}", random.Next(1, 5), random.Next(1, 5))
        {
            Deadline = random.Next(2) == 0 ? Today.AddDays(random.Next(-1, 50)) : null,
            CategoryCode = Pick(["low", "margin", null]),
            Age = random.Next(3) == 0 ? null : random.Next(5, 90),
            Female = random.Next(2) == 0,
            People = random.Next(1, 5),
            Place = RandomPlace(),
            UncoveredOrStillInNeed = random.Next(3) == 0,
            WholeFromOneLot = whole && random.Next(3) == 0,
            RefusedProviders = random.Next(4) == 0 ? new HashSet<Guid> { Pick(providers) } : new HashSet<Guid>(),
            SameCauseAidInWindow = random.Next(20) == 0,
            KindsReceivedInWindow = random.Next(10) == 0 ? new HashSet<string> { "kind0" } : new HashSet<string>(),
        };

    PlaceCodes RandomPlace()
    {
        var (township, village) = (random.Next(2), random.Next(2));
        return new("c", $"t{township}", $"v{township}{village}");
    }

    T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
