namespace Jiuji.Ledger.ReserveFunds;

/// <summary>What a township could give back, or lacks until month end, in fen.</summary>
public sealed record Standing(string TownshipCode, long CanGiveFen, long LacksFen)
{
    /// <summary>
    /// It can give what lies too long and is above a month's need, less what is already on order; it lacks what the days to month end need above what it has.
    /// </summary>
    public static Standing Of(string township, FundPosition position, IReadOnlyList<MoneyLayer> layers, RunOut forecast, PackValues pack, long onOrderFen, DateOnly today)
    {
        var daysLeft = DateTime.DaysInMonth(today.Year, today.Month) - today.Day;
        var lacks = (forecast.MonthFen * daysLeft / 30) - position.InHands;
        return new(township, Math.Max(0, IdleMoney.SweepBackProposalFen(layers, pack, forecast.MonthFen, today) - onOrderFen), Math.Max(0, lacks));
    }
}

/// <summary>A proposal that a county officer accepts or not: from one township, through the county, to another (row 37).</summary>
public sealed record ReallocationProposal(string FromTownship, string ToTownship, long AmountFen)
{
    /// <summary>Back to the county, to stay there for now (row 33).</summary>
    public bool StaysWithCounty => ToTownship.Length == 0;
}

/// <summary>Moves idle money to where it runs out: the largest lack first, from the largest surplus, ties by code; same input, same proposals.</summary>
public static class Reallocation
{
    public static IReadOnlyList<ReallocationProposal> Propose(IReadOnlyList<Standing> townships)
    {
        var givers = new Queue<Standing>(townships.Where(t => t.CanGiveFen > 0).OrderByDescending(t => t.CanGiveFen).ThenBy(t => t.TownshipCode, StringComparer.Ordinal));
        var proposals = new List<ReallocationProposal>();
        foreach (var taker in townships.Where(t => t.LacksFen > 0).OrderByDescending(t => t.LacksFen).ThenBy(t => t.TownshipCode, StringComparer.Ordinal))
        {
            for (var lacks = taker.LacksFen; lacks > 0 && givers.Count > 0;)
            {
                var giver = givers.Dequeue();
                var amount = Math.Min(lacks, giver.CanGiveFen);
                proposals.Add(new(giver.TownshipCode, taker.TownshipCode, amount));
                lacks -= amount;
                if (amount < giver.CanGiveFen) givers = new([giver with { CanGiveFen = giver.CanGiveFen - amount }, .. givers]);
            }
        }

        return proposals;
    }

    /// <summary>The same, and what nobody lacks goes back to the county: a proposal without a taker.</summary>
    public static IReadOnlyList<ReallocationProposal> ProposeAll(IReadOnlyList<Standing> townships)
    {
        var moved = Propose(townships);
        var rest = townships.Select(t => new ReallocationProposal(t.TownshipCode, "", t.CanGiveFen - moved.Where(p => p.FromTownship == t.TownshipCode).Sum(p => p.AmountFen)))
            .Where(proposal => proposal.AmountFen > 0).OrderByDescending(proposal => proposal.AmountFen).ThenBy(proposal => proposal.FromTownship, StringComparer.Ordinal);
        return [.. moved, .. rest];
    }
}
