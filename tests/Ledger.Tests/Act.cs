using FsCheck;
using FsCheck.Fluent;
using Jiuji.Ledger;

namespace Jiuji.Ledger.Tests;

/// <summary>What one caller does: sizes and choices only; what they refer to is found when it is played.</summary>
public sealed record Act(int What, int From, int To, int Amount, int Refers, int DaysAgo)
{
    static readonly AccountKind[] Kinds = [AccountKind.Advanced, AccountKind.InTransit, AccountKind.InHands, AccountKind.AwaitingPapers, AccountKind.Approved, AccountKind.Treasury];

    public static readonly Gen<Act> Any =
        from what in Gen.Choose(0, 9)
        from accounts in Gen.Choose(0, Kinds.Length - 1).Two()
        from amount in Gen.Choose(0, 120)
        from refers in Gen.Choose(0, 1000)
        from daysAgo in Gen.Choose(0, 45)
        select new Act(what, accounts.Item1, accounts.Item2, amount, refers, daysAgo);

    /// <param name="sent">What was sent before, accepted or not: to be resolved, reversed, repeated or repeated with a change.</param>
    public Transfer Transfer(IReadOnlyList<Transfer> sent)
    {
        var plain = County.Transfer(Kinds[From], Kinds[To], Amount) with { OccurredOn = County.Today.AddDays(-DaysAgo) };
        var hold = Pick([.. sent.Where(transfer => transfer.Kind == TransferKind.Reserve)]);
        var other = Pick(sent);
        return What switch
        {
            0 or 1 => plain with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddMinutes(Refers * 5) },
            2 or 3 when hold is not null => Resolve(hold, TransferKind.PostHold, Math.Min(hold.Amount, Amount)),
            4 when hold is not null => Resolve(hold, TransferKind.VoidHold, hold.Amount),
            5 when hold is not null => Resolve(hold, TransferKind.ExpireHold, hold.Amount),
            6 when other is not null => other with { Id = Guid.CreateVersion7(), Kind = TransferKind.Post, From = other.To, To = other.From, Reverses = other.Id, Hold = null, ExpiresAt = null, Note = "wrong" },
            7 when other is not null => other,
            8 when other is not null => other with { Amount = other.Amount + 1 },
            _ => plain,
        };
    }

    static Transfer Resolve(Transfer hold, TransferKind kind, long amount) =>
        hold with { Id = Guid.CreateVersion7(), Kind = kind, Hold = hold.Id, ExpiresAt = null, Amount = amount };

    Transfer? Pick(IReadOnlyList<Transfer> from) => from.Count == 0 ? null : from[Refers % from.Count];
}
