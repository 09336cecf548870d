namespace Jiuji.Matching.Solving;

/// <summary>
/// Lots and needs in order of id, and for each need the lots that no hard rule forbids. Sorting by id is what makes a run independent of the order
/// in which it is given its rows: every later step sees the same numbers.
/// </summary>
sealed class Candidates
{
    internal readonly OfferedLot[] Lots;
    internal readonly OpenNeed[] Needs;
    readonly int[][] lotsOfNeed;
    readonly Dictionary<(string Kind, string Area), List<int>> index;

    internal ReadOnlySpan<int> LotsOf(int need) => lotsOfNeed[need];

    internal long Count => lotsOfNeed.Sum(each => (long)each.Length);

    internal Candidates(IEnumerable<OfferedLot> lots, IEnumerable<OpenNeed> needs, MatchPolicy policy)
    {
        Lots = [.. lots.OrderBy(lot => lot.Id)];
        Needs = [.. needs.OrderBy(need => need.Id)];
        RefuseTwins(Lots.Select(lot => lot.Id));
        RefuseTwins(Needs.Select(need => need.Id));
        lotsOfNeed = new int[Needs.Length][];
        index = ByKindAndArea(Lots);
        Parallel.For(0, Needs.Length, need => lotsOfNeed[need] = Allowed(Needs[need], policy));
        Passages = CountPassages();
    }

    static void RefuseTwins(IEnumerable<Guid> sortedIds)
    {
        Guid? before = null;
        foreach (var id in sortedIds)
        {
            if (id == before) throw new ArgumentException($"{id} is given twice.");
            before = id;
        }
    }

    static Dictionary<(string Kind, string Area), List<int>> ByKindAndArea(OfferedLot[] lots)
    {
        var index = new Dictionary<(string, string), List<int>>();
        for (var lot = 0; lot < lots.Length; lot++)
            foreach (var area in lots[lot].AreaCodes)
            {
                if (!index.TryGetValue((lots[lot].KindCode, area), out var served))
                    index[(lots[lot].KindCode, area)] = served = [];
                served.Add(lot);
            }
        return index;
    }

    int[] Allowed(OpenNeed need, MatchPolicy policy)
    {
        if (need.Quantity <= 0) return [];
        var allowed = new List<int>();
        foreach (var area in (ReadOnlySpan<string?>)[need.Place.Village, need.Place.Township, need.Place.County])
            if (area is not null && index.TryGetValue((need.KindCode, area), out var served))
                foreach (var lot in served)
                    if (HardRules.Refusal(Lots[lot], need, policy) is null) allowed.Add(lot);
        allowed.Sort();
        return [.. allowed.Distinct()];
    }

    Candidates(OfferedLot[] lots, OpenNeed[] needs, int[][] lotsOfNeed, Dictionary<(string Kind, string Area), List<int>> index, int? passages)
    {
        (Lots, Needs, this.lotsOfNeed, this.index) = (lots, needs, lotsOfNeed, index);
        Passages = passages ?? CountPassages();
    }

    /// <summary>One more need, numbered last whatever its id: the numbers of all others stay.</summary>
    internal Candidates With(OpenNeed need, MatchPolicy policy)
    {
        var allowed = Allowed(need, policy);
        return new(Lots, [.. Needs, need], [.. lotsOfNeed, allowed], index, Passages + MorePassages(need, allowed.Length));
    }

    int MorePassages(OpenNeed need, int candidates)
    {
        var (others, theirs) = (0, 0);
        for (var other = 0; other < Needs.Length; other++)
        {
            if (Needs[other].Id == need.Id) throw new ArgumentException($"{need.Id} is given twice.");
            if (Needs[other].Household != need.Household || lotsOfNeed[other].Length == 0) continue;
            (others, theirs) = (others + 1, theirs + lotsOfNeed[other].Length);
        }
        // A household that had one need only has not been counted yet.
        return others == 0 || candidates == 0 ? 0 : others == 1 ? theirs + candidates : candidates;
    }

    /// <summary>One more lot, numbered last.</summary>
    internal Candidates With(OfferedLot lot, MatchPolicy policy)
    {
        if (Array.Exists(Lots, other => other.Id == lot.Id)) throw new ArgumentException($"{lot.Id} is given twice.");
        var (lots, wider) = ((OfferedLot[])[.. Lots, lot], lotsOfNeed.ToArray());
        for (var need = 0; need < Needs.Length; need++)
            if (Needs[need].Quantity > 0 && HardRules.Refusal(lot, Needs[need], policy) is null) wider[need] = [.. lotsOfNeed[need], Lots.Length];
        return new(lots, Needs, wider, ByKindAndArea(lots), passages: null);
    }

    internal int NumberOfNeed(Guid id) => Place(Array.FindIndex(Needs, need => need.Id == id), id);

    internal int NumberOfLot(Guid id) => Place(Array.FindIndex(Lots, lot => lot.Id == id), id);

    static int Place(int found, Guid id) => found >= 0 ? found : throw new ArgumentException($"The run does not know {id}.");

    /// <summary>How often at most a cycle of any component's network can pass a lot, or a household's own share of one.</summary>
    internal int Passages { get; private init; }

    int CountPassages()
    {
        var several = Enumerable.Range(0, Needs.Length).Where(need => lotsOfNeed[need].Length > 0).GroupBy(need => Needs[need].Household).Where(needs => needs.Skip(1).Any());
        return Lots.Length + several.SelectMany(needs => needs).Sum(need => lotsOfNeed[need].Length);
    }
}
