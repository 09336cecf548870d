using Jiuji.Matching.Needs;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Matches;

/// <summary>A need with what the measures group by.</summary>
public sealed record MeasuredNeed(Need Need, string CategoryCode, string TownshipCode);

/// <summary>How much of what was asked for has come, in whole needs and in their quantities' shares.</summary>
/// <param name="Met">Needs met whole.</param>
/// <param name="Share">Mean share of each need that was met, 0 to 1: units of different kinds are not added.</param>
public sealed record MetShare(string Group, int Needs, int Met, decimal Share);

/// <summary>Over how many matches, the middle and the ninth decile, in days.</summary>
public sealed record TimeToMatch(int Matches, decimal MedianDays, decimal NinthDecileDays);

/// <summary>How many of the aided needs were found by going out (C1).</summary>
public sealed record ProactiveShare(int Proactive, int All)
{
    /// <summary>0 to 1; null when there was no aid at all.</summary>
    public decimal? Share => All == 0 ? null : (decimal)Proactive / All;

    /// <summary>The target of QN21 二(三) is half (C1).</summary>
    public bool Reaches(int targetPercent) => Share * 100 >= targetPercent;
}

/// <summary>Lots of which something expired unused.</summary>
public sealed record ExpiredUnused(int Lots, IReadOnlyList<(Guid LotId, string Unit, long Quantity)> Wasted);

/// <summary>The measures of a county over rows that the caller chose (issue item 8). Pure; nothing in them names a household.</summary>
public static class Measures
{
    /// <summary>From the need's entry to the station's acceptance; matches not yet accepted do not count.</summary>
    public static TimeToMatch TimeToMatch(IEnumerable<Match> matches, IReadOnlyDictionary<Guid, Need> needs)
    {
        var days = matches.Where(match => match.AcceptedAt is not null && match.ContinuesMatchId is null)
            .Select(match => (decimal)(match.AcceptedAt!.Value - needs[match.NeedId].QueuedAt).TotalDays).Order().ToList();
        return new TimeToMatch(days.Count, Quantile(days, 0.5m), Quantile(days, 0.9m));
    }

    public static IReadOnlyList<MetShare> MetByCategory(IEnumerable<MeasuredNeed> needs) => Grouped(needs, need => need.CategoryCode);

    public static IReadOnlyList<MetShare> MetByTownship(IEnumerable<MeasuredNeed> needs) => Grouped(needs, need => need.TownshipCode);

    /// <summary>Of the needs that were met in part or whole, how many were found by us and not brought to us (C1).</summary>
    public static ProactiveShare Proactive(IEnumerable<Need> needs)
    {
        var aided = needs.Where(need => need.MetQuantity > 0).ToList();
        return new ProactiveShare(aided.Count(need => need.DiscoverySource.IsProactive()), aided.Count);
    }

    /// <param name="left">What was left in stock of each lot, by the book.</param>
    public static ExpiredUnused ExpiredUnused(IEnumerable<SupplyLot> lots, IReadOnlyDictionary<Guid, long> left)
    {
        var wasted = lots.Where(lot => lot.State == LotState.Expired && left.GetValueOrDefault(lot.Id) > 0)
            .OrderBy(lot => lot.Number, StringComparer.Ordinal).Select(lot => (lot.Id, lot.Unit, left[lot.Id])).ToList();
        return new ExpiredUnused(wasted.Count, wasted);
    }

    /// <summary>Fairness: the mean share met of the tenth of needs that are served worst; null without needs.</summary>
    public static decimal? WorstServedDecile(IEnumerable<Need> needs)
    {
        var shares = needs.Select(Share).Order().ToList();
        return shares.Count == 0 ? null : shares.Take((shares.Count + 9) / 10).Average();
    }

    static List<MetShare> Grouped(IEnumerable<MeasuredNeed> needs, Func<MeasuredNeed, string> group) =>
        [.. needs.Where(each => each.Need.State is not (NeedState.Withdrawn or NeedState.Moved)).GroupBy(group)
            .OrderBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => new MetShare(
                each.Key, each.Count(), each.Count(need => need.Need.State == NeedState.Met), each.Average(need => Share(need.Need))))];

    static decimal Share(Need need) => need.Quantity == 0 ? 1 : (decimal)need.MetQuantity / need.Quantity;

    static decimal Quantile(List<decimal> ordered, decimal at) =>
        ordered.Count == 0 ? 0 : ordered[(int)Math.Ceiling(at * ordered.Count) - 1];
}
