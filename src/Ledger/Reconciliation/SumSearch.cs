namespace Jiuji.Ledger.Reconciliation;

/// <summary>
/// Finds a bank line that is several movements in one sum, or a movement that the bank carried out in parts. All of one day first; else a
/// few that come to exactly the sum, and only if no others do. The search is bounded, so a strange statement costs time but never hangs.
/// </summary>
sealed class SumSearch(MatchTable table)
{
    const int MostCandidates = 40;
    const int MostSteps = 20_000;
    const int MostTargets = 2_000;

    internal void Run()
    {
        Search(table.Lines, table.LineTaken, table.Moves, table.MoveTaken, (one, some, reason, certain) => table.Propose([one], some, reason, certain));
        Search(table.Moves, table.MoveTaken, table.Lines, table.LineTaken, (one, some, reason, certain) => table.Propose(some, [one], reason, certain));
    }

    void Search(List<MatchItem> targets, bool[] targetTaken, List<MatchItem> parts, bool[] partTaken, Action<int, IReadOnlyList<int>, MatchReason, bool> found)
    {
        var open = Enumerable.Range(0, targets.Count).Where(i => !targetTaken[i]).Take(MostTargets).ToList();
        var byDay = Enumerable.Range(0, parts.Count).Where(i => !partTaken[i]).ToLookup(i => (parts[i].Day, Math.Sign(parts[i].AmountFen)));
        foreach (var target in open)
        {
            var (day, amount) = (targets[target].Day, targets[target].AmountFen);
            var near = Enumerable.Range(-table.Window.SumDays, (2 * table.Window.SumDays) + 1)
                .SelectMany(offset => byDay[(day.AddDays(offset), Math.Sign(amount))]).Where(i => !partTaken[i]).ToList();
            if (WholeDay(near, parts, amount) is { } whole) found(target, whole, MatchReason.SumOfDay | Apart(parts[whole[0]].Day, day), true);
            else if (Some(near, parts, amount) is { } some) found(target, some, MatchReason.SumOfSome, false);
        }
    }

    static MatchReason Apart(DateOnly one, DateOnly other) => one == other ? MatchReason.SameDay : MatchReason.NearDay;

    static List<int>? WholeDay(List<int> near, List<MatchItem> parts, long amount)
    {
        var days = near.GroupBy(i => parts[i].Day).Where(group => group.Skip(1).Any() && group.Sum(i => parts[i].AmountFen) == amount).ToList();
        return days.Count == 1 ? [.. days[0]] : null;
    }

    /// <summary>The only choice of two to <see cref="MatchWindow.MostParts"/> parts that comes to the sum; null if there is none, or another.</summary>
    List<int>? Some(List<int> near, List<MatchItem> parts, long amount)
    {
        if (near.Count is < 2 or > MostCandidates) return null;
        var sizes = near.Select(i => Math.Abs(parts[i].AmountFen)).ToArray();
        var rest = new long[sizes.Length + 1];
        for (var i = sizes.Length - 1; i >= 0; i--) rest[i] = rest[i + 1] + sizes[i];
        var (chosen, first, steps, several) = (new Stack<int>(), (int[]?)null, 0, false);
        Choose(0, Math.Abs(amount));
        return first is null || several || steps > MostSteps ? null : [.. first.Select(i => near[i])];

        void Choose(int from, long left)
        {
            if (several || ++steps > MostSteps) return;
            if (left == 0)
            {
                if (chosen.Count < 2) return;
                (several, first) = (first is not null, first ?? [.. chosen]);
                return;
            }
            if (chosen.Count == table.Window.MostParts || from == sizes.Length || rest[from] < left) return;
            if (sizes[from] <= left)
            {
                chosen.Push(from);
                Choose(from + 1, left - sizes[from]);
                chosen.Pop();
            }
            Choose(from + 1, left);
        }
    }
}
