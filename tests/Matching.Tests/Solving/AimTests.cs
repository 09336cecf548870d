using Jiuji.Matching.Solving;
using Xunit;
using static Jiuji.Matching.Tests.Solving.County;

namespace Jiuji.Matching.Tests.Solving;

/// <summary>Aims are kept in order without giant weights: what the ladder of costs promises, tried against every possible plan.</summary>
public class AimTests
{
    static readonly PlaceCodes Far = new("elsewhere", "elsewhere-1", "elsewhere-1-1");

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(40)]
    public void The_most_urgent_need_is_served_even_if_a_long_chain_of_others_must_all_move_to_dearer_lots(int chain)
    {
        // Need i lives beside lot i and can also have lot i+1, as far away as anything is. The newcomer can have lot 0 alone: to serve it, every need
        // but the last moves on by one lot, at the whole spread of arc costs each, and the last, one grade lower, goes without.
        var needs = Enumerable.Range(0, chain).Select(at => Need(1, urgency: at < chain - 1 ? 4 : 3) with { Place = Village(at) }).ToArray();
        var newcomer = Need(1, urgency: 4) with { Place = new("c", "t", "v") };
        var lots = Enumerable.Range(0, chain)
            .Select(at => Lot(1) with { Place = Village(at), AreaCodes = new HashSet<string> { $"v{at}", at == 0 ? "v" : $"v{at - 1}" } }).ToArray();

        var plan = MatchRun.Solve(lots, [.. needs, newcomer], Policy with { Aims = [Aim.Urgency, Aim.Nearness] });

        Assert.Equal(lots[0].Id, Assert.Single(plan.ProposalsFor(newcomer.Id)).Lot);
        Assert.Equal(needs[^1].Id, Assert.Single(plan.Unmet).Need);
    }

    static PlaceCodes Village(int at) => new($"c{at}", $"t{at}", $"v{at}");

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(40)]
    public void A_lot_that_expires_soon_is_used_even_if_everybody_must_fetch_from_farther_away(int chain)
    {
        // Need i lives beside lot i and can also have lot i+1, far away. All lots but the first expire: to use them all, every need moves on by one.
        var needs = Enumerable.Range(0, chain).Select(at => Need(1) with { Place = Village(at) }).ToArray();
        var lots = Enumerable.Range(0, chain + 1).Select(at => Lot(1) with { Place = Village(at), AreaCodes = new HashSet<string> { $"v{at}", $"v{at - 1}" } }).ToArray();
        for (var at = 1; at <= chain; at++)
            lots[at] = lots[at] with { ValidUntil = Today.AddDays(20) };

        var plan = MatchRun.Solve(lots, needs, Policy);

        Assert.Equal(lots.Skip(1).Select(lot => lot.Id).Order(), plan.Proposals.Select(proposal => proposal.Lot).Order());
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 300)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_plan_at_all_serves_the_aims_better_in_their_order(int seed)
    {
        var (lots, needs) = Tiny(new Random(seed));
        var policy = Policy with { ShareSteps = 2 };
        var plan = MatchRun.Solve(lots, needs, policy);
        var given = new long[needs.Length, lots.Length];
        foreach (var proposal in plan.Proposals)
            given[Array.FindIndex(needs, need => need.Id == proposal.Need), Array.FindIndex(lots, lot => lot.Id == proposal.Lot)] = proposal.Quantity;
        Assert.Equal(Best(lots, needs, policy), Measure(lots, needs, given));
    }

    static (OfferedLot[] Lots, OpenNeed[] Needs) Tiny(Random random)
    {
        var places = new[] { Home, Home with { Village = "other" }, new("341722", "other", "another"), Far };
        var areas = new[] { "341722", "other", Home.Village, "elsewhere" };
        var lots = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Lot(random.Next(1, 3)) with
        {
            Place = places[random.Next(4)],
            ValidUntil = random.Next(2) == 0 ? null : Today.AddDays(random.Next(0, 40)),
            AreaCodes = new HashSet<string> { areas[random.Next(4)], areas[random.Next(4)] },
        });
        var needs = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Need(random.Next(1, 3), random.Next(3, 5)) with
        {
            Place = places[random.Next(4)],
            UncoveredOrStillInNeed = random.Next(2) == 0,
        });
        return ([.. lots], [.. needs]);
    }

    /// <summary>Unmet units grade by grade from the highest down, then expiry bands, then distances: compared in this order, smaller is better.</summary>
    static string Measure(OfferedLot[] lots, OpenNeed[] needs, long[,] given)
    {
        var (unmet, expiry, distance) = (new long[8], 0L, 0L);
        for (var need = 0; need < needs.Length; need++)
        {
            var served = Enumerable.Range(0, lots.Length).Sum(lot => given[need, lot]);
            for (var unit = served; unit < needs[need].Quantity; unit++) unmet[Grade(needs[need], unit)]++;
            for (var lot = 0; lot < lots.Length; lot++)
            {
                expiry += given[need, lot] * ExpiryBand(lots[lot]);
                distance += given[need, lot] * Distance(lots[lot].Place, needs[need].Place);
            }
        }
        return string.Join(' ', unmet.Append(expiry).Append(distance).Select(figure => figure.ToString("000")));
    }

    static int Grade(OpenNeed need, long unit) =>
        (need.Urgency == 4 ? 0 : 4) + (need.UncoveredOrStillInNeed ? 0 : 2) + (unit * 2 < need.Quantity ? 0 : 1);

    static int ExpiryBand(OfferedLot lot) => lot.ValidUntil is not { } day ? 3 : (day.DayNumber - Today.DayNumber) switch { <= 7 => 0, <= 30 => 1, <= 90 => 2, _ => 3 };

    static int Distance(PlaceCodes one, PlaceCodes other) =>
        one.Village == other.Village ? 0 : one.Township == other.Township ? 1 : one.County == other.County ? 2 : 3;

    static string Best(OfferedLot[] lots, OpenNeed[] needs, MatchPolicy policy)
    {
        var given = new long[needs.Length, lots.Length];
        var left = lots.Select(lot => lot.Quantity).ToArray();
        string? best = null;
        Try(0, 0, needs[0].Quantity);
        return best!;

        void Try(int need, int lot, long wanted)
        {
            if (lot == lots.Length)
            {
                if (need + 1 < needs.Length) Try(need + 1, 0, needs[need + 1].Quantity);
                else if (Measure(lots, needs, given) is var measure && (best is null || string.CompareOrdinal(measure, best) < 0)) best = measure;
                return;
            }
            var most = HardRules.Refusal(lots[lot], needs[need], policy) is null ? Math.Min(wanted, left[lot]) : 0;
            for (var units = 0L; units <= most; units++)
            {
                (given[need, lot], left[lot]) = (units, left[lot] - units);
                Try(need, lot + 1, wanted - units);
                left[lot] += units;
            }
            given[need, lot] = 0;
        }
    }
}
