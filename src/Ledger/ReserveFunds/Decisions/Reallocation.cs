namespace Jiuji.Ledger.ReserveFunds;

/// <summary>What a township could give back, or lacks until month end, in fen.</summary>
public sealed record Standing(string TownshipCode, long CanGiveFen, long LacksFen);

/// <summary>A proposal that a county officer accepts or not: from one township, through the county, to another (row 37).</summary>
public sealed record ReallocationProposal(string FromTownship, string ToTownship, long AmountFen);

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
}
