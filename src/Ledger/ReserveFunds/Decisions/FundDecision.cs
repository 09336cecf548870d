namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// What a command comes to: the steps it takes or was refused, the transfers to post as one group, and every rule that was checked.
/// Made purely; nothing has happened yet. A refused decision carries no transfers.
/// </summary>
public sealed record FundDecision(IReadOnlyList<LifecycleMove> Moves, IReadOnlyList<Transfer> Transfers, IReadOnlyList<RuleCheck> Checks)
{
    /// <summary>A decision that changes no state, such as a cash count, is refused by its checks alone.</summary>
    public FundRefusal? Refusal =>
        Moves.Count == 0 ? RuleCheck.FirstRefusal(Checks) : Moves.Select(move => move.Refusal).FirstOrDefault(refusal => refusal is not null);

    public bool IsAccepted => Refusal is null;

    /// <summary>Takes every step on the subject it belongs to. Call once, after the book has posted the transfers.</summary>
    public void ApplyTo(params IEnumerable<LifecycleSubject> subjects)
    {
        var byId = subjects.ToDictionary(subject => subject.Id);
        foreach (var move in Moves) byId[move.SubjectId].Apply(move);
    }

    internal static FundDecision Of(LifecycleMove move, IReadOnlyList<RuleCheck> checks, Func<IReadOnlyList<Transfer>> transfers) =>
        new([move], move.Refusal is null ? transfers() : [], checks);

    /// <summary>Money that moves between places of the fund without a step of any lifecycle.</summary>
    internal static FundDecision Checked(IReadOnlyList<RuleCheck> checks, Func<IReadOnlyList<Transfer>> transfers) =>
        new([], RuleCheck.FirstRefusal(checks) is null ? transfers() : [], checks);

    /// <summary>Several steps that stand or fall together.</summary>
    internal static FundDecision All(IReadOnlyList<LifecycleMove> moves, IReadOnlyList<RuleCheck> checks, Func<IReadOnlyList<Transfer>> transfers) =>
        moves.Any(move => move.Refusal is not null)
            ? new([.. moves.Where(move => move.Refusal is not null)], [], checks)
            : new(moves, transfers(), checks);
}
