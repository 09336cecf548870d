namespace Jiuji.Ledger;

/// <summary>What <see cref="Book.Post(IReadOnlyList{Transfer}, CancellationToken)"/> would answer, and why.</summary>
/// <param name="Refusals">Every rule that refuses the first transfer that does not pass, in order of precedence; empty if the group passes.</param>
/// <param name="Balances">Each account of the group before it and, if it passes, after it.</param>
public sealed record DryRun(IReadOnlyList<Refused> Refusals, IReadOnlyList<Change> Balances, bool Repeat = false)
{
    /// <summary>Posted now, it would be accepted.</summary>
    public bool WouldPass => Refusals.Count == 0;

    /// <summary>Moves the given state on, which is why <see cref="Book.Try"/> loads one of its own.</summary>
    public static DryRun Of(BookState state, IReadOnlyList<Transfer> group)
    {
        var before = group.SelectMany(transfer => new[] { transfer.From, transfer.To }).Distinct().Select(state.Account).ToList();
        var (answer, _) = BookDecision.Decide(state, group);
        var balances = before.ConvertAll(account => new Change(account, state.Account(account.Key)));
        return new(answer.Refused is { } refused ? All(state, group, refused) : [], balances, answer.Repeat);
    }

    /// <summary>The refused group was undone, so the transfers before the refused one are played again for it to be judged after them.</summary>
    static List<Refused> All(BookState state, IReadOnlyList<Transfer> group, Refused refused)
    {
        BookDecision.Decide(state, group.Take(refused.Index).ToList());
        return BookDecision.Refusals(state, group[refused.Index], refused.Index).ToList();
    }
}
